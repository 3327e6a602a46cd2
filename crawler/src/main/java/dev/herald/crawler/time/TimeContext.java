package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What is known where a time is printed.
///
/// @param languages of the page, BCP 47, most likely first; they decide names and numeric order
/// @param zone of times that name none; its country decides numeric order where the language does
///   not
/// @param fetchedAt the moment relative times count from, and after which no date may lie far
/// @param provenance to be recorded; in a place that holds nothing but a time, as a selector names,
///   forms without a year or without a day are read too
/// @param order of numeric dates, where it is known from elsewhere
public record TimeContext(
    List<String> languages,
    ZoneId zone,
    Instant fetchedAt,
    Provenance provenance,
    Optional<DateOrder> order) {

  public TimeContext {
    languages = List.copyOf(languages);
  }

  /// Without a known numeric order.
  public TimeContext(
      List<String> languages, ZoneId zone, Instant fetchedAt, Provenance provenance) {
    this(languages, zone, fetchedAt, provenance, Optional.empty());
  }

  /// Whether the text stands where only a time is expected.
  boolean isDeclared() {
    return switch (provenance) {
      case SELECTOR, TIME_ELEMENT, JSON_LD, META, FEED, LISTING -> true;
      case VISIBLE_TEXT, SITEMAP, URL, NONE -> false;
    };
  }
}
