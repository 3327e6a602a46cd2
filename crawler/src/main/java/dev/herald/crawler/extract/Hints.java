package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.SelectorVersion;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.template.Template;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known about a page before it is read.
///
/// @param languages those the source publishes in, most used first; empty = any
/// @param zone of the times the source prints
/// @param selectors of the source; [Selectors#NONE] lets the general extractor decide
/// @param boilerplate what the source repeats on its pages
/// @param template where title, date, body and signature stand on the source's pages
/// @param title the item's title in the feed or listing that named the page
/// @param published the item's time in the feed, sitemap or listing, used when the page has none
/// @param firstPage day of the institution's first page; a page that says an earlier one errs
/// @param versions selectors of the source that count for a time; their windows do not overlap
/// @param translations for each language, the part of an address that says it
public record Hints(
    List<String> languages,
    Optional<ZoneId> zone,
    Selectors selectors,
    Boilerplate boilerplate,
    Template template,
    Optional<String> title,
    PublicationTime published,
    Optional<LocalDate> firstPage,
    List<SelectorVersion> versions,
    Map<String, String> translations) {

  /// Nothing is known.
  public static final Hints NONE =
      new Hints(
          List.of(),
          Optional.empty(),
          Selectors.NONE,
          Boilerplate.NONE,
          Optional.empty(),
          PublicationTime.UNKNOWN);

  /// What is known of an item of a source.
  ///
  /// @param title in the feed or listing that named it
  /// @param published in the feed, sitemap or listing that named it
  public static Hints of(
      Source source, Learned learned, Optional<String> title, PublicationTime published) {
    return new Hints(
        source.languages(),
        Optional.of(source.zone()),
        source.selectors(),
        learned.boilerplate(),
        learned.template(),
        title,
        published,
        source.firstPage(),
        source.selectorVersions(),
        source.translations());
  }

  /// The same with what was learned.
  public Hints with(Learned learned) {
    return new Hints(
        languages,
        zone,
        selectors,
        learned.boilerplate(),
        learned.template(),
        title,
        published,
        firstPage,
        versions,
        translations);
  }

  /// Of a source with selectors that count always, whose template and first page are not known.
  public Hints(
      List<String> languages,
      Optional<ZoneId> zone,
      Selectors selectors,
      Boilerplate boilerplate,
      Optional<String> title,
      PublicationTime published) {
    this(
        languages,
        zone,
        selectors,
        boilerplate,
        Template.NONE,
        title,
        published,
        Optional.empty(),
        List.of(),
        Map.of());
  }
}
