package dev.herald.dashboard.page;

import dev.herald.config.message.Statement;
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

  /// The headline of a statement.
  public static Headline of(Statement statement, Instant now) {
    return new Headline(
        "/statements/" + statement.id(),
        statement.title(),
        statement.language(),
        Words.direction(statement.language()),
        statement.institution(),
        Words.country(statement.country()),
        Published.of(statement.published(), now),
        Moment.of(statement.firstSeen(), now));
  }
}
