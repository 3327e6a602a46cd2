package dev.herald.app.proposal;

import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.HttpFetcher;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/// The publisher's site for the time of one look: each address is asked once, and not too many.
final class Web {
  private static final int MOST_FETCHES = 80;

  private final HttpFetcher fetcher;
  private final Consumer<String> progress;
  private final Map<HttpUrl, FetchResult> known = new HashMap<>();

  Web(HttpFetcher fetcher, Consumer<String> progress) {
    this.fetcher = fetcher;
    this.progress = progress;
  }

  FetchResult ask(HttpUrl url, FetchRequest.Kind kind) {
    FetchResult before = known.get(url);
    if (before != null) return before;
    if (known.size() >= MOST_FETCHES || Thread.currentThread().isInterrupted())
      return new FetchResult.Refused(
          url, "%s: not asked, after %d others".formatted(url, known.size()));
    progress.accept("asking " + url);
    FetchResult result = fetcher.fetch(FetchRequest.of(url, kind));
    known.put(url, result);
    if (result instanceof FetchResult.Fetched(var page)) known.put(page.url(), result);
    return result;
  }

  Optional<FetchedPage> find(HttpUrl url) {
    return ask(url, FetchRequest.Kind.DISCOVERY) instanceof FetchResult.Fetched(var page)
        ? Optional.of(page)
        : Optional.empty();
  }

  /// Sitemaps that robots.txt names.
  List<HttpUrl> sitemaps(HttpUrl site) {
    return fetcher.sitemaps(site);
  }

  void say(String line) {
    progress.accept(line);
  }

  static Answer answer(FetchedPage page, List<String> languages, Optional<ZoneId> zone) {
    return new Answer(
        page.url(),
        page.body(),
        page.contentType(),
        languages,
        zone.orElse(ZoneOffset.UTC),
        page.finishedAt());
  }
}
