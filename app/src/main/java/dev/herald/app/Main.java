package dev.herald.app;

import dev.herald.app.command.Commands;

/// Where the `herald` program starts.
public final class Main {
  private Main() {}

  static void main(String[] arguments) {
    System.exit(Commands.run(arguments));
  }
}
