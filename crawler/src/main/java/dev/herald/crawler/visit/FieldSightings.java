package dev.herald.crawler.visit;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.state.FieldFill;
import dev.herald.crawler.state.FillMemory.Sighting;
import dev.herald.crawler.template.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which fields the pages of a visit show by themselves, whatever their list said. For one thread.
final class FieldSightings {
  private static final String TITLE = "title";
  private static final String DATE = "date";
  private static final String BODY = "body";

  private final List<Sighting> sightings = new ArrayList<>();

  /// The page of a statement that is read for the first time.
  void first(FetchedPage page, Extracted extracted) {
    see(page, TITLE, extracted.layout().positions().containsKey(Field.TITLE));
    see(page, DATE, isOnPage(extracted.published()));
    see(page, BODY, true);
  }

  /// One in which no statement is found.
  void nothing(FetchedPage page) {
    see(page, BODY, false);
  }

  /// The page of a known statement: it tells something of a date only if it had one.
  void again(FetchedPage page, Statement before, Extracted extracted) {
    if (isOnPage(before.published())) see(page, DATE, isOnPage(extracted.published()));
  }

  List<Sighting> all() {
    return List.copyOf(sightings);
  }

  private void see(FetchedPage page, String field, boolean shows) {
    sightings.add(new Sighting(field, page.url().toString(), shows, page.startedAt()));
  }

  private static boolean isOnPage(PublicationTime time) {
    return switch (time.provenance()) {
      case SELECTOR, JSON_LD, META, TIME_ELEMENT, VISIBLE_TEXT -> true;
      case FEED, SITEMAP, LISTING, URL, NONE -> false;
    };
  }

  /// What is missing of late, in a sentence, by the address of the first page that lacks it.
  static Map<String, String> fallen(Map<String, FieldFill> fills) {
    Map<String, String> fallen = new LinkedHashMap<>();
    fills.forEach(
        (field, fill) -> {
          if (fill.isFallen())
            fallen.merge(
                fill.missing().getFirst(), told(field, fill), (one, other) -> one + "; " + other);
        });
    return fallen;
  }

  private static String told(String field, FieldFill fill) {
    return "the %s stood on %d of %d pages; since %s on none of %d"
        .formatted(
            field, fill.filled(), fill.pages(), fill.since().orElseThrow(), fill.missing().size());
  }
}
