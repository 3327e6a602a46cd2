package dev.herald.crawler.render;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.FetchedPage.Rendering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running Chromium, its driver, and the one thread that may talk to them.
///
/// Each page gets a profile of its own, which is thrown away with it. Whatever slips past the
/// interception finds no network: the proxy is dead, no name resolves, and WebRTC may not go around
/// either.
final class Engine implements AutoCloseable {
  private static final long CLOSING_SECONDS = 10;

  /// Playwright nests a call for each request that comes while it deals with another.
  private static final long STACK_BYTES = 32 << 20;

  private static final List<String> ARGUMENTS =
      List.of(
          "--proxy-server=http://127.0.0.1:9",
          "--proxy-bypass-list=<-loopback>",
          "--host-resolver-rules=MAP * ~NOTFOUND",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--disable-quic",
          "--disable-gpu",
          "--js-flags=--max-old-space-size=512");

  private final HeraldConfig.Browser settings;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("chromium").stackSize(STACK_BYTES).factory());
  private volatile @Nullable Playwright driver;
  private @Nullable Browser browser;

  Engine(HeraldConfig.Browser settings) {
    this.settings = settings;
  }

  /// Begins to render a page.
  ///
  /// @return fails with a [RenderException] if the next page may come; with any other, this engine
  ///   is to be given up
  Future<Rendering> start(FetchedPage page, Parts.OfPage parts) {
    return thread.submit(
        () -> {
          BrowserContext context = context();
          try {
            Rendering made = new PageRun(context, page, parts, settings).run();
            context.close();
            return made;
          } catch (RenderException e) {
            context.close();
            throw e;
          }
        });
  }

  private BrowserContext context() throws RenderException {
    var options =
        new Browser.NewContextOptions()
            .setAcceptDownloads(false)
            .setServiceWorkers(ServiceWorkerPolicy.BLOCK);
    try {
      if (browser != null) return browser.newContext(options);
    } catch (PlaywrightException _) {
      // It has died since its last page.
      browser = null;
    }
    return browser().newContext(options);
  }

  private Browser browser() throws RenderException {
    Programs programs = Programs.find(settings);
    if (programs.missing().isPresent()) throw new RenderException(programs.missing().get());
    boolean root = "root".equals(System.getProperty("user.name"));
    try {
      if (driver == null)
        driver =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(
                        Map.of(
                            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                            "1",
                            "PLAYWRIGHT_NODEJS_PATH",
                            programs.node().orElseThrow().toString())));
      browser =
          driver
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(programs.chromium().orElseThrow())
                      // Chromium's sandbox does not work for root.
                      .setChromiumSandbox(!root)
                      .setEnv(environment())
                      .setArgs(ARGUMENTS));
      return browser;
    } catch (PlaywrightException e) {
      throw new RenderException("Chromium does not start: " + Texts.line(e));
    }
  }

  /// A browser that was taken over must not find the process's secrets.
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR", "XDG_RUNTIME_DIR"));
    return environment;
  }

  /// Ends it without waiting, whatever its thread is at.
  void abandon() {
    Playwright running = driver;
    thread.shutdownNow();
    if (running != null) Thread.ofVirtual().start(() -> closeQuietly(running));
  }

  @Override
  public void close() {
    Future<?> closed = thread.submit(() -> closeQuietly(driver));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) closed.cancel(true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(@Nullable Playwright driver) {
    try {
      if (driver != null) driver.close();
    } catch (RuntimeException _) {
      // It is gone already, which is what was wanted.
    }
  }
}
