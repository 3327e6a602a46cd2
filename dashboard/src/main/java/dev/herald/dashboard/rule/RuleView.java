package dev.herald.dashboard.rule;

import dev.herald.dashboard.feed.FeedLink;
import dev.herald.dashboard.page.Moment;
import java.util.List;
import java.util.Optional;

/// What the page of one rule shows.
///
/// @param row the rule as in the list
/// @param note why it exists
/// @param causes causes that alert, in words
/// @param volume what is unusual about the last day's matches, in a sentence; empty if nothing
/// @param matches the latest statements it matched
/// @param searchPath the search for all of them
/// @param keptPath the same as of now, later ones left out
/// @param deliveries the latest first
/// @param feeds where to follow it from outside
/// @param stream address of the live stream of its matches
/// @param saved what has just been done, in a sentence; empty if nothing
public record RuleView(
    RulesView.Row row,
    Optional<String> note,
    String causes,
    String volume,
    List<MatchView> matches,
    String searchPath,
    String keptPath,
    List<DeliveryView> deliveries,
    List<FeedLink> feeds,
    String stream,
    String saved) {

  public RuleView {
    matches = List.copyOf(matches);
    deliveries = List.copyOf(deliveries);
    feeds = List.copyOf(feeds);
  }

  /// One delivery.
  ///
  /// @param tone class of the state's badge
  /// @param detail attempts and outcome, in words
  public record DeliveryView(
      String id,
      String channel,
      String statementPath,
      String title,
      String language,
      String direction,
      String cause,
      Moment matched,
      String state,
      String tone,
      String detail) {}
}
