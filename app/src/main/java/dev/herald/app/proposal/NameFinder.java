package dev.herald.app.proposal;

import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.language.WordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds what an institution calls itself, from its home page and its statements' pages. Pure.
final class NameFinder {
  private static final Pattern SEPARATOR = Pattern.compile("\\s+[|–—•»«›‹·:]+\\s+|\\s-\\s|::|：");
  private static final Pattern PUBLISHER =
      Pattern.compile(
          "\"(?:publisher|author|sourceOrganization)\"\\s*:\\s*\\{[^{}]*\"name\"\\s*:\\s*\"([^\"]{3,120})\"");
  private static final int MOST_CHARS = 120;
  private static final int LEAST_CHARS = 3;
  private static final int SAYS_SO = 3;
  private static final int SHOWS = 2;
  private static final int HINTS = 1;

  /// More than any one witness can give.
  private static final int SURE = SAYS_SO + HINTS;

  private static final String MENU =
      "nav, [role=navigation], [class*=menu], [class*=breadcrumb], [id*=menu], [id*=nav]";
  private static final Set<String> HOME_WORDS =
      WordTable.words(NameFinder.class, "home-words.txt").stream()
          .map(NameFinder::key)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Votes> votes = new LinkedHashMap<>();

  /// Where a name stands. A template repeats itself on every page, so each counts once.
  private enum Witness {
    HEAD,
    PUBLISHER,
    MASTHEAD,
    TITLES
  }

  /// What speaks for a name, at most once from each witness.
  private record Votes(String name, Map<Witness, Integer> weights) {
    int weight() {
      return weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isSure() {
      return weight() >= SURE;
    }
  }

  private NameFinder() {}

  /// What it calls itself.
  ///
  /// @param home its home page, if it answers
  /// @param pages of statements
  /// @param host for want of anything better
  static Fact<String> find(
      Optional<FetchedPage> home, List<FetchedPage> pages, List<String> languages, String host) {
    List<Document> documents = pages.stream().map(page -> document(page, languages)).toList();
    var finder = new NameFinder();
    Stream.concat(home.map(page -> document(page, languages)).stream(), documents.stream().limit(1))
        .forEach(finder::look);
    List<String> titles =
        documents.stream().map(Document::title).map(NameFinder::line).distinct().toList();
    common(titles).forEach(part -> finder.vote(Witness.TITLES, part, SAYS_SO));
    home.map(page -> line(document(page, languages).title()))
        .ifPresent(
            title ->
                SEPARATOR
                    .splitAsStream(title)
                    .forEach(part -> finder.vote(Witness.TITLES, part, HINTS)));
    return finder.best(host);
  }

  private Fact<String> best(String host) {
    Optional<Votes> most =
        votes.values().stream()
            .max(
                Comparator.comparingInt(Votes::weight)
                    .thenComparingInt(
                        vote -> InstitutionTypes.find(vote.name()).isPresent() ? 1 : 0)
                    .thenComparingInt(vote -> vote.name().length()));
    if (most.isEmpty()) return Fact.assumed(host, "its pages carry no name");
    String name = wholeOf(most.get());
    if (most.get().isSure()) return Fact.certain(name, "its pages say so in several places");
    return most.get().weight() >= SHOWS
        ? Fact.likely(name, "its pages carry it")
        : Fact.assumed(name, "the title of its home page");
  }

  /// A masthead may carry the first line of a name, and the titles all of it.
  private String wholeOf(Votes best) {
    String part = key(best.name());
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue().weight() >= SHOWS)
        .filter(entry -> entry.getKey().startsWith(part) || entry.getKey().endsWith(part))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(entry -> entry.getValue().name())
        .orElse(best.name());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }

  private void look(Document page) {
    meta(page, "meta[property=og:site_name], meta[name=application-name]", Witness.HEAD, SAYS_SO);
    meta(page, "meta[name=publisher], meta[name~=(?i)^dc.publisher$]", Witness.PUBLISHER, SHOWS);
    for (Element script : page.select("script[type=application/ld+json]")) {
      Matcher publisher = PUBLISHER.matcher(script.data());
      if (publisher.find()) vote(Witness.PUBLISHER, publisher.group(1), SAYS_SO);
    }
    masthead(page).ifPresent(name -> vote(Witness.MASTHEAD, name, SHOWS));
  }

  /// What the first link to the home page says that has a picture or stands in no menu.
  private static Optional<String> masthead(Document page) {
    return page.select("a[href]").stream()
        .filter(link -> isHome(page, link))
        .filter(link -> link.selectFirst("img") != null || link.closest(MENU) == null)
        .map(NameFinder::words)
        .filter(words -> !words.isBlank() && !HOME_WORDS.contains(key(words)))
        .findFirst();
  }

  private static String words(Element link) {
    Element picture = link.selectFirst("img[alt]");
    return link.text().isBlank() && picture != null ? picture.attr("alt") : spaced(link);
  }

  private static boolean isHome(Document page, Element link) {
    String href = link.attr("href");
    return href.equals("/")
        || (!page.location().isEmpty()
            && link.absUrl("href").replaceFirst("/$", "").equals(origin(page.location())));
  }

  private static String origin(String url) {
    int end = url.indexOf('/', url.indexOf("://") + 3);
    return end < 0 ? url : url.substring(0, end);
  }

  /// Words that stand in lines of their own, apart.
  private static String spaced(Element element) {
    Element copy = element.clone();
    copy.select("br").forEach(line -> line.after(" "));
    copy.select("span, small").forEach(part -> part.before(" "));
    return copy.text();
  }

  private void meta(Document page, String selector, Witness witness, int weight) {
    Element meta = page.selectFirst(selector);
    if (meta != null) vote(witness, meta.attr("content"), weight);
  }

  private void vote(Witness witness, String text, int weight) {
    String name = line(text);
    if (name.length() < LEAST_CHARS || name.length() > MOST_CHARS) return;
    if (HOME_WORDS.contains(key(name))) return;
    votes
        .computeIfAbsent(key(name), _ -> new Votes(name, new EnumMap<>(Witness.class)))
        .weights()
        .merge(witness, weight, Math::max);
  }

  /// Parts of their titles that all pages share, at the end or the beginning.
  private static List<String> common(List<String> titles) {
    if (titles.size() < 2) return List.of();
    List<List<String>> parts =
        titles.stream().map(title -> SEPARATOR.splitAsStream(title).toList()).toList();
    var shared = new ArrayList<>(parts.getFirst());
    parts.forEach(shared::retainAll);
    return shared;
  }

  private static Document document(FetchedPage page, List<String> languages) {
    return Jsoup.parse(
        PageDecoder.decode(page.body(), page.contentType(), languages).text(),
        page.url().toString());
  }

  private static String line(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
