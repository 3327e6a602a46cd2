package dev.herald.config;

/// A value that is never shown: written in YAML as `${ENV_NAME}` or `file:PATH`, never in clear.
///
/// @param value the secret itself; `toString` hides it
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
