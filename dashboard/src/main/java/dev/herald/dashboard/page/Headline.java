package dev.herald.dashboard.page;

import dev.herald.indexer.read.SearchResult;
import java.time.Instant;

/// A statement in a line or two, where lists of statements are short.
///
/// @param path its page
/// @param title as published
/// @param language BCP 47
/// @param direction `ltr`, `rtl` or `auto`
/// @param institution the source's institution
/// @param country its name in English
/// @param published when, as far as known
/// @param firstSeen when Herald first fetched it
public record Headline(
    String path,
    String title,
    String language,
    String direction,
    String institution,
    String country,
    Published published,
    Moment firstSeen) {

  /// The headline of a statement that was found.
  public static Headline of(SearchResult.Hit hit, Instant now) {
    return new Headline(
        Links.path("statements", hit.id()),
        hit.title(),
        hit.language(),
        Words.direction(hit.language()),
        hit.institution(),
        Words.country(hit.country()),
        Published.of(hit.published(), now),
        Moment.of(hit.firstSeen(), now));
  }
}
