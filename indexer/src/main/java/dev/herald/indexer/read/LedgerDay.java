package dev.herald.indexer.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of one source's statements on one UTC day.
///
/// A visit over midnight belongs to the day it began on, with everything it published.
///
/// @param fellOut what visits lost, by stage: `discover`, `fetch`, `archive`, `extract`, `publish`
/// @param imbalances where the figures contradict each other; empty if they balance
/// @param settling whether a visit or the indexing of one is under way, so that figures still move
public record LedgerDay(
    String sourceId,
    LocalDate day,
    Verdict verdict,
    Visits visits,
    Chain chain,
    Map<String, Long> fellOut,
    List<Imbalance> imbalances,
    boolean settling) {

  public LedgerDay {
    fellOut = Map.copyOf(fellOut);
    imbalances = List.copyOf(imbalances);
  }

  /// What can be said about the day.
  public enum Verdict {
    /// No visit was reported.
    NOT_VISITED("not visited"),
    /// Every visit failed or was refused: nothing is known of the day.
    UNREAD("not read"),
    /// The discoveries were read, and no statement was new.
    NOTHING_PUBLISHED("nothing was published"),
    /// No statement was new, but something fell out that might have been one.
    UNSURE("nothing new, but something fell out"),
    /// New statements, or new revisions of known ones.
    PUBLISHED("published");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /// In words, as pages and commands show it.
    public String label() {
      return label;
    }
  }

  /// The day's visits.
  ///
  /// @param unread those that failed or were refused
  /// @param first when the first began
  /// @param last when the last ended
  public record Visits(long made, long unread, Optional<Instant> first, Optional<Instant> last) {}

  /// How many came how far.
  ///
  /// @param listed statement URLs named by discoveries, anew at each visit
  /// @param fetched pages
  /// @param extracted statements read from them, known ones included
  /// @param published revisions acknowledged by Kafka, as the reports say
  /// @param indexed revisions that are stored, without those that a replay of the archive made
  /// @param newStatements of those, how many are a statement's first
  /// @param matched stored revisions that a rule matches
  /// @param alerts deliveries that their matches call for; empty where revisions were stored by a
  ///   version that did not count them
  /// @param delivered deliveries taken by their receivers
  /// @param pending deliveries to be sent
  /// @param givenUp deliveries that failed for good
  public record Chain(
      long listed,
      long fetched,
      long extracted,
      long published,
      long indexed,
      long newStatements,
      long matched,
      Optional<Long> alerts,
      long delivered,
      long pending,
      long givenUp) {
    /// All deliveries there are.
    public long deliveries() {
      return delivered + pending + givenUp;
    }
  }

  /// Two figures that should be one.
  public record Imbalance(Rule rule, long expected, long found) {
    /// Which figures.
    public enum Rule {
      /// Every listed address is fetched one day, or still waits for it.
      LISTED_IS_TAKEN_OR_WAITS("addresses", "listed or waiting before", "taken or waiting after"),
      /// Every page that was asked for came, is unchanged or gone, or fell out for a reason.
      DUE_IS_FETCHED("pages", "due", "fetched, unchanged, gone or fallen out"),
      /// Every page that came gave a statement, or fell out for a reason.
      FETCHED_IS_EXTRACTED("pages", "fetched", "read or fallen out"),
      /// Every statement that was read is published, or says what is published already.
      EXTRACTED_IS_PUBLISHED("statements", "read", "published, known already or fallen out"),
      /// Every published revision is stored, and no other.
      PUBLISHED_IS_INDEXED("revisions", "published", "indexed"),
      /// What calls for deliveries matches a rule.
      ALERTS_ARE_MATCHES("revisions", "calling for deliveries", "matched"),
      /// Every match that alerts has its deliveries, and there are no others.
      ALERTS_ARE_DELIVERIES("deliveries", "called for", "made");

      private final String noun;
      private final String expected;
      private final String found;

      Rule(String noun, String expected, String found) {
        this.noun = noun;
        this.expected = expected;
        this.found = found;
      }
    }

    /// In words: `3 revisions published, 2 indexed: 1 too few`.
    public String text() {
      long size = found - expected;
      return "%d %s %s, %d %s: %d too %s"
          .formatted(
              expected,
              rule.noun,
              rule.expected,
              found,
              rule.found,
              Math.abs(size),
              size < 0 ? "few" : "many");
    }
  }
}
