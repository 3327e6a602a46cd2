package dev.herald.dashboard.source;

import dev.herald.dashboard.feed.FeedLink;
import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.Moment;
import java.util.List;
import java.util.Optional;

/// What the page of one source shows.
///
/// @param row the source as in the list
/// @param facts how it is configured, in the order to show
/// @param homepage only where it is http or https
/// @param statements its latest statements
/// @param searchPath the search for all its statements
/// @param discoveries what each ever listed; empty where there is only one
/// @param visits the latest first
/// @param feeds where to follow it from outside
/// @param canVisit whether a visit can be asked for here
/// @param asked whether one has just been asked for
public record SourceView(
    SourcesView.Row row,
    List<Fact> facts,
    Optional<String> homepage,
    List<Headline> statements,
    String searchPath,
    List<Discovery> discoveries,
    List<Visit> visits,
    List<FeedLink> feeds,
    boolean canVisit,
    boolean asked) {

  public SourceView {
    facts = List.copyOf(facts);
    statements = List.copyOf(statements);
    discoveries = List.copyOf(discoveries);
    visits = List.copyOf(visits);
    feeds = List.copyOf(feeds);
  }

  /// A name and its value.
  public record Fact(String name, String value) {}

  /// What one of several discoveries ever listed.
  ///
  /// @param alonePercent of all that any of them listed, 0 to 100
  /// @param sharedPercent likewise
  /// @param told what follows from it, in words
  public record Discovery(
      String url,
      String alone,
      String shared,
      double alonePercent,
      double sharedPercent,
      String told,
      String tone) {}

  /// One visit.
  ///
  /// @param tone class of the outcome's badge
  /// @param counts what it did, in words
  /// @param took how long
  public record Visit(
      Moment started,
      String took,
      String outcome,
      String tone,
      String counts,
      List<Failure> failures) {
    public Visit {
      failures = List.copyOf(failures);
    }
  }

  /// One thing that fell out.
  public record Failure(String stage, String url, String reason) {}
}
