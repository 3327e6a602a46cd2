package dev.herald.app.proposal;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.app.catalogue.SitemapIndex;
import dev.herald.app.catalogue.UrlShape;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.HomePage;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Looks for what lists a site's statements, from the address that was given.
final class Scout {
  private static final int MOST_TRIED = 24;
  private static final int MOST_SITEMAPS = 3;
  private static final int MOST_SECTIONS = 4;
  private static final int SAME_LETTERS = 4;

  private final Web web;
  private final List<String> vain = new ArrayList<>();

  Scout(Web web) {
    this.web = web;
  }

  /// What was looked for without finding it, a clause each.
  List<String> vain() {
    return vain;
  }

  /// Everything that names statements, best first.
  ///
  /// @param asked the page that was asked about
  /// @param kind what it reads as
  /// @param home the site's home page, if it answers
  List<Candidate> find(FetchedPage asked, AskedKind kind, Optional<FetchedPage> home) {
    Map<String, Discovery> due = new LinkedHashMap<>();
    List<HttpUrl> sitemaps = web.sitemaps(asked.url()).stream().limit(MOST_SITEMAPS).toList();
    kind.discovery(asked).ifPresent(own -> put(due, own));
    if (kind.isHtml()) suggested(asked, sitemaps).forEach(candidate -> put(due, candidate));
    if (kind == AskedKind.STATEMENT) {
      due.values().removeIf(own -> own.url().equals(asked.url().toString()));
      sections(asked.url()).forEach(url -> put(due, discovery(Discovery.Kind.LISTING, url)));
    }
    sitemaps.forEach(url -> put(due, discovery(Discovery.Kind.SITEMAP, url)));
    home.ifPresent(page -> suggested(page, List.of()).forEach(candidate -> put(due, candidate)));
    List<Candidate> found = tried(due, asked, kind);
    if (home.isPresent() && found.stream().noneMatch(Candidate::saysWhatItLists))
      found.addAll(tried(others(home.get()), asked, kind));
    return ranked(found, kind);
  }

  /// What a home page leads to or lists without saying so in words that are known, best first.
  List<Candidate> unnamed(FetchedPage home, AskedKind kind) {
    return ranked(tried(others(home), home, kind), kind);
  }

  /// Everything that one page leads to, best first.
  List<Candidate> from(FetchedPage page) {
    Map<String, Discovery> due = new LinkedHashMap<>();
    suggested(page, List.of()).forEach(candidate -> put(due, candidate));
    return ranked(tried(due, page, AskedKind.HOME), AskedKind.HOME);
  }

  private static List<Discovery> suggested(FetchedPage page, List<HttpUrl> sitemaps) {
    return HomePage.candidates(Web.answer(page, List.of(), Optional.empty()), sitemaps);
  }

  private static Map<String, Discovery> others(FetchedPage home) {
    Map<String, Discovery> others = new LinkedHashMap<>();
    HomePage.others(Web.answer(home, List.of(), Optional.empty()))
        .forEach(other -> put(others, other));
    return others;
  }

  private List<Candidate> tried(Map<String, Discovery> due, FetchedPage asked, AskedKind kind) {
    var found = new ArrayList<Candidate>();
    var open = new ArrayList<>(due.values());
    int tried = 0;
    for (int i = 0; i < open.size() && tried < MOST_TRIED; i++, tried++) {
      Optional<Candidate> candidate = attempt(open.get(i), asked, kind);
      candidate.ifPresent(found::add);
      List<Discovery> further =
          candidate.isPresent() ? sectionsOf(candidate.get()) : further(open.get(i));
      for (Discovery next : further) if (due.putIfAbsent(next.url(), next) == null) open.add(next);
    }
    return found;
  }

  /// What a page leads to that was expected to list statements, or to be a feed, and is neither.
  private List<Discovery> further(Discovery barren) {
    if (barren.kind() == Discovery.Kind.SITEMAP) return List.of();
    return CanonicalUrl.parse(barren.url())
        .flatMap(web::find)
        .filter(page -> new AnswerShape(page, List.of()).isHtml())
        .map(page -> HomePage.further(Web.answer(page, List.of(), Optional.empty())))
        .orElse(List.of());
  }

