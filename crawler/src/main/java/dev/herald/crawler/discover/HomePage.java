package dev.herald.crawler.discover;

import static java.util.Comparator.comparing;

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
  private static final String MENU =
      "nav a[href], header a[href], [role=navigation] a[href], [class*=menu] a[href],"
          + " [class*=nav] a[href], [id*=menu] a[href], [id*=nav] a[href]";

  private static final String FEED_LINK =
      "a[href$=.xml], a[href$=.rss], a[href$=.atom], a[href~=(?i)\\b(?:rss|atom|feeds?)\\b]";

  /// The address of one document rather than of a list: it carries a number of its own.
  private static final Pattern NUMBERED = Pattern.compile("\\d{3}|[/=_-]\\d+(?:[/.&_-]|$)");

  /// Letters of other scripts take six characters and more in an address.
  private static final int LONG_ADDRESS = 240;

  private static final Pattern FILE =
      Pattern.compile("(?i)\\.(?:pdf|docx?|xlsx?|zip|jpe?g|png|gif|svg|mp[34])$");

  private static final Set<String> XML_TYPES =
      Set.of("application/rdf+xml", "application/xml", "text/xml");

  private static final int LEAST_OWN = 3;
  private static final double MOST_DATED = 0.5;
  private static final int MOST_CANDIDATES = 40;
  private static final int MOST_OTHERS = 10;

  private HomePage() {}

  /// Candidates in the order they should be tried: linked feeds, then the sitemaps that robots.txt
  /// names, then those at their usual places, then listing pages behind links about press and news.
  ///
  /// @param sitemaps that the site's robots.txt names
  public static List<Discovery> candidates(Answer answer, List<HttpUrl> sitemaps) {
    Document page = page(answer);
    HttpUrl base = base(page, answer.url());
    List<Discovery> candidates = new ArrayList<>();
    for (HttpUrl feed : declaredFeeds(page, base))
      add(candidates, Discovery.Kind.FEED, base, feed.toString());
    for (Element link :
        page.select("a[href$=.rss], a[href$=.atom], a[href~=(?i)/(?:rss|feeds?\\b)]"))
      add(candidates, Discovery.Kind.FEED, base, link.attr("href"));
    for (HttpUrl sitemap : sitemaps)
      add(candidates, Discovery.Kind.SITEMAP, base, sitemap.toString());
    for (String sitemap : SITEMAPS) add(candidates, Discovery.Kind.SITEMAP, answer.url(), sitemap);
    for (String section : pressSections(page, base, OwnItems.of(answer)))
      add(candidates, Discovery.Kind.LISTING, base, section);
    return candidates.stream().distinct().limit(MOST_CANDIDATES).toList();
  }

  /// What a page leads to that lists nothing itself: the sections of a press room, or the feeds of
  /// a page about feeds. In the order they should be tried.
  public static List<Discovery> further(Answer answer) {
    Document page = page(answer);
    HttpUrl base = base(page, answer.url());
    Stream<Discovery> feeds =
        Stream.concat(
                declaredFeeds(page, base).stream(),
                page.select(FEED_LINK).stream()
                    .sorted(comparing(link -> !PressWords.nameSection(link.text())))
                    .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
                    .flatMap(Optional::stream))
            .map(url -> discovery(Discovery.Kind.FEED, url));
    Stream<Discovery> sections =
        pressSections(page, base, new OwnItems(Set.of(), false)).stream()
            .map(section -> CanonicalUrl.resolve(base, section))
            .flatMap(Optional::stream)
            .map(HomePage::listing);
    return Stream.concat(feeds, sections).distinct().limit(MOST_OTHERS).toList();
  }

  /// What may list statements though no word of it says so: the page itself, and what its menus, or
  /// else its other links, lead to on the same host.
  public static List<Discovery> others(Answer answer) {
    Document page = page(answer);
    HttpUrl base = base(page, answer.url());
    OwnItems own = OwnItems.of(answer);
    Stream<Element> menus = page.select(MENU).stream();
    Stream<Element> rest =
        page.select("a[href]").stream()
            .filter(link -> !NUMBERED.matcher(link.attr("href")).find())
            .filter(link -> !own.dated() || !own.has(base, link));
    Stream<Discovery> linked =
        Stream.concat(menus, rest)
            .filter(link -> !link.text().isBlank())
            .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
            .flatMap(Optional::stream)
            .map(url -> url.newBuilder().fragment(null).build())
            .filter(url -> url.host().equals(base.host()) && !isRoot(url))
            .filter(url -> !url.equals(answer.url()) && !FILE.matcher(url.encodedPath()).find())
            .distinct()
            .limit(MOST_OTHERS)
            .map(HomePage::listing);
    return Stream.concat(Stream.of(listing(answer.url())), linked).toList();
  }

  /// The addresses that a page links to, in its order.
  public static List<String> links(Answer answer) {
    Document page = page(answer);
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
    Document page = page(answer);
    Element locale = page.selectFirst("meta[property=og:locale]");
    Element html = page.selectFirst("html[lang]");
    return Stream.of(
            html == null ? "" : html.attr("lang"), locale == null ? "" : locale.attr("content"))
        .map(tag -> tag.strip().replace('_', '-'))
        .filter(tag -> !tag.isEmpty())
        .max(Comparator.comparingInt(String::length));
  }

  private static Document page(Answer answer) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    return Jsoup.parse(text, answer.url().toString());
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

  /// What a home page that lists statements itself lists: their addresses speak of press as well.
  ///
  /// @param dated whether most stand beside a day, so that they are no menu
  private record OwnItems(Set<String> urls, boolean dated) {
    static OwnItems of(Answer answer) {
      Listed listed = ListingReader.read(answer, listing(answer.url()));
      if (listed.items().size() < LEAST_OWN) return new OwnItems(Set.of(), false);
      return new OwnItems(
          listed.items().stream()
              .map(item -> item.url().toString())
              .collect(Collectors.toUnmodifiableSet()),
          listed.dated() > MOST_DATED);
    }

    boolean has(HttpUrl base, Element link) {
      return CanonicalUrl.resolve(base, link.attr("href"))
          .filter(url -> urls.contains(url.toString()))
          .isPresent();
    }
  }

  /// Those that are named as such, then those whose address alone speaks of press.
  private static List<String> pressSections(Document page, HttpUrl base, OwnItems own) {
    List<Element> links =
        page.select("a[href]").stream()
            .filter(link -> !own.dated() || !own.has(base, link))
            .toList();
    Stream<Element> named = links.stream().filter(link -> PressWords.nameSection(name(link)));
    Stream<Element> addressed =
        links.stream().filter(link -> !own.has(base, link) && speaksOfPress(base, link));
    return Stream.concat(named, addressed).map(link -> link.attr("href")).distinct().toList();
  }

  private static String name(Element link) {
    Element picture = link.selectFirst("img[alt]");
    return Stream.of(
            link.text(),
            picture == null ? "" : picture.attr("alt"),
            link.attr("title"),
            link.attr("aria-label"))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  private static boolean speaksOfPress(HttpUrl base, Element link) {
    String address = link.attr("href");
    return address.length() < LONG_ADDRESS
        && !NUMBERED.matcher(address).find()
        && CanonicalUrl.resolve(base, address).filter(PressWords::standIn).isPresent();
  }

  private static boolean isRoot(HttpUrl url) {
    return url.encodedPath().equals("/") && url.query() == null;
  }

  private static void add(List<Discovery> to, Discovery.Kind kind, HttpUrl base, String reference) {
    Optional<HttpUrl> url = CanonicalUrl.resolve(base, reference);
    if (url.isPresent()) to.add(discovery(kind, url.get()));
  }

  private static Discovery listing(HttpUrl url) {
    return discovery(Discovery.Kind.LISTING, url);
  }

  private static Discovery discovery(Discovery.Kind kind, HttpUrl url) {
    return new Discovery(
        kind, url.toString(), Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }
}
