package dev.herald.dashboard.feed;

import dev.herald.dashboard.page.Links;
import java.util.Arrays;
import java.util.List;

/// A feed as the page that it belongs to names it.
///
/// @param label the format's name
/// @param title what a reader lists it as
public record FeedLink(String path, String mediaType, String label, String title) {
  /// The feeds of a rule.
  public static List<FeedLink> ofRule(String id, String name) {
    return of("rules", id, name);
  }

  /// The feeds of a source.
  public static List<FeedLink> ofSource(String id, String institution) {
    return of("sources", id, institution);
  }

  private static List<FeedLink> of(String kind, String id, String title) {
    return Arrays.stream(Feeds.Format.values())
        .map(
            format ->
                new FeedLink(
                    Links.path("feeds", kind, id) + "." + format.ending(),
                    format.mediaType(),
                    format.label(),
                    title + " (" + format.label() + ")"))
        .toList();
  }
}