  private Optional<Candidate> attempt(Discovery discovery, FetchedPage asked, AskedKind kind) {
    Optional<FetchedPage> page = CanonicalUrl.parse(discovery.url()).flatMap(web::find);
    if (page.isEmpty()) return Optional.empty();
    boolean html = new AnswerShape(page.get(), List.of()).isHtml();
    if (html != (discovery.kind() == Discovery.Kind.LISTING)) return Optional.empty();
    Listed listed = read(discovery, page.get());
    if (listed.items().isEmpty()) {
      vain.add("%s: names no statement".formatted(discovery.url()));
      return Optional.empty();
    }
    boolean pointedAt = page.get().url().equals(asked.url()) && kind.isDiscovery();
    return Optional.of(new Candidate(discovery, page.get(), listed, pointedAt));
  }

  private Listed read(Discovery discovery, FetchedPage page) {
    return SitemapIndex.follow(
        listed(discovery, page), child -> web.find(child).map(found -> listed(discovery, found)));
  }

  private static Listed listed(Discovery discovery, FetchedPage page) {
    return DiscoveryReader.read(Web.answer(page, List.of(), Optional.empty()), discovery);
  }

  private static List<Candidate> ranked(List<Candidate> found, AskedKind kind) {
    List<Candidate> enough =
        found.stream()
            .filter(candidate -> candidate.items().size() >= Candidate.ENOUGH_ITEMS)
            .toList();
    List<Candidate> kept = enough.isEmpty() ? found : enough;
    Optional<Candidate> pointedAt = kept.stream().filter(Candidate::pointedAt).findFirst();
    Optional<Instant> freshest =
        kept.stream()
            .map(Candidate::newest)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    return kept.stream()
        // Who points at a listing wants what it lists, not the site's feed about something else.
        .filter(
            candidate ->
                kind == AskedKind.HOME
                    || pointedAt.isEmpty()
                    || candidate.pointedAt()
                    || !candidate.isOfOtherThings(pointedAt.get()))
        .sorted(
            Comparator.comparingDouble((Candidate candidate) -> candidate.score(freshest))
                .reversed())
        .toList();
  }

  /// Pages that a listing links to and that are, by their address, above or beside its items: where
  /// a press office keeps its own list.
  private static List<Discovery> sectionsOf(Candidate listing) {
    if (listing.discovery().kind() != Discovery.Kind.LISTING) return List.of();
    HttpUrl own = listing.page().url();
    List<HttpUrl> items = listing.items().stream().limit(5).map(Item::url).toList();
    return HomePage.links(Web.answer(listing.page(), List.of(), Optional.empty())).stream()
        .map(CanonicalUrl::parse)
        .flatMap(Optional::stream)
        .filter(url -> url.host().equals(own.host()) && !isRoot(url) && !url.equals(own))
        .filter(url -> !UrlShape.of(url).pattern().contains("{"))
        .filter(url -> items.stream().anyMatch(item -> isKin(url, item)))
        .limit(MOST_SECTIONS)
        .map(url -> discovery(Discovery.Kind.LISTING, url))
        .toList();
  }

  /// Whether two addresses have a folder in common, or names that begin alike, as `/xeberler` and
  /// `/xeber/12` do.
  private static boolean isKin(HttpUrl section, HttpUrl item) {
    for (String one : section.pathSegments())
      for (String other : item.pathSegments())
        if (one.length() >= SAME_LETTERS
            && other.length() >= SAME_LETTERS
            && one.regionMatches(true, 0, other, 0, SAME_LETTERS)) return true;
    return false;
  }

  /// The addresses above one, nearest first, without and with a slash at the end.
  private static List<HttpUrl> sections(HttpUrl url) {
    var sections = new ArrayList<HttpUrl>();
    List<String> segments = url.encodedPathSegments();
    for (int length = segments.size() - 1; length > 0; length--) {
      String path = "/" + String.join("/", segments.subList(0, length));
      for (String form : List.of(path, path + "/"))
        sections.add(url.newBuilder().encodedPath(form).query(null).fragment(null).build());
    }
    if (url.query() != null) sections.add(url.newBuilder().query(null).fragment(null).build());
    return sections;
  }

  private static boolean isRoot(HttpUrl url) {
    return url.encodedPath().equals("/") && url.query() == null;
  }

  private static void put(Map<String, Discovery> due, Discovery discovery) {
    due.putIfAbsent(discovery.url(), discovery);
  }

  static Discovery discovery(Discovery.Kind kind, HttpUrl url) {
    return new Discovery(
        kind, url.toString(), Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }
}
