package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.SourceMemory.ConditionalState;
import dev.herald.crawler.state.StatementMemory.Dated;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.TruthChecks.Copy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// The listing clock's work: asks a source's discoveries and puts what is new into the frontier.
final class Listing {
  private static final int MAX_CHILD_SITEMAPS = 50;

  /// An index without times names its newest sitemaps first or last.
  private static final int LAST_CHILD_SITEMAPS = 9;

  private static final int ENOUGH_ITEMS = 3;
  private static final int LATEST = 100;
  private static final int FEW_CHANGED = 3;
  private static final Validators NO_VALIDATORS =
      new Validators(Optional.empty(), Optional.empty());

  private final Workshop shop;
  private final TruthChecks truth;
  private final DiscoveryFetch fetch;
  private final SourceDiscoveries discoveries;
  private final KnownLists lists = new KnownLists();

  Listing(Workshop shop, TruthChecks truth) {
    this.shop = shop;
    this.truth = truth;
    this.fetch = new DiscoveryFetch(shop);
    this.discoveries = new SourceDiscoveries(shop, fetch);
  }

  /// One visit's work.
  ///
  /// @param fresh addresses that no visit before listed, by any discovery
  private record Poll(Source source, Tally tally, Set<String> fresh) {
    boolean hasSeveralDiscoveries() {
      return source.discovery().size() > 1;
    }
  }

  /// What one address of a discovery gave.
  ///
  /// @param added how many addresses it was the first to name
  /// @param fresh whether it names one that no visit before listed
  /// @param listed what it names, canonical, each address once
  /// @param more addresses that belong to the same discovery and are worth asking too
  private record Asked(
      boolean read, int added, boolean fresh, List<Dated> listed, List<HttpUrl> more) {
    static final Asked FAILED = new Asked(false, 0, false, List.of(), List.of());

    boolean isAllNew() {
      return !listed.isEmpty() && added == listed.size();
    }
  }

  /// Asks every discovery.
  ///
  /// @return the addresses that each discovery lists, by its own; none where it was not read
  Map<String, List<String>> run(Source source, Tally tally) {
    Map<String, List<String>> listed = new LinkedHashMap<>();
    Poll poll = new Poll(source, tally, new HashSet<>());
    for (Discovery discovery : discoveries.of(source, tally))
      listed.put(discovery.url(), ask(poll, discovery).stream().map(Dated::url).toList());
    return listed;
  }

  private List<Dated> ask(Poll poll, Discovery discovery) {
    Source source = poll.source();
    Tally tally = poll.tally();
    Optional<HttpUrl> start = CanonicalUrl.parse(discovery.url());
    if (start.isEmpty()) {
      tally.failure("discover", discovery.url(), "is not an http(s) address");
      return List.of();
    }
    boolean paged = isPaged(discovery);
    Optional<ConditionalState> before =
        shop.state().sources().findDiscovery(source.id(), start.get().toString());
    // What other discoveries have listed says nothing of the pages behind its first one.
    boolean whole = paged && before.map(ConditionalState::incomplete).orElse(true);
    Deque<HttpUrl> due = new ArrayDeque<>(List.of(start.get()));
    Set<HttpUrl> asked = new HashSet<>();
    boolean incomplete = false;
    boolean allNew = true;
    boolean overlaps = false;
    boolean marked = whole;
    List<Dated> listed = new ArrayList<>();
    int most = paged ? discovery.maxPages() : MAX_CHILD_SITEMAPS;
    while (!due.isEmpty() && asked.size() < most) {
      HttpUrl url = due.poll();
      if (!asked.add(url)) continue;
      boolean first = asked.size() == 1;
      Asked answer = shop.stopping() ? Asked.FAILED : askOne(poll, discovery, url, first, whole);
      // While the first page fails, its items may become known by another discovery; those behind
      // it would then seem known, too.
      incomplete |= !answer.read() && (!first || whole || poll.hasSeveralDiscoveries());
      marked |= incomplete || !answer.more().isEmpty();
      allNew &= answer.fresh();
      overlaps |= !answer.isAllNew();
      listed.addAll(answer.listed());
      due.addAll(answer.more());
    }
    if (paged && before.isPresent() && allNew && !due.isEmpty())
      tally.failure(
          "discover",
          discovery.url(),
          "all %d pages were new, older statements may have slipped past; raise max-pages"
              .formatted(most));
    else if (before.isPresent() && !overlaps && discovery.kind() != Discovery.Kind.SITEMAP)
      checkGap(source, discovery, listed, tally);
    if (paged && marked) remember(source, start.get(), incomplete);
    return listed;
  }

