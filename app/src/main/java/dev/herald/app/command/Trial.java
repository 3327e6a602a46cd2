package dev.herald.app.command;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.JsonPaths;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.HomeSearch;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.JsonLists;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.Explanation;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.GeneralExtractor.Explained;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// Tries an address as a crawler would, and keeps nothing.
final class Trial {
  private static final int MAX_INDEX_DEPTH = 3;
  private static final int ENOUGH_ITEMS = 3;
  private static final int ENOUGH_CHARS = 400;
  private static final int HEAD_BYTES = 4_096;
  private static final int SHOWN_ITEMS = 20;

  private final Fetcher fetcher;
  private final Optional<Source> source;
  private final boolean explains;
  private final boolean rendered;

  /// What an address is read as.
  enum As {
    feed,
    sitemap,
    listing,
    homepage,
    page
  }

  /// What was found.
  ///
  /// @param url where the answer came from, after redirects
  /// @param robots the decision of robots.txt and its rule
  /// @param listing what names statements, unless the address is a statement's page
  /// @param statementUrl whose page was extracted: the address, or the first item
  /// @param statement what its page says
  /// @param explanation why it says that, if that was asked
  /// @param problem why there is no statement, with the exit code that says so
  /// @param withheld what the scripts of rendered pages asked for and did not get; empty where
  ///   nothing was rendered
  record Report(
      String url,
      As readAs,
      String robots,
      Optional<Listing> listing,
      Optional<String> statementUrl,
      Optional<Extracted> statement,
      Optional<Explanation> explanation,
      Optional<Problem> problem,
      Optional<List<String>> withheld) {

    private Report with(FetchedPage page) {
      return page.rendering().isEmpty()
          ? this
          : new Report(
              url,
              readAs,
              robots,
              listing,
              statementUrl,
              statement,
              explanation,
              problem,
              Optional.of(
                  Stream.concat(
                          withheld.stream().flatMap(List::stream),
                          page.rendering().get().withheld().stream())
                      .distinct()
                      .toList()));
    }

    private Report with(Explained explained) {
      return new Report(
          url,
          readAs,
          robots,
          listing,
          statementUrl,
          statement,
          Optional.of(explained.explanation()),
          problem,
          withheld);
    }
  }

  /// A discovery and what it names.
  ///
  /// @param count how many items it names
  /// @param items the first of them
  /// @param more further pages or sitemaps of the same discovery
  /// @param webSub the hubs that would push it
  record Listing(
      As kind,
      String url,
      int count,
      List<Named> items,
      List<String> more,
      List<String> problems,
      WebSub webSub) {
    Listing {
      items = List.copyOf(items);
      more = List.copyOf(more);
      problems = List.copyOf(problems);
    }
  }

  /// One item.
  record Named(String url, Optional<String> title, Optional<String> published) {}

  /// What went wrong.
  record Problem(String reason, int exitCode) {}

  /// What an address gave when it was read as a discovery.
  private record Read(Discovery discovery, Listed listed) {}

  /// @param source whose languages, zone and selectors are used
  /// @param explains whether the report says why a statement reads as it does
  /// @param rendered whether a browser runs the scripts of pages first
  Trial(Fetcher fetcher, Optional<Source> source, boolean explains, boolean rendered) {
    this.fetcher = fetcher;
    this.source = source;
    this.explains = explains;
    this.rendered = rendered;
  }

  /// Reads a stored page as a statement's; asks nobody.
  static Report ofFile(StoredPage file, Optional<Source> source, Instant now, boolean explains) {
    var page = new PageContent(file.bytes(), file.url(), Optional.empty(), now);
    Hints hints = hints(source, Optional.empty());
    Explained explained = new GeneralExtractor().explain(page, hints);
    return new Report(
        file.url().orElse(file.name()),
        As.page,
        "",
        Optional.empty(),
        file.url(),
        explained.result() instanceof Extracted found ? Optional.of(found) : Optional.empty(),
        explains ? Optional.of(explained.explanation()) : Optional.empty(),
        explained.result() instanceof ExtractResult.NoStatement(var reason)
            ? Optional.of(new Problem(reason, ExitCode.BAD_INPUT))
            : Optional.empty(),
        Optional.empty());
  }

  /// Tries an address.
  ///
  /// @param as what to read it as; empty to tell from the answer
  Report run(HttpUrl url, Optional<As> as) {
    return switch (fetch(url)) {
      case FetchResult.Fetched(var page) -> read(page, as.orElseGet(() -> guess(page))).with(page);
      case FetchResult.Refused(_, var reason) -> unread(url, as, unavailable(reason));
      case FetchResult.Failed failed -> unread(url, as, unavailable(failed.reason()));
      case FetchResult.NotModified _ -> unread(url, as, unavailable("it answers 304 unasked"));
    };
  }

