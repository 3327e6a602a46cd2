package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
/// @param discoveries what each discovery gave; empty in reports of earlier versions
/// @param pages what became of the pages; empty in reports of earlier versions
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
    Optional<List<String>> hubs,
    Optional<List<Discovered>> discoveries,
    Optional<Pages> pages) {

  /// The version this code writes.
  public static final int SCHEMA_VERSION = 1;

  public CrawlReport {
    failures = List.copyOf(failures);
    hubs = hubs.map(List::copyOf);
    discoveries = discoveries.map(List::copyOf);
  }

  /// A report as the first version wrote it: without hubs, and without the results one by one.
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
        Optional.empty(),
        Optional.empty(),
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

  /// What one discovery gave.
  ///
  /// @param url its address
  /// @param listed statement URLs that it names, 0 where it is unchanged
  /// @param added of those, how many had never been listed
  /// @param overlap what it ever listed, beside the source's others; empty where it is the only one
  public record Discovered(
      String url, Result result, int listed, int added, Optional<Overlap> overlap) {
    /// Of a source's only discovery.
    public Discovered(String url, Result result, int listed, int added) {
      this(url, result, listed, added, Optional.empty());
    }

    /// How it answered; what this version does not know is read as [#FAILED].
    public enum Result {
      /// With a list, though an empty one.
      @JsonProperty("read")
      READ,
      /// That nothing changed since it was read last.
      @JsonProperty("unchanged")
      UNCHANGED,
      /// With something that is no list.
      @JsonProperty("unreadable")
      UNREADABLE,
      /// That it is not there, or not for us: 401, 403, 404 or 410.
      @JsonProperty("closed")
      CLOSED,
      /// Not at all: robots.txt refuses us.
      @JsonProperty("refused")
      REFUSED,
      /// With an error, or not at all.
      @JsonEnumDefaultValue
      @JsonProperty("failed")
      FAILED
    }
  }

  /// The statements that a discovery of several has listed since the source is watched.
  ///
  /// @param alone those that none of the others listed
  /// @param shared those that others listed, too
  public record Overlap(int alone, int shared) {
    /// How many it listed.
    public int listed() {
      return alone + shared;
    }

    /// Whether the source would miss nothing without it, as long as the others are read.
    @JsonIgnore
    public boolean isRedundant() {
      return alone == 0 && shared > 0;
    }
  }

  /// What became of a visit's pages, each counted at every stage that it came to.
  ///
  /// @param waited addresses that waited to be fetched since before the visit
  /// @param added addresses that were listed for the first time
  /// @param taken addresses that wait no more, because their statements are known
  /// @param waiting addresses that wait at the end of the visit
  /// @param due pages that were asked for, of new statements and of known ones
  /// @param notModified pages that are unchanged by their publisher's word
  /// @param gone pages of known statements that are answered 404 or 410
  /// @param absent pages of known statements that show something else
  /// @param unchanged statements that were read and say what they said
  /// @param joined statements that were read and are known by another address
  /// @param withoutPage revisions of withdrawals and of an earlier visit that was cut off
  /// @param fellOut pages that fell out, by stage
  public record Pages(
      int waited,
      int added,
      int taken,
      int waiting,
      int due,
      int notModified,
      int gone,
      int absent,
      int unchanged,
      int joined,
      int withoutPage,
      Map<String, Integer> fellOut) {
    public Pages {
      fellOut = Map.copyOf(fellOut);
    }

    /// How many fell out at a stage.
    public int fellOutAt(String stage) {
      return fellOut.getOrDefault(stage, 0);
    }
  }

  /// One thing that fell out, or that must be known.
  ///
  /// @param stage where: `discover`, `fetch`, `extract`, `archive` or `publish`; [#DESIGN],
  ///   [#SELECTOR], [#FIELD] or [#CLOCK] for news of the source that is no failure and is not
  ///   counted as one
  /// @param url what
  /// @param reason why, in one sentence
  public record Failure(String stage, String url, String reason) {
    /// Stage of what tells that a source's pages have a new design.
    public static final String DESIGN = "design";

    /// Stage of what tells that a source's selectors gave a field of no page that was read.
    public static final String SELECTOR = "selector";

    /// Stage of what tells that the source's pages lack a field of late that they used to show.
    public static final String FIELD = "field";

    /// Stage of what tells that the publisher's clock and Herald's differ.
    public static final String CLOCK = "clock";

    private static final Set<String> NEWS = Set.of(DESIGN, SELECTOR, FIELD, CLOCK);

    /// Whether it is news of the source, and nothing fell out.
    public boolean tellsNews() {
      return NEWS.contains(stage);
    }
  }
}
