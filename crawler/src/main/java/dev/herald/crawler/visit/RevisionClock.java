package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig.RevisionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a published statement is fetched again: often while it is young, seldom later, then never.
///
/// @param steps ordered by age, youngest first
record RevisionClock(List<RevisionStep> steps) {
  /// The next check.
  ///
  /// @param published when the statement was published or first seen
  Optional<Instant> next(Instant published, Instant now) {
    Duration age = Duration.between(published, now);
    return steps.stream()
        .filter(step -> age.compareTo(step.youngerThan()) < 0)
        .findFirst()
        .map(step -> now.plus(step.every()));
  }
}
