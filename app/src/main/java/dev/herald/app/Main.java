package dev.herald.app;

import dev.herald.app.command.Commands;
import dev.herald.app.run.Carriers;

/// Where the `herald` program starts.
public final class Main {
  private Main() {}

  static void main(String[] arguments) {
    Carriers.allow();
    System.exit(Commands.run(arguments));
  }
}
