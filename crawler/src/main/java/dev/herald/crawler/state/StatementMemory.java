package dev.herald.crawler.state;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What visits remember of the statements that they published, each with its last revision.
/// Thread-safe.
public interface StatementMemory {
  /// The statement known by a URL.
  Optional<KnownStatement> find(String url);

  /// Statements of a source that bear a title now, those seen last first.
  List<KnownStatement> titled(String sourceId, String title, int most);

  /// Every address that a statement is known by.
  List<String> addresses(String statementId);

  /// Statements of a source whose revision clock says now.
  List<KnownStatement> due(String sourceId, Instant now, int most);

  /// How long a claim holds that nobody followed up.
  Duration CLAIM = Duration.ofMinutes(10);

  /// Who publishes revisions.
  enum Claimant {
    /// One visit at a time looks at a source.
    VISIT,
    REPLAY
  }

  /// Takes the number of a statement's next revision, before that is published.
  ///
  /// @return false if the statement is not at the revision before it, or somebody else took the
  ///   number within [#CLAIM]
  boolean claim(Claimant claimant, String statementId, int number, Instant now);

  /// Says what is about to be published, until it is saved.
  void intend(String sourceId, Intent intent);

  /// What was about to be published when a visit of the source was cut off.
  Optional<Intent> intended(String sourceId);

  /// Saves statements after Kafka acknowledged them, with the URLs they are known by, takes those
  /// URLs out of the source's frontier, and ends what was intended. At once it saves what was
  /// learned from them: read again after a crash, they then give the same text.
  ///
  /// @param sourceId the source that was visited; a statement may belong to another one
  /// @return how many URLs were taken out of the frontier
  int save(String sourceId, Intent intent, Instant visitedAt);

  /// Makes every statement of a source due for an unconditional check.
  void recheckAll(String sourceId, Instant now);

  /// Makes live statements due that are known by one of these URLs.
  void recheck(String sourceId, List<String> urls, Instant now);

  /// The statements of a source that were seen last, the last one first.
  List<Dated> latest(String sourceId, int most);

  /// A statement's address.
  ///
  /// @param published as its discovery says, or else its page; unknown where that is a time that
  ///   was still to come when the statement was first seen
  record Dated(String url, PublicationTime published) {
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /// As it was listed and read.
    static Dated of(
        String url, PublicationTime listed, PublicationTime printed, Instant firstSeen) {
      PublicationTime published = listed.earliest().isPresent() ? listed : printed;
      boolean ahead =
          published.earliest().filter(firstSeen.plus(CLOCKS_DIFFER)::isBefore).isPresent();
      return new Dated(url, ahead ? PublicationTime.UNKNOWN : published);
    }

    /// Of a statement.
    public static Dated of(KnownStatement known) {
      return of(known.url(), known.publishedHint(), known.content().published(), known.firstSeen());
    }
  }

  /// Revisions to publish, and what to save once they are.
  ///
  /// @param learned from the pages of new statements; empty where none is published
  record Intent(
      List<Revision> revisions, List<Published> published, Optional<SourceState> learned) {}

  /// A statement to save and every URL it is known by.
  record Published(KnownStatement statement, List<String> urls) {}
}
