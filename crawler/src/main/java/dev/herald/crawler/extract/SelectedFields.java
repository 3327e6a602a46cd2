package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.FieldSelector.Hit;
import dev.herald.crawler.extract.TitleFinder.Title;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What a source's selectors find on a page. They win over anything found by structure.
final class SelectedFields {
  private static final int MOST_TITLE_CHARS = 1_000;
  private static final int MOST_PRINTED_CHARS = 200;

  private final Document page;
  private final Selectors selectors;
  private final Hints hints;

  SelectedFields(Document page, Hints hints) {
    this.page = page;
    this.selectors = hints.selectors();
    this.hints = hints;
  }

  /// A field's text and the selector that gave it.
  record Runs(List<RawBlock> runs, String how) {}

  Optional<Title> title() {
    return FieldSelector.find(page, selectors.title())
        .flatMap(hit -> firstText(hit, MOST_TITLE_CHARS).map(text -> new Title(text, hit.how())));
  }

  /// The body's runs of text; nothing of the selected elements is judged away.
  Optional<Runs> body() {
    return FieldSelector.find(page, selectors.body())
        .map(hit -> new Runs(runs(hit), hit.how()))
        .filter(found -> !found.runs().isEmpty());
  }

  Optional<Runs> signature() {
    return FieldSelector.find(page, selectors.signature())
        .map(hit -> new Runs(runs(hit), hit.how()))
        .filter(found -> !found.runs().isEmpty());
  }

  /// The publication time; the source's own formats come before the general reader.
  Optional<PublicationTime> published(TimeReading times) {
    Optional<Hit> hit = FieldSelector.find(page, selectors.published());
    if (hit.isEmpty()) return Optional.empty();
    for (Element element : hit.get().elements()) {
      String printed = Texts.line(element.wholeText());
      if (printed.length() > MOST_PRINTED_CHARS) continue;
      Optional<PublicationTime> time =
          byFormats(printed)
              .or(() -> machine(element, times))
              .or(() -> times.read(printed, Provenance.SELECTOR))
              .or(() -> times.readPrinted(printed));
      if (time.isPresent()) return time;
    }
    return Optional.empty();
  }

  private static Optional<PublicationTime> machine(Element element, TimeReading times) {
    String written =
        element.hasAttr("datetime") ? element.attr("datetime") : element.attr("content");
    return times.read(written, Provenance.SELECTOR);
  }

  private Optional<PublicationTime> byFormats(String printed) {
    ZoneId zone = hints.zone().orElse(ZoneOffset.UTC);
    for (String format : selectors.publishedFormats())
      for (Locale locale : locales()) {
        Optional<PublicationTime> time = byFormat(printed, format, locale, zone);
        if (time.isPresent()) return time;
      }
    return Optional.empty();
  }

  private static Optional<PublicationTime> byFormat(
      String printed, String format, Locale locale, ZoneId zone) {
    try {
      TemporalAccessor parsed = DateTimeFormatter.ofPattern(format, locale).parse(printed);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId written = parsed.query(TemporalQueries.zone());
      if (date == null) return Optional.empty();
      ZoneId in = written == null ? zone : written;
      return Optional.of(
          time == null
              ? PublicationTime.ofDay(printed, date, in, Provenance.SELECTOR)
              : PublicationTime.ofMinute(printed, date, time, in, Provenance.SELECTOR));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty(); // printed in another form: the next format, then the general reader
    }
  }

  private List<Locale> locales() {
    var locales = new ArrayList<Locale>();
    for (String language : hints.languages()) locales.add(Locale.forLanguageTag(language));
    locales.add(Locale.ENGLISH);
    return locales;
  }

  private static Optional<String> firstText(Hit hit, int mostChars) {
    for (Element element : hit.elements()) {
      String text = Texts.line(element.hasText() ? element.wholeText() : element.attr("content"));
      if (!text.isEmpty())
        return Optional.of(text.length() > mostChars ? text.substring(0, mostChars) : text);
    }
    return Optional.empty();
  }

  private static List<RawBlock> runs(Hit hit) {
    var runs = new ArrayList<RawBlock>();
    for (Element element : hit.elements()) runs.addAll(BlockReader.read(element, true).blocks());
    return runs;
  }
}
