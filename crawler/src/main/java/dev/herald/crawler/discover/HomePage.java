package dev.herald.crawler.discover;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds a source's discoveries from its home page.
public final class HomePage {
  private static final List<String> SITEMAPS =
      List.of("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml", "/sitemap_index.xml");
  private static final List<String> PRESS_WORDS =
      List.of(
          "press",
          "news",
          "media",
          "release",
          "presse",
          "prensa",
          "noticias",
          "aktuell",
          "communique");

  /// The address of one document rather than of a list: it carries a number of its own.
  private static final Pattern NUMBERED = Pattern.compile("\\d{3}|[/=_-]\\d+(?:[/.&_-]|$)");

  private static final Set<String> XML_TYPES =
      Set.of("application/rdf+xml", "application/xml", "text/xml");

  private static final int LEAST_OWN = 3;

  private HomePage() {}

  /// Candidates in the order they should be tried: linked feeds, then sitemaps at their usual
  /// places, then listing pages behind links about press and news, then the page itself as listing.
  public static List<Discovery> candidates(Answer answer) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    HttpUrl base = base(page, answer.url());
    List<Discovery> candidates = new ArrayList<>();
    for (HttpUrl feed : declaredFeeds(page, base))
      add(candidates, Discovery.Kind.FEED, base, feed.toString());
    for (Element link : page.select("a[href$=.rss], a[href$=.atom], a[href*=/rss], a[href*=/feed]"))
      add(candidates, Discovery.Kind.FEED, base, link.attr("href"));
    for (String sitemap : SITEMAPS) add(candidates, Discovery.Kind.SITEMAP, answer.url(), sitemap);
    Set<String> own = ownStatements(answer);
    for (Element link : page.select("a[href]"))
      if (speaksOfPress(link) && !isOwn(own, base, link))
        add(candidates, Discovery.Kind.LISTING, base, link.attr("href"));
    add(candidates, Discovery.Kind.LISTING, answer.url(), answer.url().toString());
    return candidates.stream().distinct().toList();
  }

  /// The addresses that a page links to, in its order.
  public static List<String> links(Answer answer) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    HttpUrl base = base(page, answer.url());
    return page.select("a[href]").stream()
        .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
        .flatMap(Optional::stream)
        .map(HttpUrl::toString)
        .distinct()
        .toList();
  }

  /// The language tag that a page declares for itself, in its `lang` or in `og:locale`.
  public static Optional<String> languageTag(Answer answer) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    Element locale = page.selectFirst("meta[property=og:locale]");
    Element html = page.selectFirst("html[lang]");
    return Stream.of(
            html == null ? "" : html.attr("lang"), locale == null ? "" : locale.attr("content"))
        .map(tag -> tag.strip().replace('_', '-'))
        .filter(tag -> !tag.isEmpty())
        .max(Comparator.comparingInt(String::length));
  }

  /// The feeds that a page declares, in its order.
  static List<HttpUrl> declaredFeeds(Document page, HttpUrl base) {
    return page.select("link[rel][href]").stream()
        .filter(link -> isFeed(link.attr("rel"), link.attr("type")))
        .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /// The address that a page's relative links count from.
  static HttpUrl base(Document page, HttpUrl url) {
    Element base = page.selectFirst("base[href]");
    return base == null ? url : CanonicalUrl.resolve(url, base.attr("href")).orElse(url);
  }

  private static boolean isFeed(String rel, String type) {
    List<String> relations = List.of(rel.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    if (relations.contains("feed")) return true;
    return relations.contains("alternate")
        && (isFeedType(type) || XML_TYPES.contains(type.strip().toLowerCase(Locale.ROOT)));
  }

  /// Whether a `type` attribute or content type is one of a feed.
  public static boolean isFeedType(String type) {
    String plain = type.toLowerCase(Locale.ROOT);
    return plain.contains("rss") || plain.contains("atom") || plain.contains("feed+json");
  }

  // A home page that lists statements itself: their addresses speak of press as well.
  private static Set<String> ownStatements(Answer answer) {
    Set<String> own =
        ListingReader.read(answer, listing(answer.url())).items().stream()
            .map(item -> item.url().toString())
            .collect(Collectors.toSet());
    return own.size() < LEAST_OWN ? Set.of() : own;
  }

  private static boolean isOwn(Set<String> own, HttpUrl base, Element link) {
    return CanonicalUrl.resolve(base, link.attr("href"))
        .filter(url -> own.contains(url.toString()))
        .isPresent();
  }

  private static boolean speaksOfPress(Element link) {
    String address = link.attr("href").toLowerCase(Locale.ROOT);
    return address.length() < 120
        && PRESS_WORDS.stream().anyMatch(address::contains)
        && !NUMBERED.matcher(address).find();
  }

  private static void add(List<Discovery> to, Discovery.Kind kind, HttpUrl base, String reference) {
    Optional<HttpUrl> url = CanonicalUrl.resolve(base, reference);
    if (url.isPresent() && to.size() < 40) to.add(discovery(kind, url.get()));
  }

  private static Discovery listing(HttpUrl url) {
    return discovery(Discovery.Kind.LISTING, url);
  }

  private static Discovery discovery(Discovery.Kind kind, HttpUrl url) {
    return new Discovery(
        kind, url.toString(), Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }
}
