package dev.herald.app.proposal;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.config.message.Block;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.JsonPaths;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.JsonLists;
import dev.herald.crawler.discover.ListingPage;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// What the address that was asked about is.
enum AskedKind {
  FEED,
  SITEMAP,
  JSON,
  LISTING,
  HOME,
  STATEMENT;

  private static final Pattern LANGUAGE_PATH =
      Pattern.compile("/([A-Za-z]{2})(?:[-_][A-Za-z]{2})?(?:/|\\.[a-z]{3,5})?");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Pattern END_OF_SECTION = Pattern.compile("(?:\\.[a-z]{3,5}|/)$");
  private static final int MOST_PAGES = 5;
  private static final int ENOUGH_ITEMS = 5;
  private static final double MOSTLY = 0.8;
  private static final int HEAD_BYTES = 4_096;
  private static final int ENOUGH_CHARS = 400;

  /// @param front whether it is where the host's root leads
  static AskedKind of(FetchedPage page, boolean front) {
    var shape = new AnswerShape(page, List.of());
    if (!shape.isHtml()) {
      String head = page.body().substring(0, Math.min(HEAD_BYTES, page.body().size())).utf8();
      // Some programs escape the slashes of JSON.
      String lower = head.toLowerCase(Locale.ROOT).replace("\\", "");
      boolean feed =
          lower.contains("<rss")
              || lower.contains("<feed")
              || lower.contains("<rdf:rdf")
              || lower.contains("jsonfeed.org/version");
      if (!feed && shape.isJson()) return JSON;
      return feed ? FEED : SITEMAP;
    }
    if (front || isHome(page.url())) return HOME;
    List<String> paragraphs = paragraphs(page);
    boolean listing =
        ListingPage.isListing(Web.answer(page, List.of(), Optional.empty()), paragraphs);
    int chars = paragraphs.stream().mapToInt(String::length).sum();
    return listing || chars < ENOUGH_CHARS || leadsBelow(page) ? LISTING : STATEMENT;
  }

  /// Whether what it lists stands below its own address, as `/news/12` does below `/news`; what a
  /// statement's page links to stands beside it.
  private static boolean leadsBelow(FetchedPage page) {
    List<Item> items =
        DiscoveryReader.read(
                Web.answer(page, List.of(), Optional.empty()),
                Scout.discovery(Discovery.Kind.LISTING, page.url()))
            .items();
    String above = END_OF_SECTION.matcher(page.url().encodedPath()).replaceFirst("");
    long below = items.stream().filter(item -> item.url().encodedPath().startsWith(above)).count();
    return items.size() >= ENOUGH_ITEMS && below >= MOSTLY * items.size();
  }

  /// The root of a host, or below it what is named for a language alone, as `/fr/` is.
  static boolean isHome(HttpUrl url) {
    if (url.query() != null) return false;
    Matcher language = LANGUAGE_PATH.matcher(url.encodedPath());
    return url.encodedPath().equals("/")
        || (language.matches() && LANGUAGES.contains(language.group(1).toLowerCase(Locale.ROOT)));
  }

  private static List<String> paragraphs(FetchedPage page) {
    ExtractResult result =
        new GeneralExtractor()
            .extract(
                new PageContent(
                    page.body(),
                    Optional.of(page.url().toString()),
                    page.contentType(),
                    page.finishedAt()),
                Hints.NONE);
    return switch (result) {
      case ExtractResult.Extracted statement ->
          statement.blocks().stream()
              .filter(block -> block.zone().isBody())
              .map(Block::text)
              .toList();
      case ExtractResult.NoStatement _ -> List.of();
    };
  }

  boolean isHtml() {
    return switch (this) {
      case LISTING, HOME, STATEMENT -> true;
      case FEED, SITEMAP, JSON -> false;
    };
  }

  /// Whether whoever gave the address means what is listed there.
  boolean isDiscovery() {
    return switch (this) {
      case FEED, SITEMAP, JSON, LISTING -> true;
      case HOME, STATEMENT -> false;
    };
  }

  /// As what it can be asked again and again.
  Optional<Discovery> discovery(FetchedPage page) {
    return switch (this) {
      case FEED -> Optional.of(Scout.discovery(Discovery.Kind.FEED, page.url()));
      case SITEMAP -> Optional.of(Scout.discovery(Discovery.Kind.SITEMAP, page.url()));
      case JSON ->
          JsonLists.find(Web.answer(page, List.of(), Optional.empty()))
              .map(paths -> json(page, paths));
      case LISTING -> Optional.of(Scout.discovery(Discovery.Kind.LISTING, page.url()));
      // What a home page lists itself may be its menu: pages that say they are press rooms go
      // first.
      case HOME, STATEMENT -> Optional.empty();
    };
  }

  private static Discovery json(FetchedPage page, JsonPaths paths) {
    return new Discovery(
        Discovery.Kind.JSON,
        page.url().toString(),
        Optional.empty(),
        Optional.empty(),
        MOST_PAGES,
        List.of(),
        List.of(),
        Optional.of(paths));
  }
}
