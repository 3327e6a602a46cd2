package dev.herald.app.proposal;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What whoever asks for a source knows better than its pages.
///
/// @param languages most used first; empty to find them
public record Choices(
    Optional<String> id,
    Optional<String> institution,
    Optional<String> country,
    Optional<String> institutionType,
    List<String> languages,
    Optional<ZoneId> zone) {
  /// Nothing is known.
  public static final Choices NONE =
      new Choices(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  public Choices {
    languages = List.copyOf(languages);
  }
}