  private Report read(FetchedPage page, As as) {
    return switch (as) {
      case page -> extracted(page, as, Optional.empty(), page, hints(Optional.empty()));
      case feed -> firstItem(page, as, follow(page, discovery(page, Discovery.Kind.FEED)));
      case sitemap -> firstItem(page, as, follow(page, discovery(page, Discovery.Kind.SITEMAP)));
      case listing -> firstItem(page, as, follow(page, discovery(page, Discovery.Kind.LISTING)));
      case homepage -> firstItem(page, as, home(page));
    };
  }

  private Report firstItem(FetchedPage page, As as, Read read) {
    Optional<Listing> listing = Optional.of(listing(read));
    if (read.listed().items().isEmpty())
      return report(
          page,
          as,
          listing,
          Optional.empty(),
          Optional.empty(),
          new Problem("it names no statement", ExitCode.BAD_INPUT));
    Item first = read.listed().items().get(0);
    Optional<String> url = Optional.of(first.url().toString());
    FetchResult result =
        fetcher.fetch(
            new FetchRequest(first.url(), FetchRequest.Kind.PAGE, Optional.empty(), delay())
                .rendered(rendered));
    return switch (result) {
      case FetchResult.Fetched(var item) ->
          extracted(page, as, listing, item, hints(Optional.of(first))).with(item);
      case FetchResult.Refused(_, var reason) ->
          report(page, as, listing, url, Optional.empty(), unavailable(reason));
      case FetchResult.Failed failed ->
          report(page, as, listing, url, Optional.empty(), unavailable(failed.reason()));
      case FetchResult.NotModified _ ->
          report(page, as, listing, url, Optional.empty(), unavailable("it answers 304 unasked"));
    };
  }

  private Report extracted(
      FetchedPage asked, As as, Optional<Listing> listing, FetchedPage page, Hints hints) {
    if (!explains) return extracted(asked, as, listing, page, extract(page, hints));
    Explained explained = new GeneralExtractor().explain(content(page), hints);
    return extracted(asked, as, listing, page, explained.result()).with(explained);
  }

  private static Report extracted(
      FetchedPage asked, As as, Optional<Listing> listing, FetchedPage page, ExtractResult result) {
    Optional<String> url = Optional.of(page.url().toString());
    return switch (result) {
      case Extracted statement ->
          new Report(
              asked.url().toString(),
              as,
              asked.robots(),
              listing,
              url,
              Optional.of(statement),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case ExtractResult.NoStatement(var reason) ->
          report(
              asked, as, listing, url, Optional.empty(), new Problem(reason, ExitCode.BAD_INPUT));
    };
  }

  private static Report report(
      FetchedPage page,
      As as,
      Optional<Listing> listing,
      Optional<String> statementUrl,
      Optional<Extracted> statement,
      Problem problem) {
    return new Report(
        page.url().toString(),
        as,
        page.robots(),
        listing,
        statementUrl,
        statement,
        Optional.empty(),
        Optional.of(problem),
        Optional.empty());
  }

  private static Report unread(HttpUrl url, Optional<As> as, Problem problem) {
    return new Report(
        url.toString(),
        as.orElse(As.page),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem),
        Optional.empty());
  }

  private static Problem unavailable(String reason) {
    return new Problem(reason, ExitCode.UNAVAILABLE);
  }

  private Read follow(FetchedPage page, Discovery discovery) {
    return follow(discovery, DiscoveryReader.read(answer(page), discovery));
  }

  /// What a discovery names, or where it is an index of sitemaps, the first of these.
  private Read follow(Discovery discovery, Listed whole) {
    Listed listed = whole;
    for (int depth = 0; depth < MAX_INDEX_DEPTH; depth++) {
      if (!listed.items().isEmpty() || listed.more().isEmpty()) break;
      if (!(fetch(listed.more().get(0)) instanceof FetchResult.Fetched(var child))) break;
      listed = DiscoveryReader.read(answer(child), discovery);
    }
    return new Read(discovery, listed);
  }

  private Read home(FetchedPage page) {
    return HomeSearch.find(
            answer(page),
            fetcher.sitemaps(page.url()),
            candidate ->
                CanonicalUrl.parse(candidate.url()).flatMap(this::fetched).map(this::answer))
        .map(found -> follow(found.discovery(), found.listed()))
        .orElseGet(() -> follow(page, discovery(page, Discovery.Kind.LISTING)));
  }

