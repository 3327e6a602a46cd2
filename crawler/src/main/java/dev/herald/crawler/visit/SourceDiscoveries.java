package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.HomeSearch;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// A source's discoveries: those that it names, or else what its home page leads to.
final class SourceDiscoveries {
  private static final Duration FIND_AGAIN = Duration.ofHours(24);

  private final Workshop shop;
  private final DiscoveryFetch fetch;

  SourceDiscoveries(Workshop shop, DiscoveryFetch fetch) {
    this.shop = shop;
    this.fetch = fetch;
  }

  List<Discovery> of(Source source, Tally tally) {
    if (!source.discovery().isEmpty()) return source.discovery();
    List<Discovery> found =
        shop.state().sources().foundDiscoveries(source.id(), shop.now().minus(FIND_AGAIN));
    if (!found.isEmpty()) return found;
    List<Discovery> fresh = find(source, tally);
    if (!fresh.isEmpty())
      shop.state().sources().saveFoundDiscoveries(source.id(), fresh, shop.now());
    return fresh.isEmpty()
        ? shop.state().sources().foundDiscoveries(source.id(), Instant.EPOCH)
        : fresh;
  }

  /// Tries what a home page suggests until something names enough statements.
  private List<Discovery> find(Source source, Tally tally) {
    Optional<HttpUrl> home = source.homepage().flatMap(CanonicalUrl::parse);
    if (home.isEmpty()) return List.of();
    FetchResult result =
        fetch.fetch(DiscoveryFetch.request(source, home.get(), source.isRendered()), tally);
    if (!(result instanceof FetchResult.Fetched(var page))) {
      tally.discovery(home.get().toString(), DiscoveryFetch.result(result));
      tally.failure("discover", home.get().toString(), DiscoveryFetch.reason(result));
      return List.of();
    }
    Optional<HomeSearch.Found> found =
        HomeSearch.find(
            DiscoveryFetch.answer(source, page),
            shop.fetcher().sitemaps(page.url()),
            candidate -> tried(source, candidate, tally));
    if (found.isPresent()) return List.of(found.get().discovery());
    tally.discovery(home.get().toString(), Result.UNREADABLE);
    tally.failure(
        "discover",
        home.get().toString(),
        "no feed, sitemap or listing was found; name one under discovery");
    return List.of();
  }

  private Optional<Answer> tried(Source source, Discovery candidate, Tally tally) {
    Optional<HttpUrl> url = CanonicalUrl.parse(candidate.url());
    if (url.isEmpty() || shop.stopping()) return Optional.empty();
    boolean rendered = DiscoveryFetch.isRendered(source, candidate);
    return fetch.fetch(DiscoveryFetch.request(source, url.get(), rendered), tally)
            instanceof FetchResult.Fetched(var page)
        ? Optional.of(DiscoveryFetch.answer(source, page))
        : Optional.empty();
  }
}
