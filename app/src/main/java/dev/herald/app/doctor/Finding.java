package dev.herald.app.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one check found.
///
/// @param check what was looked at
/// @param state how it is
/// @param found what was found
/// @param advice what to do, where something is to be done
public record Finding(String check, State state, String found, Optional<String> advice) {
  /// How it is.
  public enum State {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("problem")
    PROBLEM
  }

  /// Parts of a finding, as one reads them.
  static String list(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  static Finding ok(String check, String found) {
    return new Finding(check, State.OK, found, Optional.empty());
  }

  static Finding warning(String check, String found, String advice) {
    return new Finding(check, State.WARNING, found, Optional.of(advice));
  }

  static Finding problem(String check, String found, String advice) {
    return new Finding(check, State.PROBLEM, found, Optional.of(advice));
  }
}
