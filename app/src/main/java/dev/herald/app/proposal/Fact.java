package dev.herald.app.proposal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Something the proposal says of the institution, and what it rests on.
///
/// @param basis one short clause, such as `the address ends in .az`
public record Fact<T>(T value, Certainty certainty, String basis) {
  /// How far a fact can be trusted.
  public enum Certainty {
    /// The publisher says so, or whoever asked.
    CERTAIN,
    /// Something the publisher shows points there.
    LIKELY,
    /// Nothing says so: to be looked at.
    ASSUMED;

    /// As it is printed.
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static <T> Fact<T> certain(T value, String basis) {
    return new Fact<>(value, Certainty.CERTAIN, basis);
  }

  static <T> Fact<T> likely(T value, String basis) {
    return new Fact<>(value, Certainty.LIKELY, basis);
  }

  static <T> Fact<T> assumed(T value, String basis) {
    return new Fact<>(value, Certainty.ASSUMED, basis);
  }

  /// Whether nothing but an assumption stands behind it.
  public boolean isAssumed() {
    return certainty == Certainty.ASSUMED;
  }
}
