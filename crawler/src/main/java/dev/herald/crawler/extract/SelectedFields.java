package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.config.message.Statement.Translation;
import dev.herald.config.message.Statement.Tried;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.FieldSelectors.Found;
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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// What a source's selectors find on a page. They win over anything found by structure.
final class SelectedFields {
  private static final int MOST_TITLE_CHARS = 1_000;
  private static final int MOST_AUTHOR_CHARS = 300;
  private static final int MOST_PRINTED_CHARS = 200;
  private static final int MOST_REFERENCES = 50;
  private static final int MOST_REFERENCE_CHARS = 200;
  private static final Pattern PLACE_END = Pattern.compile("[,،，\\d]");

  private final FieldSelectors selectors;
  private final Hints hints;
  private final Reasons reasons;

  /// @param reasons where those who choose note why
  SelectedFields(FieldSelectors selectors, Hints hints, Reasons reasons) {
    this.selectors = selectors;
    this.hints = hints;
    this.reasons = reasons;
  }

  Reasons reasons() {
    return reasons;
  }

  /// What became of each of the source's selectors; empty if it has none.
  Optional<List<Tried>> tried() {
    List<Tried> tried = selectors.tried();
    return tried.isEmpty() ? Optional.empty() : Optional.of(tried);
  }

  Optional<Title> title() {
    return selectors
        .first("title", Selectors::title, elements -> firstText(elements, MOST_TITLE_CHARS))
        .map(found -> new Title(found.value(), found.how()));
  }

  /// The body's runs of text; nothing of the selected elements is judged away.
  Optional<Found<List<RawBlock>>> body() {
    return selectors.first("body", Selectors::body, SelectedFields::runs);
  }

  Optional<Found<List<RawBlock>>> signature() {
    return selectors.first("signature", Selectors::signature, SelectedFields::runs);
  }

  Optional<Found<String>> author() {
    return selectors.first(
        "author", Selectors::author, elements -> firstText(elements, MOST_AUTHOR_CHARS));
  }

  /// The language, as a BCP 47 tag.
  Optional<Found<String>> language() {
    return selectors.first(
        "language",
        Selectors::language,
        elements ->
            elements.stream()
                .flatMap(
                    element ->
                        Stream.of(
                            Texts.line(element.text()),
                            element.attr("lang"),
                            element.attr("content")))
                .flatMap(text -> LanguageNames.find(text, hints.languages()).stream())
                .findFirst());
  }

  /// The elements that hold or are the links to files.
  Optional<Found<List<AttachmentLink>>> attachments(PageLinks links) {
    return selectors.first(
        "attachments",
        Selectors::attachments,
        elements -> Optional.of(links.files(elements)).filter(files -> !files.isEmpty()));
  }

  /// The numbers of documents, one for each element.
  Optional<Found<List<String>>> references() {
    return selectors.first(
        "references",
        Selectors::references,
        elements ->
            Optional.of(
                    elements.stream()
                        .map(element -> Texts.line(element.text()))
                        .filter(text -> !text.isEmpty() && text.length() <= MOST_REFERENCE_CHARS)
                        .distinct()
                        .limit(MOST_REFERENCES)
                        .toList())
                .filter(found -> !found.isEmpty()));
  }

  /// The dateline as it stands; its place is what stands before a comma or figure.
  Optional<Found<Dateline>> dateline() {
    return selectors.first(
        "dateline",
        Selectors::dateline,
        elements ->
            firstText(elements, MOST_PRINTED_CHARS)
                .map(
                    text ->
                        DatelineFinder.find(text)
                            .orElseGet(
                                () -> new Dateline(PLACE_END.split(text, 2)[0].strip(), text))));
  }

  /// The same statement in other languages.
  Optional<Found<List<Translation>>> translations(PageLinks links) {
    return selectors.first(
        "translations",
        Selectors::translations,
        elements -> Optional.of(links.languages(elements)).filter(found -> !found.isEmpty()));
  }

  /// The publication time; the source's own formats come before the general reader.
  ///
  /// @param possible whether a time may be the publication's
  Optional<PublicationTime> published(TimeReading times, Predicate<PublicationTime> possible) {
    return selectors
        .first("published", Selectors::published, elements -> time(elements, times, possible))
        .map(Found::value);
  }

  private Optional<PublicationTime> time(
      List<Element> elements, TimeReading times, Predicate<PublicationTime> possible) {
    for (Element element : elements) {
      String printed = Texts.line(element.wholeText());
      if (printed.length() > MOST_PRINTED_CHARS) continue;
      Optional<PublicationTime> time =
          byFormats(printed)
              .or(() -> machine(element, times))
              .or(() -> times.read(printed, Provenance.SELECTOR))
              .or(() -> times.readPrinted(printed))
              .filter(possible);
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

  private static Optional<String> firstText(List<Element> elements, int mostChars) {
    for (Element element : elements) {
      String text = Texts.line(element.hasText() ? element.wholeText() : element.attr("content"));
      if (!text.isEmpty())
        return Optional.of(text.length() > mostChars ? text.substring(0, mostChars) : text);
    }
    return Optional.empty();
  }

  private static Optional<List<RawBlock>> runs(List<Element> elements) {
    var runs = new ArrayList<RawBlock>();
    for (Element element : elements) runs.addAll(BlockReader.read(element, true).blocks());
    return runs.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(runs));
  }
}
