package dev.herald.app.proposal;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.Sampler;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.charset.PageDecoder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Looks for selectors that read more of a source's pages than the general extractor does. Pure.
///
/// A selector is kept only where reading the same pages with it gives more titles, dates or bodies,
/// and dates that agree with the feed's; else the general extractor is the better one, for it
/// survives a redesign.
final class SelectorSearch {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w-]*");
  private static final Pattern FLEETING = Pattern.compile(".*\\d{3}.*");
  private static final int MOST_TRIED = 25;
  private static final double ON_MOST = 0.8;
  private static final double CLEARLY_MORE = 0.2;
  private static final int LEAST_PAGES = 3;
  private static final int MOST_DATE_CHARS = 120;
  private static final int MOST_TITLE_CHARS = 400;
  private static final int LEAST_BODY_CHARS = 200;

  private final List<Sampled> samples;
  private final Sampler.Known known;
  private final Map<String, List<String>> textsByName = new LinkedHashMap<>();

  /// @param samples with their pages
  /// @param known as they were read
  SelectorSearch(List<Sampled> samples, Sampler.Known known) {
    this.samples = samples.stream().filter(sample -> sample.page().isPresent()).toList();
    this.known = known;
    this.samples.forEach(this::collect);
  }

  /// The selectors that help; none where the general extractor reads as much.
  Selectors find() {
    Selectors found = Selectors.NONE;
    if (samples.size() < LEAST_PAGES) return found;
    found = better(found, this::title, SelectorSearch::titles, MOST_TITLE_CHARS, 1);
    found = better(found, this::published, SelectorSearch::dates, MOST_DATE_CHARS, 1);
    return better(found, this::body, SelectorSearch::bodies, Integer.MAX_VALUE, LEAST_BODY_CHARS);
  }

  private interface Put {
    Selectors put(Selectors before, String selector);
  }

  private Selectors better(
      Selectors before,
      Put put,
      Function<List<Sampled>, Double> score,
      int mostChars,
      int leastChars) {
    double best = score.apply(read(before));
    if (best > 1 - CLEARLY_MORE) return before;
    Selectors winner = before;
    best += CLEARLY_MORE;
    for (String selector : candidates(mostChars, leastChars)) {
      Selectors tried = put.put(before, selector);
      double reached = score.apply(read(tried));
      if (reached <= best) continue;
      best = reached;
      winner = tried;
    }
    return winner;
  }

  private List<Sampled> read(Selectors selectors) {
    var with = new Sampler.Known(known.languages(), known.zone(), selectors, known.boilerplate());
    return samples.stream()
        .map(sample -> Sampler.read(sample.item(), sample.page().orElseThrow(), with))
        .toList();
  }

  /// Share of the pages with a title that no other page has.
  static Double titles(List<Sampled> pages) {
    return (double)
            pages.stream()
                .flatMap(page -> page.statement().stream())
                .map(statement -> statement.title())
                .distinct()
                .count()
        / pages.size();
  }

  /// Share of the pages that are dated, and not on another day than their feed says.
  static Double dates(List<Sampled> pages) {
    return (double)
            pages.stream()
                .filter(page -> page.published().provenance() != PublicationTime.Provenance.URL)
                .filter(page -> page.hasDate() && agrees(page))
                .count()
        / pages.size();
  }

  private static boolean agrees(Sampled page) {
    var listed = page.item().published().date();
    var read = page.published().date();
    return listed.isEmpty()
        || read.isEmpty()
        || Math.abs(ChronoUnit.DAYS.between(listed.get(), read.get())) <= 1;
  }

  static Double bodies(List<Sampled> pages) {
    return (double) pages.stream().filter(Sampled::hasBody).count() / pages.size();
  }

  /// Names of elements that stand on most pages, with texts of the right length that differ.
  private List<String> candidates(int mostChars, int leastChars) {
    return textsByName.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= ON_MOST * samples.size())
        .filter(
            entry ->
                entry.getValue().stream()
                    .allMatch(text -> text.length() >= leastChars && text.length() <= mostChars))
        .filter(entry -> new LinkedHashSet<>(entry.getValue()).size() > 1)
        .limit(MOST_TRIED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void collect(Sampled sample) {
    var page = sample.page().orElseThrow();
    Document document =
        Jsoup.parse(
            PageDecoder.decode(page.body(), page.contentType(), known.languages()).text(),
            page.url().toString());
    Set<String> seen = new LinkedHashSet<>();
    for (Element element : document.body().getAllElements())
      for (String name : names(element))
        if (seen.add(name))
          textsByName.computeIfAbsent(name, _ -> new ArrayList<>()).add(element.text());
  }

  private static List<String> names(Element element) {
    var names = new ArrayList<String>();
    if (element.tagName().matches("h1|time|article")) names.add(element.tagName());
    if (isLasting(element.id())) names.add("#" + element.id());
    for (String name : element.classNames()) if (isLasting(name)) names.add("." + name);
    return names;
  }

  private static boolean isLasting(String name) {
    return PLAIN.matcher(name).matches() && !FLEETING.matcher(name).matches();
  }

  private Selectors title(Selectors before, String selector) {
    return new Selectors(
        List.of(selector),
        before.published(),
        before.publishedFormats(),
        before.body(),
        before.signature(),
        before.remove());
  }

  private Selectors published(Selectors before, String selector) {
    return new Selectors(
        before.title(),
        List.of(selector),
        before.publishedFormats(),
        before.body(),
        before.signature(),
        before.remove());
  }

  private Selectors body(Selectors before, String selector) {
    return new Selectors(
        before.title(),
        before.published(),
        before.publishedFormats(),
        List.of(selector),
        before.signature(),
        before.remove());
  }
}
