package dev.herald.crawler.visit;

import dev.herald.config.source.Source;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import java.time.Instant;
import java.util.Optional;

/// Says when a published statement is checked again.
final class NextCheck {
  private final Workshop shop;

  NextCheck(Workshop shop) {
    this.shop = shop;
  }

  /// By the source's revision clock; empty once a statement is too old.
  Optional<Instant> of(Source source, KnownStatement statement) {
    Instant published = statement.content().published().earliest().orElse(statement.firstSeen());
    return shop.clockOf(source).next(published, shop.now());
  }

  /// The statement as it is, after a check that told nothing.
  KnownStatement later(Source source, KnownStatement statement) {
    Instant spaced = shop.now().plus(shop.settings().withdrawal().spacing());
    // A suspicion must end one way or the other, however old the statement is.
    Optional<Instant> next =
        of(source, statement)
            .or(() -> statement.state() == State.LIVE ? Optional.empty() : Optional.of(spaced));
    return statement.withState(statement.state(), statement.missingChecks(), next);
  }
}
