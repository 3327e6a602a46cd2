package dev.herald.crawler.state;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import java.time.Instant;
import java.util.Optional;

/// A statement that was published, as its last revision reads.
///
/// @param id the statement's id
/// @param sourceId its source
/// @param url the canonical URL it stands at now
/// @param state live, suspected missing, or withdrawn
/// @param revision number of its last revision
/// @param version external version of that revision
/// @param fingerprint of that revision
/// @param validators of its last response
/// @param conditional conditional requests since the last unconditional one
/// @param firstSeen when Herald first fetched it
/// @param nextCheckAt when it is fetched again; empty = never
/// @param missingChecks checks in a row that found it missing
/// @param titleHint the title where it was listed
/// @param publishedHint the time where it was listed
/// @param content the last revision's content
public record KnownStatement(
    String id,
    String sourceId,
    String url,
    State state,
    int revision,
    long version,
    String fingerprint,
    Validators validators,
    int conditional,
    Instant firstSeen,
    Optional<Instant> nextCheckAt,
    int missingChecks,
    Optional<String> titleHint,
    PublicationTime publishedHint,
    Statement content) {

  /// Where the withdrawal state machine stands.
  public enum State {
    LIVE,
    SUSPECTED,
    WITHDRAWN
  }

  /// The same with another state of the withdrawal machine.
  public KnownStatement withState(State state, int missingChecks, Optional<Instant> nextCheckAt) {
    return new KnownStatement(
        id,
        sourceId,
        url,
        state,
        revision,
        version,
        fingerprint,
        validators,
        conditional,
        firstSeen,
        nextCheckAt,
        missingChecks,
        titleHint,
        publishedHint,
        content);
  }

  /// The same after a check that found nothing new.
  public KnownStatement checked(
      Validators validators, int conditional, Optional<Instant> nextCheckAt) {
    return new KnownStatement(
        id,
        sourceId,
        url,
        State.LIVE,
        revision,
        version,
        fingerprint,
        validators,
        conditional,
        firstSeen,
        nextCheckAt,
        0,
        titleHint,
        publishedHint,
        content);
  }
}
