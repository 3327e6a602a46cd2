package dev.herald.crawler.render;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.fetch.Witness;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches like another fetcher, and has Chromium render what is asked for rendered.
///
/// ```java
/// try (var fetcher = new BrowserFetcher(config.browser(), http, archive, clock)) {
///   FetchResult result = fetcher.fetch(FetchRequest.of(url, PAGE).rendered(true));
/// }
/// ```
///
/// Such a request is never conditional: that a page's frame has not changed says nothing about what
/// its scripts put in. A page that cannot be rendered, or of which a part of its own site is
/// missing for now, is a failure that time may heal, so that an outage never reads as an edit.
/// Answers that are no HTML are left as they are. Thread-safe.
public final class BrowserFetcher implements Fetcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrowserFetcher.class);

  private final HeraldConfig.Browser settings;
  private final Fetcher fetcher;
  private final Witness witness;
  private final Parts parts;
  private final BlockingQueue<Chromium> idle = new LinkedBlockingQueue<>();

  /// @param fetcher asks for pages and for what their scripts want; stays open
  /// @param witness is told of every part, and of a page that was not rendered
  public BrowserFetcher(
      HeraldConfig.Browser settings, Fetcher fetcher, Witness witness, Clock clock) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.witness = witness;
    this.parts = new Parts(fetcher, witness, clock);
    for (int i = 0; i < settings.pages(); i++) idle.add(new Chromium(settings));
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    if (!request.rendered()) return fetcher.fetch(request);
    Optional<String> missing =
        settings.enabled()
            ? Programs.find(settings).missing()
            : Optional.of("browser.enabled is false here");
    if (missing.isPresent()) return failed(request.url(), "needs a browser, and " + missing.get());
    FetchResult result =
        fetcher.fetch(
            new FetchRequest(
                request.url(),
                request.kind(),
                Optional.empty(),
                request.delay(),
                request.givesWay(),
                false));
    return result instanceof FetchResult.Fetched(var page) && isHtml(page)
        ? rendered(page, request)
        : result;
  }

  @Override
  public List<HttpUrl> sitemaps(HttpUrl site) {
    return fetcher.sitemaps(site);
  }

  private static boolean isHtml(FetchedPage page) {
    return page.contentType()
        .map(type -> type.toLowerCase(Locale.ROOT).contains("html"))
        .orElse(true);
  }

  private FetchResult rendered(FetchedPage page, FetchRequest request) {
    try {
      Chromium chromium = idle.take();
      try {
        return new FetchResult.Fetched(page.with(chromium.render(page, parts.of(request))));
      } finally {
        idle.add(chromium);
      }
    } catch (RenderException e) {
      LOG.debug("not rendered url={} reason={}", page.url(), e.getMessage());
      witness.answered(page);
      return failed(page.url(), String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      witness.answered(page);
      return failed(page.url(), "interrupted");
    }
  }

  private static FetchResult failed(HttpUrl url, String reason) {
    return new FetchResult.Failed(url, 0, url + ": " + reason, true, Optional.empty());
  }

  /// Ends every Chromium, once its page is done.
  @Override
  public void close() {
    try {
      for (int i = 0; i < settings.pages(); i++) idle.take().close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