  /// Sitemaps are left out: those of news drop statements by age, however few are published.
  private void checkGap(Source source, Discovery discovery, List<Dated> listed, Tally tally) {
    List<Dated> known = shop.state().statements().latest(source.id(), LATEST);
    if (known.isEmpty() || listed.size() < ENOUGH_ITEMS) return;
    Continuity.gap(known, listed).ifPresent(gap -> tally.failure("discover", discovery.url(), gap));
  }

  /// Where a discovery says that a few statements have changed since the last visit, they are
  /// looked at now; where it says so of many, its dates are those of its own making.
  private void recheckChanged(Source source, List<Item> items) {
    Instant since = shop.now().minus(source.schedule().every().multipliedBy(2));
    List<String> changed =
        items.stream()
            .filter(item -> item.changed().filter(since::isBefore).isPresent())
            .map(item -> CanonicalUrl.canonical(item.url()).toString())
            .toList();
    boolean few = changed.size() <= FEW_CHANGED + items.size() / 10;
    if (!changed.isEmpty() && few)
      shop.state().statements().recheck(source.id(), changed, shop.now());
  }

  private void remember(Source source, HttpUrl start, boolean incomplete) {
    shop.state()
        .sources()
        .findDiscovery(source.id(), start.toString())
        .ifPresent(known -> save(source, start, known.withIncomplete(incomplete)));
  }

  private void save(Source source, HttpUrl url, ConditionalState state) {
    shop.state().sources().saveDiscovery(source.id(), url.toString(), state);
  }

  private Asked askOne(Poll poll, Discovery discovery, HttpUrl url, boolean first, boolean whole) {
    Source source = poll.source();
    Tally tally = poll.tally();
    Optional<ConditionalState> known =
        shop.state().sources().findDiscovery(source.id(), url.toString());
    FetchRequest plain =
        DiscoveryFetch.request(source, url, DiscoveryFetch.isRendered(source, discovery));
    Copy copy =
        known
            .map(before -> new Copy(before.validators(), before.conditional()))
            .orElse(new Copy(NO_VALIDATORS, 0));
    FetchRequest request =
        whole ? plain : truth.condition(plain, copy).map(plain::conditional).orElse(plain);
    FetchResult result = fetch.fetch(request, tally);
    if (!(result instanceof FetchResult.Fetched))
      known.ifPresent(before -> tally.webSub(before.webSub()));
    return switch (result) {
      case FetchResult.NotModified _ -> {
        known.ifPresent(before -> save(source, url, before.again()));
        yield unchanged(discovery, first, tally);
      }
      case FetchResult.Fetched(var page)
          when !whole && lists.isSame(source, discovery, url.toString(), page) -> {
        known.ifPresent(before -> save(source, url, before.answered(page.validators())));
        known.ifPresent(before -> tally.webSub(before.webSub()));
        yield unchanged(discovery, first, tally);
      }
      case FetchResult.Fetched(var page) -> {
        Asked asked = read(poll, discovery, url, page, first, whole);
        if (asked.added() > 0) truth.changed(request, copy, page.validators(), tally);
        yield asked;
      }
      case FetchResult.Refused _, FetchResult.Failed _ -> {
        tell(discovery, first, DiscoveryFetch.result(result), tally);
        tally.failure("discover", url.toString(), DiscoveryFetch.reason(result));
        yield Asked.FAILED;
      }
    };
  }

  private static Asked unchanged(Discovery discovery, boolean first, Tally tally) {
    tell(discovery, first, Result.UNCHANGED, tally);
    return new Asked(true, 0, false, List.of(), List.of());
  }

