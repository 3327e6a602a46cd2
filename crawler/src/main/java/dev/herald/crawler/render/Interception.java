package dev.herald.crawler.render;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;

/// Stands between a page and the network: every request of the browser ends here.
///
/// The page itself is what was fetched already. Scripts, and data that scripts ask for by GET, are
/// fetched; style sheets are answered empty, since nobody looks; all else is not to be had. For the
/// browser's thread; parts are fetched on others. Requests and parts wait for [#work]: an answer to
/// the browser takes in its next requests, and answering those at once would nest without end.
final class Interception {
  private static final int PARTS_AT_ONCE = 4;
  private static final int MOST_TOLD = 50;

  /// A page that asks for this many times as much as it may get goes on asking; it is read then.
  private static final int ENOUGH = 5;

  /// And at this many it floods its browser.
  private static final int FLOOD = 20;

  /// How often a page gets the same address; whoever asks more often is polling.
  private static final int MOST_REPEATS = 3;

  private final FetchedPage document;
  private final Parts.OfPage parts;
  private final HeraldConfig.Browser settings;
  private final Semaphore slots = new Semaphore(PARTS_AT_ONCE);
  private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
  private final Queue<Route> unanswered = new ArrayDeque<>();
  private final Map<HttpUrl, Integer> asked = new HashMap<>();
  private final Set<HttpUrl> awaited = new LinkedHashSet<>();
  private final Set<HttpUrl> had = new HashSet<>();
  private final List<String> troubles = new ArrayList<>();
  private final Set<String> withheld = new LinkedHashSet<>();
  private boolean served;
  private boolean left;
  private int seen;
  private int wanted;
  private int pending;
  private long bytes;
  private long activeAt = System.nanoTime();
  private volatile boolean ended;

  Interception(FetchedPage document, Parts.OfPage parts, HeraldConfig.Browser settings) {
    this.document = document;
    this.parts = parts;
    this.settings = settings;
  }

  /// Takes in a request.
  ///
  /// @throws IllegalStateException if there are so many that their mere number ties up the browser
  void route(Route route) {
    if (++seen > FLOOD * settings.maxRequests())
      throw new IllegalStateException(
          "it asked for more than %d things".formatted(FLOOD * settings.maxRequests()));
    if (!served && route.request().isNavigationRequest()) {
      served = true;
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(200)
              .setContentType(document.contentType().orElse("text/html"))
              .setBodyBytes(document.body().toByteArray()));
    } else {
      unanswered.add(route);
    }
  }

  private void answer(Route route) {
    Request request = route.request();
    switch (request.resourceType()) {
      case "script", "xhr", "fetch" -> want(route, request);
      case "stylesheet" ->
          route.fulfill(new Route.FulfillOptions().setContentType("text/css").setBody(""));
      case "document" -> {
        withhold(request.url() + ": no other page is opened");
        activeAt = System.nanoTime();
        // Any other error would put Chromium's own page in the place of this one.
        route.abort("aborted");
        // Last, as the frame of a window that is not open yet cannot be asked for.
        left |= request.isNavigationRequest() && request.frame().parentFrame() == null;
      }
      default -> route.abort();
    }
  }

  private void want(Route route, Request request) {
    Optional<HttpUrl> parsed = CanonicalUrl.parse(request.url());
    if (parsed.isEmpty()) {
      refuse(route, request.url() + ": is no web address");
      return;
    }
    HttpUrl url = parsed.get().newBuilder().fragment(null).build();
    boolean script = request.resourceType().equals("script");
    if (!request.method().equals("GET"))
      refuse(route, "%s: %s, and only GET is sent".formatted(url, Texts.line(request.method())));
    else if (asked.getOrDefault(url, 0) >= MOST_REPEATS)
      refuse(route, url + ": asked for again and again");
    else if (wanted >= settings.maxRequests())
      refuse(route, "whatever came after %d requests".formatted(settings.maxRequests()));
    else {
      wanted++;
      pending++;
      activeAt = System.nanoTime();
      asked.merge(url, 1, Integer::sum);
      if (isOwn(url)) awaited.add(place(url));
      Thread.ofVirtual().name("part").start(() -> fetch(route, url, script));
    }
  }

  private void fetch(Route route, HttpUrl url, boolean script) {
    slots.acquireUninterruptibly();
    try {
      if (ended) return;
      Part part = parts.fetch(url, script);
      arrived.add(() -> hand(route, url, part));
    } finally {
      slots.release();
    }
  }

  private void refuse(Route route, String reason) {
    withhold(reason);
    route.abort();
  }

  private void withhold(String reason) {
    if (withheld.size() < MOST_TOLD) withheld.add(Texts.line(reason));
  }

  /// Answers the next of what has come from the page and for it.
  ///
  /// @return false if there is nothing
  boolean work() {
    Runnable part = arrived.poll();
    Route route = part == null ? unanswered.poll() : null;
    try {
      if (part != null) part.run();
      if (route != null) answer(route);
    } catch (PlaywrightException _) {
      // Whoever asked, a frame perhaps, is gone; a browser that is gone shows at the next look.
    }
    return part != null || route != null;
  }

  private void hand(Route route, HttpUrl url, Part part) {
    pending--;
    activeAt = System.nanoTime();
    awaited.remove(place(url));
    switch (part) {
      case Part.Answer answer -> {
        had.add(place(url));
        bytes += answer.body().size();
        if (bytes > settings.maxBytes().bytes())
          refuse(route, "whatever came after %d bytes".formatted(settings.maxBytes().bytes()));
        else
          route.fulfill(
              new Route.FulfillOptions()
                  .setStatus(answer.status())
                  .setHeaders(answer.headers())
                  .setBodyBytes(answer.body().toByteArray()));
      }
      case Part.Withheld none -> {
        if (none.transientFailure() && isOwn(url)) troubles.add(none.reason());
        refuse(route, none.reason());
      }
    }
  }

  /// How many parts it was ever given or is to be given.
  int wanted() {
    return wanted;
  }

  /// Whether the page has wanted nothing for a while, or has all it gets and still asks for more.
  boolean isQuiet(Duration quiet) {
    if (pending > 0 || !unanswered.isEmpty()) return false;
    return System.nanoTime() - activeAt >= quiet.toNanos()
        || seen > ENOUGH * settings.maxRequests();
  }

  /// Whether the page wanted to be another one. If it does while it loads, Chromium never says that
  /// it has loaded.
  boolean hasLeft() {
    return left;
  }

  /// Why the page is not whole, as far as its own site is to blame and may mend it.
  ///
  /// @param overdue whether what has not come by now counts as missing; what a page asks for again
  ///   does not
  Optional<String> trouble(boolean overdue) {
    if (!troubles.isEmpty()) return Optional.of(troubles.getFirst());
    return awaited.stream()
        .filter(place -> overdue && !had.contains(place))
        .map(place -> place + ": did not come in time")
        .findFirst();
  }

  /// What the page asked for and did not get, a sentence each.
  List<String> withheld() {
    return List.copyOf(withheld);
  }

  /// No more parts are fetched from now on.
  void end() {
    ended = true;
  }

  private boolean isOwn(HttpUrl url) {
    return site(url).equals(site(document.url()));
  }

  private static String site(HttpUrl url) {
    return Objects.requireNonNullElse(url.topPrivateDomain(), url.host());
  }

  /// What an address asks for, whatever its parameters: a page that polls often counts in them.
  private static HttpUrl place(HttpUrl url) {
    return url.newBuilder().query(null).build();
  }
}
