package dev.herald.app.catalogue;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.fetch.Witness;
import dev.herald.crawler.render.BrowserFetcher;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Fetches as the crawler does, and knows whether a redirect was for good.
///
/// A chain of redirects does not say of what kind it was. So a discovery is asked for by a fetcher
/// that follows nothing, and only where that meets a redirect by one that follows; both take turns
/// at the same gate.
final class Asker implements AutoCloseable {
  private static final int MOVED_PERMANENTLY = 301;
  private static final int PERMANENT_REDIRECT = 308;

  private final HttpFetcher staying;
  private final HttpFetcher following;
  private final BrowserFetcher stayingBrowser;
  private final BrowserFetcher followingBrowser;

  Asker(HeraldConfig.Fetch config, HeraldConfig.Browser browser, Clock clock) {
    var gate = new LocalHostGate();
    this.staying = new HttpFetcher(withoutRedirects(config), clock, gate);
    this.following = new HttpFetcher(config, clock, gate);
    this.stayingBrowser = new BrowserFetcher(browser, staying, Witness.NONE, clock);
    this.followingBrowser = new BrowserFetcher(browser, following, Witness.NONE, clock);
  }

  /// An answer, and whether its address is to be given up for the one it came from.
  record Asked(FetchResult result, boolean movedForGood) {}

  /// Asks for a discovery.
  Asked discovery(HttpUrl url, Source source) {
    FetchRequest request = request(url, FetchRequest.Kind.DISCOVERY, source);
    FetchResult first = stayingBrowser.fetch(request);
    if (!(first instanceof FetchResult.Failed failed && isRedirect(failed.status())))
      return new Asked(first, false);
    boolean forGood = failed.status() == MOVED_PERMANENTLY || failed.status() == PERMANENT_REDIRECT;
    return new Asked(followingBrowser.fetch(request), forGood);
  }

  /// Asks for a statement's page, or a further part of a discovery.
  FetchResult follow(HttpUrl url, FetchRequest.Kind kind, Source source) {
    return followingBrowser.fetch(request(url, kind, source));
  }

  /// Sitemaps that robots.txt names.
  List<HttpUrl> sitemaps(HttpUrl site) {
    return following.sitemaps(site);
  }

  private static FetchRequest request(HttpUrl url, FetchRequest.Kind kind, Source source) {
    return new FetchRequest(url, kind, Optional.empty(), source.delay())
        .rendered(source.isRendered());
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400 && status != 304;
  }

  private static HeraldConfig.Fetch withoutRedirects(HeraldConfig.Fetch config) {
    return new HeraldConfig.Fetch(
        config.userAgent(),
        config.contact(),
        config.callTimeout(),
        config.connectTimeout(),
        config.readTimeout(),
        config.maxBody(),
        config.maxDiscoveryBody(),
        0,
        config.delay(),
        config.maxCrawlDelay(),
        config.allowAddresses(),
        config.resolve(),
        config.robotsMaxAge(),
        config.requestsPerDay(),
        config.publishers());
  }

  @Override
  public void close() {
    stayingBrowser.close();
    followingBrowser.close();
    staying.close();
    following.close();
  }
}
