package dev.herald.indexer.read;

import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What a search found.
///
/// @param total statements found, exactly
/// @param texts how many different texts they are; as [#total] unless the search was grouped
/// @param changedSince how many of them were stored anew after the instant that the search is of
/// @param hits this page's, in the order asked for
/// @param facets counts over all statements found, in the order of [Facet.Field]
/// @param timeline statements found by their day of publication or longer, in the order of time,
///   empty spans included; empty if none has a date
/// @param tookMillis how long the search took
public record SearchResult(
    long total,
    long texts,
    long changedSince,
    List<Hit> hits,
    List<Facet> facets,
    Timeline timeline,
    long tookMillis) {
  public SearchResult {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }

  /// Nothing found.
  public static final SearchResult NOTHING = counted(0);

  /// Only a count.
  public static SearchResult counted(long total) {
    return new SearchResult(
        total, total, 0, List.of(), List.of(), new Timeline(Timeline.Unit.DAY, List.of()), 0);
  }

  /// One statement found, as its latest revision reads.
  ///
  /// @param title as plain text
  /// @param titleHtml the title, HTML-escaped, found words in `<mark>`
  /// @param snippetsHtml where the words were found, or how the body begins; HTML-escaped likewise
  /// @param cause of the latest revision
  /// @param revision number of the latest revision
  /// @param ruleIds rules that matched any revision of it
  /// @param copies other statements found that say the same, the first seen first, at most 50; none
  ///   unless the search was grouped
  public record Hit(
      String id,
      String url,
      String sourceId,
      String institution,
      String institutionType,
      String country,
      String type,
      String language,
      String title,
      String titleHtml,
      List<String> snippetsHtml,
      PublicationTime published,
      Instant firstSeen,
      Instant updatedAt,
      Cause cause,
      int revision,
      List<String> ruleIds,
      List<Copy> copies) {
    public Hit {
      snippetsHtml = List.copyOf(snippetsHtml);
      ruleIds = List.copyOf(ruleIds);
      copies = List.copyOf(copies);
    }
  }

  /// A statement that says the same as another.
  public record Copy(
      String id,
      String url,
      String sourceId,
      String institution,
      String country,
      String language,
      String title,
      PublicationTime published,
      Instant firstSeen) {}

  /// Counts by the values of one field; filters on that field itself are left out of its counts.
  ///
  /// @param counts the most frequent first, at most 50
  public record Facet(Field field, List<Count> counts) {
    public Facet {
      counts = List.copyOf(counts);
    }

    /// What can be counted by.
    public enum Field {
      SOURCE,
      COUNTRY,
      LANGUAGE,
      TYPE,
      INSTITUTION_TYPE,
      CAUSE,
      RULE
    }
  }

  /// A value and how many statements have it.
  public record Count(String value, long count) {}

  /// Statements over time.
  ///
  /// @param unit what one bucket stands for
  /// @param buckets at most 120
  public record Timeline(Unit unit, List<Bucket> buckets) {
    public Timeline {
      buckets = List.copyOf(buckets);
    }

    /// Length of a bucket.
    public enum Unit {
      DAY,
      WEEK,
      MONTH,
      YEAR
    }
  }

  /// One span of time.
  ///
  /// @param start its first day, UTC
  /// @param end its last day, UTC
  public record Bucket(LocalDate start, LocalDate end, long count) {}
}
