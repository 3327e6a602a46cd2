package dev.herald.config;

import java.util.Optional;

/// What became of one value's text.
sealed interface Reading {
  /// It is a value of the setting's type.
  record Value(Object value) implements Reading {}

  /// It is not.
  ///
  /// @param found what to call it instead of quoting it, as for secrets
  /// @param expected noun phrase, as in `a duration`
  /// @param hint what to write
  record Refused(Optional<String> found, String expected, String hint) implements Reading {
    Refused(String expected, String hint) {
      this(Optional.empty(), expected, hint);
    }
  }
}
