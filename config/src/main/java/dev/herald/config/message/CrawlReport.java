package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one visit of a source did: the message on `herald.crawls`.
///
/// @param schemaVersion version of this contract
/// @param visitId unique id of the visit
/// @param sourceId the source visited
/// @param startedAt when the visit began
/// @param finishedAt when it ended
/// @param outcome how it went
/// @param counts what it did
/// @param failures what fell out, and why; at most 100
/// @param nextVisitAt when the source is due again
/// @param hubs WebSub hubs that the source's discoveries name; empty where they name none
public record CrawlReport(
    int schemaVersion,
    String visitId,
    String sourceId,
    Instant startedAt,
    Instant finishedAt,
    Outcome outcome,
    Counts counts,
    List<Failure> failures,
    Optional<Instant> nextVisitAt,
    Optional<List<String>> hubs) {

  /// The version this code writes.
  public static final int SCHEMA_VERSION = 1;

  public CrawlReport {
    failures = List.copyOf(failures);
    hubs = hubs.map(List::copyOf);
  }

  /// A report of a source that names no hub.
  public CrawlReport(
      int schemaVersion,
      String visitId,
      String sourceId,
      Instant startedAt,
      Instant finishedAt,
      Outcome outcome,
      Counts counts,
      List<Failure> failures,
      Optional<Instant> nextVisitAt) {
    this(
        schemaVersion,
        visitId,
        sourceId,
        startedAt,
        finishedAt,
        outcome,
        counts,
        failures,
        nextVisitAt,
        Optional.empty());
  }

  /// How a visit went; what this version does not know is read as [#PARTIAL].
  public enum Outcome {
    /// Every discovery and statement that was due was read.
    @JsonProperty("ok")
    OK,
    /// Something failed, something else was read.
    @JsonEnumDefaultValue
    @JsonProperty("partial")
    PARTIAL,
    /// Nothing could be read.
    @JsonProperty("failed")
    FAILED,
    /// The publisher's robots.txt refuses us.
    @JsonProperty("refused")
    REFUSED
  }

  /// Counts of one visit.
  ///
  /// @param listed statement URLs named by the discoveries
  /// @param requests HTTP requests sent, robots.txt included
  /// @param notModified answers 304
  /// @param bytes bytes received, as sent
  /// @param fetched statement pages fetched
  /// @param extracted statements extracted
  /// @param published revisions acknowledged by Kafka
  /// @param failed pages and discoveries that failed
  public record Counts(
      int listed,
      int requests,
      int notModified,
      long bytes,
      int fetched,
      int extracted,
      int published,
      int failed) {}

  /// One thing that fell out, or that must be known.
  ///
  /// @param stage where: `discover`, `fetch`, `extract`, `archive` or `publish`; [#DESIGN],
  ///   [#SELECTOR] or [#CLOCK] for news of the source that is no failure and is not counted as one
  /// @param url what
  /// @param reason why, in one sentence
  public record Failure(String stage, String url, String reason) {
    /// Stage of what tells that a source's pages have a new design.
    public static final String DESIGN = "design";

    /// Stage of what tells that a source's selectors gave a field of no page that was read.
    public static final String SELECTOR = "selector";

    /// Stage of what tells that the publisher's clock and Herald's differ.
    public static final String CLOCK = "clock";

    private static final Set<String> NEWS = Set.of(DESIGN, SELECTOR, CLOCK);

    /// Whether it is news of the source, and nothing fell out.
    public boolean tellsNews() {
      return NEWS.contains(stage);
    }
  }
}
