package dev.herald.app.proposal;

import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private final Map<String, Vote> votes = new LinkedHashMap<>();

  private record Vote(String name, int weight) {}

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
    common(titles).forEach(part -> finder.vote(part, SHOWS));
    home.map(page -> line(document(page, languages).title()))
        .ifPresent(title -> SEPARATOR.splitAsStream(title).forEach(p -> finder.vote(p, HINTS)));
    return finder.best(host);
  }

  private Fact<String> best(String host) {
    Optional<Vote> most =
        votes.values().stream()
            .max(
                Comparator.comparingInt(Vote::weight)
                    .thenComparingInt(
                        vote -> InstitutionTypes.find(vote.name()).isPresent() ? 1 : 0)
                    .thenComparingInt(vote -> vote.name().length()));
    if (most.isEmpty()) return Fact.assumed(host, "its pages carry no name");
    Vote vote = wholeOf(most.get());
    if (vote.weight() >= SAYS_SO + HINTS)
      return Fact.certain(vote.name(), "its pages say so in their heads and titles");
    return vote.weight() >= SHOWS
        ? Fact.likely(vote.name(), "its pages carry it")
        : Fact.assumed(vote.name(), "the title of its home page");
  }

  /// A masthead may carry the first line of a name, and the titles all of it.
  private Vote wholeOf(Vote best) {
    String part = key(best.name());
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue().weight() >= SHOWS)
        .filter(entry -> entry.getKey().startsWith(part) || entry.getKey().endsWith(part))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(entry -> new Vote(entry.getValue().name(), best.weight()))
        .orElse(best);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }

  private void look(Document page) {
    meta(page, "meta[property=og:site_name], meta[name=application-name]", SAYS_SO);
    meta(page, "meta[name=publisher], meta[name~=(?i)^dc.publisher$]", SHOWS);
    for (Element script : page.select("script[type=application/ld+json]")) {
      Matcher publisher = PUBLISHER.matcher(script.data());
      if (publisher.find()) vote(publisher.group(1), SAYS_SO);
    }
    Element logo = logo(page);
    if (logo == null) return;
    Element picture = logo.selectFirst("img[alt]");
    vote(logo.text().isBlank() && picture != null ? picture.attr("alt") : spaced(logo), SHOWS);
  }

  private static Element logo(Document page) {
    // The first link to the home page that carries words is the masthead's.
    return page.select("a[href]").stream()
        .filter(link -> isHome(page, link))
        .filter(link -> !link.text().isBlank() || link.selectFirst("img[alt]") != null)
        .findFirst()
        .orElse(new Element("a"));
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

  private void meta(Document page, String selector, int weight) {
    Element meta = page.selectFirst(selector);
    if (meta != null) vote(meta.attr("content"), weight);
  }

  private void vote(String text, int weight) {
    String name = line(text);
    if (name.length() < LEAST_CHARS || name.length() > MOST_CHARS) return;
    votes.merge(
        key(name),
        new Vote(name, weight),
        (one, more) -> new Vote(one.name(), one.weight() + weight));
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