  private As guess(FetchedPage page) {
    String head =
        page.content()
            .substring(0, Math.min(HEAD_BYTES, page.content().size()))
            .utf8()
            .toLowerCase(Locale.ROOT);
    boolean html = head.contains("<html") || head.contains("<!doctype html");
    if (!html && (head.contains("<urlset") || head.contains("<sitemapindex"))) return As.sitemap;
    if (!html && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:rdf")))
      return As.feed;
    // Some programs escape the slashes of JSON.
    if (new AnswerShape(page, List.of()).isJson())
      return head.replace("\\", "").contains("jsonfeed.org/version") ? As.feed : As.listing;
    if (page.url().encodedPath().equals("/") && page.url().query() == null) return As.homepage;
    return readsAsStatement(page) ? As.page : As.listing;
  }

  /// A listing has little running text of its own, and names statements.
  private boolean readsAsStatement(FetchedPage page) {
    int chars =
        extract(page, hints(Optional.empty())) instanceof Extracted statement
            ? statement.blocks().stream()
                .filter(block -> block.zone() == dev.herald.config.message.Zone.PARAGRAPH)
                .mapToInt(block -> block.text().length())
                .sum()
            : 0;
    return chars >= ENOUGH_CHARS
        || DiscoveryReader.read(answer(page), discovery(page, Discovery.Kind.LISTING))
                .items()
                .size()
            < ENOUGH_ITEMS;
  }

  /// The source's own discovery of that address, or a plain one.
  private Discovery discovery(FetchedPage page, Discovery.Kind kind) {
    return source.stream()
        .flatMap(own -> own.discovery().stream())
        .filter(own -> own.kind() == kind || isListingInJson(own, kind))
        .filter(own -> CanonicalUrl.parse(own.url()).equals(Optional.of(page.requestedUrl())))
        .findFirst()
        .orElseGet(() -> plain(page, kind));
  }

  /// A listing may be JSON, of which the paths to its items are found.
  private Discovery plain(FetchedPage page, Discovery.Kind kind) {
    Optional<JsonPaths> paths =
        kind == Discovery.Kind.LISTING ? JsonLists.find(answer(page)) : Optional.empty();
    return new Discovery(
        paths.isPresent() ? Discovery.Kind.JSON : kind,
        page.url().toString(),
        Optional.empty(),
        Optional.empty(),
        1,
        List.of(),
        List.of(),
        paths);
  }

  /// To one who tries an address, JSON that lists statements is a listing.
  private static boolean isListingInJson(Discovery own, Discovery.Kind asked) {
    return own.kind() == Discovery.Kind.JSON && asked == Discovery.Kind.LISTING;
  }

  private FetchResult fetch(HttpUrl url) {
    return fetcher.fetch(
        new FetchRequest(url, FetchRequest.Kind.DISCOVERY, Optional.empty(), delay())
            .rendered(rendered));
  }

  private Optional<FetchedPage> fetched(HttpUrl url) {
    return fetch(url) instanceof FetchResult.Fetched(var page)
        ? Optional.of(page)
        : Optional.empty();
  }

  private Optional<java.time.Duration> delay() {
    return source.flatMap(Source::delay);
  }

  private Answer answer(FetchedPage page) {
    return new Answer(
        page.url(),
        page.content(),
        page.contentType(),
        source.map(Source::languages).orElse(List.of()),
        source.<ZoneId>map(Source::zone).orElse(ZoneOffset.UTC),
        page.finishedAt(),
        page.values("Link"));
  }

  private Hints hints(Optional<Item> item) {
    return hints(source, item);
  }

  private static Hints hints(Optional<Source> source, Optional<Item> item) {
    Optional<String> title = item.flatMap(Item::title);
    PublicationTime published = item.map(Item::published).orElse(PublicationTime.UNKNOWN);
    return source
        .map(own -> Hints.of(own, Learned.NOTHING, title, published))
        .orElseGet(
            () ->
                new Hints(
                    List.of(),
                    Optional.empty(),
                    Source.Selectors.NONE,
                    Boilerplate.NONE,
                    title,
                    published));
  }

  private static ExtractResult extract(FetchedPage page, Hints hints) {
    return new GeneralExtractor().extract(content(page), hints);
  }

  private static PageContent content(FetchedPage page) {
    return new PageContent(
        page.content(), Optional.of(page.url().toString()), page.contentType(), page.finishedAt());
  }

  private static Listing listing(Read read) {
    List<Item> items = read.listed().items();
    return new Listing(
        switch (read.discovery().kind()) {
          case FEED -> As.feed;
          case SITEMAP -> As.sitemap;
          case LISTING, JSON -> As.listing;
        },
        read.discovery().url(),
        items.size(),
        items.stream()
            .limit(SHOWN_ITEMS)
            .map(item -> new Named(item.url().toString(), item.title(), item.published().iso()))
            .toList(),
        read.listed().more().stream().limit(SHOWN_ITEMS).map(HttpUrl::toString).toList(),
        read.listed().problems(),
        read.listed().webSub());
  }
}
