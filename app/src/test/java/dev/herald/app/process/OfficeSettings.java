package dev.herald.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Settings for the press office that its own configuration has otherwise.
final class OfficeSettings {
  private OfficeSettings() {}

  /// Lets every statement be fetched again after some seconds, the oldest ones too: the office
  /// edits what it published last, which for some institutions is days old.
  static void lookAgainEvery(Path config, Duration every) throws IOException {
    Path file = config.resolve("herald.yaml");
    String text = Files.readString(file);
    String changed =
        text.replaceFirst(
            " *revisions:\n(?: +- .*\n)+",
            "  revisions: [{younger-than: 3650d, every: %ds}]\n".formatted(every.toSeconds()));
    if (changed.equals(text)) throw new AssertionError(file + " says nothing of revisions");
    Files.writeString(file, changed);
  }
}
