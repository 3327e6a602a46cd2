package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.HomePage;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.CrawlState.ConditionalState;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The listing clock's work: asks a source's discoveries and puts what is new into the frontier.
final class Listing {
  private static final Duration FIND_AGAIN = Duration.ofHours(24);
  private static final int MAX_CHILD_SITEMAPS = 50;
  private static final int ENOUGH_ITEMS = 3;
  private static final int MAX_CANDIDATES = 12;

  private final HeraldConfig.Crawler settings;
  private final Fetcher fetcher;
  private final WarcArchive archive;
  private final CrawlState state;
  private final Clock clock;

  Listing(
      HeraldConfig.Crawler settings,
      Fetcher fetcher,
      WarcArchive archive,
      CrawlState state,
      Clock clock) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.archive = archive;
    this.state = state;
    this.clock = clock;
  }

  void run(Source source, Tally tally) {
    for (Discovery discovery : discoveries(source, tally)) ask(source, discovery, tally);
  }

  private List<Discovery> discoveries(Source source, Tally tally) {
    if (!source.discovery().isEmpty()) return source.discovery();
    List<Discovery> found = state.foundDiscoveries(source.id(), clock.instant().minus(FIND_AGAIN));
    if (!found.isEmpty()) return found;
    List<Discovery> fresh = find(source, tally);
    if (!fresh.isEmpty()) state.saveFoundDiscoveries(source.id(), fresh, clock.instant());
    return fresh.isEmpty() ? state.foundDiscoveries(source.id(), Instant.EPOCH) : fresh;
  }

  /// Tries what a home page suggests until something names enough statements.
  private List<Discovery> find(Source source, Tally tally) {
    Optional<HttpUrl> home = source.homepage().flatMap(CanonicalUrl::parse);
    if (home.isEmpty()) return List.of();
    FetchResult result = fetch(source, home.get(), Optional.empty(), tally);
    if (!(result instanceof FetchResult.Fetched(var page))) {
      tally.discovery(false, 0);
      tally.failure("discover", home.get().toString(), reason(result));
      return List.of();
    }
    tally.discovery(true, 0);
    int tried = 0;
    for (Discovery candidate : HomePage.candidates(answer(source, page))) {
      if (tried++ >= MAX_CANDIDATES) break;
      Optional<HttpUrl> url = CanonicalUrl.parse(candidate.url());
      if (url.isEmpty()) continue;
      FetchResult tryOut =
          url.get().equals(page.url()) ? result : fetch(source, url.get(), Optional.empty(), tally);
      if (!(tryOut instanceof FetchResult.Fetched(var candidatePage))) continue;
      Listed listed = DiscoveryReader.read(answer(source, candidatePage), candidate);
      if (listed.items().size() >= ENOUGH_ITEMS || !listed.more().isEmpty())
        return List.of(candidate);
    }
    tally.failure(
        "discover",
        home.get().toString(),
        "no feed, sitemap or listing was found; name one under discovery");
    return List.of();
  }

  private void ask(Source source, Discovery discovery, Tally tally) {
    Optional<HttpUrl> start = CanonicalUrl.parse(discovery.url());
    if (start.isEmpty()) {
      tally.failure("discover", discovery.url(), "is not an http(s) address");
      return;
    }
    Deque<HttpUrl> due = new ArrayDeque<>(List.of(start.get()));
    Set<HttpUrl> asked = new HashSet<>();
    int most =
        discovery.kind() == Discovery.Kind.LISTING ? discovery.maxPages() : MAX_CHILD_SITEMAPS;
    while (!due.isEmpty() && asked.size() < most) {
      HttpUrl url = due.poll();
      if (!asked.add(url)) continue;
      due.addAll(askOne(source, discovery, url, url.equals(start.get()), tally));
    }
  }

  /// Asks one address; gives those that belong to the same discovery and are worth asking too.
  private List<HttpUrl> askOne(
      Source source, Discovery discovery, HttpUrl url, boolean first, Tally tally) {
    Optional<ConditionalState> known = state.findDiscovery(source.id(), url.toString());
    boolean conditional =
        known.isPresent()
            && (settings.unconditionalEvery() == 0
                || known.get().conditional() < settings.unconditionalEvery());
    Optional<Validators> validators =
        conditional ? known.map(ConditionalState::validators) : Optional.empty();
    FetchResult result = fetch(source, url, validators, tally);
    return switch (result) {
      case FetchResult.NotModified _ -> {
        if (first) tally.discovery(true, 0);
        ConditionalState before = known.orElseThrow();
        state.saveDiscovery(
            source.id(),
            url.toString(),
            new ConditionalState(before.validators(), before.conditional() + 1));
        yield List.of();
      }
      case FetchResult.Fetched(var page) -> {
        Listed listed = DiscoveryReader.read(answer(source, page), discovery);
        boolean read = !listed.items().isEmpty() || !listed.more().isEmpty();
        if (first) tally.discovery(read || listed.problems().isEmpty(), listed.items().size());
        listed.problems().forEach(p -> tally.failure("discover", url.toString(), p));
        int added = state.addToFrontier(source.id(), frontier(listed.items()), clock.instant());
        state.saveDiscovery(
            source.id(), url.toString(), new ConditionalState(page.validators(), 0));
        // A listing page with nothing new is where the known part begins.
        boolean deeper = discovery.kind() != Discovery.Kind.LISTING || added > 0;
        yield deeper ? listed.more() : List.of();
      }
      case FetchResult.Refused _, FetchResult.Failed _ -> {
        if (first) tally.discovery(false, 0);
        tally.failure("discover", url.toString(), reason(result));
        yield List.of();
      }
    };
  }

  private FetchResult fetch(
      Source source, HttpUrl url, Optional<Validators> validators, Tally tally) {
    FetchResult result =
        fetcher.fetch(new FetchRequest(url, Kind.DISCOVERY, validators, source.delay()));
    tally.answer(result);
    if (result instanceof FetchResult.Fetched(var page)) {
      try {
        archive.write(page);
      } catch (IOException e) {
        tally.failure("archive", url.toString(), String.valueOf(e.getMessage()));
      }
    }
    return result;
  }

  private static List<FrontierUrl> frontier(List<Item> items) {
    List<FrontierUrl> urls = new ArrayList<>();
    for (Item item : items)
      urls.add(
          new FrontierUrl(
              CanonicalUrl.canonical(item.url()).toString(), item.title(), item.published(), 0));
    return urls;
  }

  private static Answer answer(Source source, FetchedPage page) {
    return new Answer(
        page.url(),
        page.body(),
        page.contentType(),
        source.languages(),
        source.zone(),
        page.startedAt());
  }

  static String reason(FetchResult result) {
    return switch (result) {
      case FetchResult.Failed failed -> failed.reason();
      case FetchResult.Refused refused -> refused.reason();
      case FetchResult.NotModified _ -> "not modified, though nothing was known";
      case FetchResult.Fetched _ -> "fetched";
    };
  }
}
