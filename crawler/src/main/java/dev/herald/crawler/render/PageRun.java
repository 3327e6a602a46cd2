package dev.herald.crawler.render;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.WaitUntilState;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.FetchedPage.Rendering;
import java.time.Duration;
import okhttp3.HttpUrl;
import okio.ByteString;

/// One page in a browser, from its answer to what its scripts made of it. For the browser's thread.
final class PageRun {
  /// How long a page must want nothing before it counts as done.
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final double LOOK_MILLIS = 20;
  private static final String IDLE =
      "new Promise(done => requestIdleCallback(() => done(''), {timeout: 1000}))";

  /// The document without the words for those who run no scripts.
  private static final String READ =
      """
      (() => {
        if (!document.documentElement) return '';
        const copy = document.implementation.createHTMLDocument('');
        const root = copy.importNode(document.documentElement, true);
        for (const none of root.querySelectorAll('noscript')) none.remove();
        const html = root.outerHTML;
        return html.length > MOST ? '' : '\\ufeff<!DOCTYPE html>' + html;
      })()
      """;

  private final BrowserContext context;
  private final FetchedPage document;
  private final HeraldConfig.Browser settings;
  private final Interception interception;
  private boolean loaded;
  private boolean crashed;

  PageRun(
      BrowserContext context,
      FetchedPage document,
      Parts.OfPage parts,
      HeraldConfig.Browser settings) {
    this.context = context;
    this.document = document;
    this.settings = settings;
    this.interception = new Interception(document, parts, settings);
  }

  Rendering run() throws RenderException {
    context.route("**/*", interception::route);
    context.routeWebSocket("**/*", WebSocketRoute::close);
    Page page = context.newPage();
    page.onCrash(_ -> crashed = true);
    page.onDOMContentLoaded(_ -> loaded = true);
    context.onPage(Page::close);
    try {
      long startedAt = System.nanoTime();
      page.navigate(
          document.url().toString(),
          new Page.NavigateOptions()
              .setWaitUntil(WaitUntilState.COMMIT)
              .setTimeout((double) settings.timeLimit().toMillis()));
      boolean overdue = !settle(page, startedAt);
      if (crashed) throw new RenderException("Chromium gave up on it");
      if (interception.trouble(overdue).isPresent())
        throw new RenderException("a part is missing: " + interception.trouble(overdue).get());
      return new Rendering(ByteString.encodeUtf8(read(page)), interception.withheld());
    } finally {
      interception.end();
    }
  }

  /// Waits until the page has run its scripts and wants nothing more.
  ///
  /// @return false if the time is up
  private boolean settle(Page page, long startedAt) {
    long endsAt = startedAt + settings.timeLimit().toNanos();
    while (System.nanoTime() - endsAt < 0 && !crashed) {
      if (interception.work()) continue;
      boolean quiet = interception.isQuiet(QUIET);
      if (quiet && !loaded && interception.hasLeft()) return true;
      if (!loaded || !quiet) {
        page.waitForTimeout(LOOK_MILLIS);
        continue;
      }
      int wanted = interception.wanted();
      // What it has been given may not have been looked at yet, where the machine is busy.
      new OwnWorld(page).evaluate(IDLE);
      if (interception.wanted() == wanted && interception.isQuiet(QUIET)) return true;
    }
    return false;
  }

  private String read(Page page) throws RenderException {
    OwnWorld world = new OwnWorld(page);
    if (!isStillThere(world.url()))
      throw new RenderException("its scripts left it for another page");
    String most = Long.toString(settings.maxBytes().bytes());
    String html = world.evaluate(READ.replace("MOST", most));
    if (html.isEmpty())
      throw new RenderException(
          "there is no document, or one over the limit of %s characters".formatted(most));
    return html;
  }

  /// A script may give its page another address of the same site, but needs nobody to leave it for
  /// one that is made up.
  private boolean isStillThere(String url) {
    HttpUrl at = HttpUrl.parse(url);
    return at != null && at.host().equals(document.url().host());
  }
}
