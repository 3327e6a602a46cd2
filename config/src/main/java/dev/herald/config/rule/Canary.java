package dev.herald.config.rule;

import dev.herald.config.message.Cause;
import java.util.List;
import java.util.Optional;

/// The canary: statements of Herald's own that run through the whole chain all the time and show
/// that it stands, and how fast it is.
///
/// They are statements of a source like any other, listed, fetched, archived, published, matched,
/// stored and delivered, but no search finds them and no rule but their own matches them.
public final class Canary {
  /// Id of the canary's source, which no configured source may have.
  public static final String SOURCE = "herald-canary";

  /// The channel that its deliveries go to, which no configured channel may be named.
  public static final String CHANNEL = "canary";

  /// The rule that matches exactly its statements; its id is the source's.
  public static final Rule RULE =
      new Rule(
          SOURCE,
          "Canary",
          "source:" + SOURCE,
          List.of(CHANNEL),
          List.of(Cause.PUBLISHED),
          true,
          Optional.empty());

  private Canary() {}
}