  private Asked read(
      Poll poll, Discovery discovery, HttpUrl url, FetchedPage page, boolean first, boolean whole) {
    Source source = poll.source();
    Tally tally = poll.tally();
    Listed listed = DiscoveryReader.read(DiscoveryFetch.answer(source, page), discovery);
    boolean read =
        !listed.items().isEmpty() || !listed.more().isEmpty() || listed.problems().isEmpty();
    tell(discovery, first, read ? Result.READ : Result.UNREADABLE, tally);
    listed.problems().forEach(problem -> tally.failure("discover", url.toString(), problem));
    List<HttpUrl> more = listed.more().stream().filter(next -> !isTooLong(next, tally)).toList();
    List<FrontierUrl> frontier = frontier(listed.items(), ownPages(source, discovery, page), tally);
    boolean opens = first && isPaged(discovery) && !more.isEmpty();
    // A process that dies before it has asked for the next page must not leave it for known.
    if (opens && !whole)
      save(source, url, new ConditionalState(NO_VALIDATORS, 0, true, listed.webSub()));
    Set<String> added = shop.state().frontier().add(source.id(), frontier, shop.now());
    poll.fresh().addAll(added);
    boolean fresh = frontier.stream().map(FrontierUrl::url).anyMatch(poll.fresh()::contains);
    tally.listed(listed.items().size(), added.size());
    recheckChanged(source, listed.items());
    // An index that did not change says nothing about the sitemaps it names: always ask it whole.
    boolean index = discovery.kind() == Discovery.Kind.SITEMAP && !listed.more().isEmpty();
    // Nor does an answer that could not be read to its end deserve to be taken as known, nor one
    // that names nothing: "unchanged" would hide that the list is still empty.
    boolean empty = listed.items().isEmpty() && listed.more().isEmpty();
    boolean known = read && listed.complete() && !index && !empty;
    Validators validators = known ? page.validators() : NO_VALIDATORS;
    if (known && listed.problems().isEmpty()) lists.know(source, discovery, url.toString(), page);
    else lists.forget(source, url.toString());
    // A listing page with nothing new is where the known part begins.
    boolean deeper = !isPaged(discovery) || fresh || whole;
    boolean half = whole || (opens && deeper);
    save(source, url, new ConditionalState(validators, 0, half, listed.webSub()));
    tally.webSub(listed.webSub());
    return new Asked(read, added.size(), fresh, dated(frontier), deeper ? ends(more) : List.of());
  }

  /// The first and the last ones, where there are more than a visit asks for.
  private static List<HttpUrl> ends(List<HttpUrl> more) {
    int most = MAX_CHILD_SITEMAPS - 1;
    if (more.size() <= most) return more;
    return Stream.concat(
            more.subList(0, most - LAST_CHILD_SITEMAPS).stream(),
            more.subList(more.size() - LAST_CHILD_SITEMAPS, more.size()).stream())
        .toList();
  }

  private static List<Dated> dated(List<FrontierUrl> urls) {
    Map<String, Dated> byUrl = new LinkedHashMap<>();
    for (FrontierUrl one : urls)
      byUrl.putIfAbsent(one.url(), new Dated(one.url(), one.published()));
    return List.copyOf(byUrl.values());
  }

  private static boolean isPaged(Discovery discovery) {
    return switch (discovery.kind()) {
      case LISTING, JSON -> true;
      case FEED, SITEMAP -> false;
    };
  }

  private static List<FrontierUrl> frontier(List<Item> items, Set<HttpUrl> ownPages, Tally tally) {
    List<FrontierUrl> urls = new ArrayList<>();
    for (Item item : items) {
      HttpUrl url = CanonicalUrl.canonical(item.url());
      if (!ownPages.contains(url) && !isTooLong(url, tally))
        urls.add(new FrontierUrl(url.toString(), item.title(), item.published(), 0));
    }
    return urls;
  }

  private static boolean isTooLong(HttpUrl url, Tally tally) {
    Optional<String> why = Identity.tooLong(url);
    why.ifPresent(reason -> tally.failure("discover", Identity.shown(url), reason));
    return why.isPresent();
  }

  /// Pages that list statements and so are none, though they often link to one another.
  private static Set<HttpUrl> ownPages(Source source, Discovery discovery, FetchedPage page) {
    return Stream.concat(
            Stream.of(page.url()),
            Stream.of(source.homepage(), Optional.of(discovery.url()))
                .flatMap(Optional::stream)
                .map(CanonicalUrl::parse)
                .flatMap(Optional::stream))
        .map(CanonicalUrl::canonical)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void tell(Discovery discovery, boolean first, Result result, Tally tally) {
    if (first) tally.discovery(discovery.url(), result);
    else tally.part(result);
  }
}
