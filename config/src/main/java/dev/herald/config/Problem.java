package dev.herald.config;

/// One thing that is wrong in the configuration.
///
/// @param file path inside the config folder, or `command line`
/// @param line from 1; 0 where there is none
/// @param column from 1; 0 where there is none
/// @param path of the setting, as in `schedule.every` or `[2].discovery[0].url`; empty for the
///   whole file
/// @param found what stands there, never a secret; empty where something is missing
/// @param expected what should stand there, as a noun phrase
/// @param hint what to do
public record Problem(
    String file, int line, int column, String path, String found, String expected, String hint) {

  /// One line: `sources/ecb.yaml:14: schedule.every: '15' is not a duration; write 15s for seconds,
  /// or 15m for minutes`.
  @Override
  public String toString() {
    return "%s: %s%s; %s"
        .formatted(
            line > 0 ? file + ":" + line : file,
            path.isEmpty() ? "" : path + ": ",
            found.isEmpty() ? expected + " is missing" : found + " is not " + expected,
            hint);
  }
}
