package dev.herald.crawler.state;

import dev.herald.config.message.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What visits remember of the statements that they published, each with its last revision.
/// Thread-safe.
public interface StatementMemory {
  /// The statement known by a URL.
  Optional<KnownStatement> find(String url);

  /// Statements of a source whose revision clock says now.
  List<KnownStatement> due(String sourceId, Instant now, int most);

  /// Says what is about to be published, until it is saved.
  void intend(String sourceId, Intent intent);

  /// What was about to be published when a visit of the source was cut off.
  Optional<Intent> intended(String sourceId);

  /// Saves statements after Kafka acknowledged them, with the URLs they are known by, takes those
  /// URLs out of the source's frontier, and ends what was intended.
  ///
  /// @param sourceId the source that was visited; a statement may belong to another one
  void save(String sourceId, List<Published> published);

  /// Saves statements as [#save(String, List)] does, and at once what was learned from them: read
  /// again after a crash, they then give the same text.
  void save(String sourceId, List<Published> published, Instant visitedAt, SourceState learned);

  /// Makes every statement of a source due for an unconditional check.
  void recheckAll(String sourceId, Instant now);

  /// Makes live statements due that are known by one of these URLs.
  void recheck(String sourceId, List<String> urls, Instant now);

  /// Addresses of the statements of a source that were seen last.
  List<String> latestUrls(String sourceId, int most);

  /// Revisions to publish, and the statements to save once they are.
  record Intent(List<Revision> revisions, List<Published> published) {}

  /// A statement to save and every URL it is known by.
  record Published(KnownStatement statement, List<String> urls) {}
}
