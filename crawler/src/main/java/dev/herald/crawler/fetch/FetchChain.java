package dev.herald.crawler.fetch;

import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.robots.RobotsDecision;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// One fetch with its redirects: its deadline, its cookies, the URLs it has seen. For one thread.
final class FetchChain {
  private static final Set<Integer> PARTIAL = Set.of(204, 205, 206);
  private static final String ACCEPTED_BY_SCRIPTS = "application/json, text/plain, */*";

  private final HttpFetcher fetcher;
  private final FetchRequest request;
  private final Budget budget;
  private final ChainCookies cookies = new ChainCookies();
  private final OkHttpClient client;
  private final Map<HttpUrl, Integer> seen = new HashMap<>();

  FetchChain(HttpFetcher fetcher, FetchRequest request) {
    this.fetcher = fetcher;
    this.request = request;
    this.budget = new Budget(fetcher.config().callTimeout());
    this.client = fetcher.client(cookies);
  }

  FetchResult run(HttpUrl first) throws InterruptedException {
    HttpUrl url = bare(first);
    for (int redirects = 0; ; redirects++) {
      Integer changes = seen.put(url, cookies.changes());
      if (changes != null && changes == cookies.changes())
        return failed(url, 0, "redirects in a loop", false, Optional.empty());
      Optional<Outcome> obstacle = fetcher.hops().obstacle(url, request.givesWay(), budget);
      if (obstacle.isPresent()) return result(url, obstacle.get(), "");
      RobotsDecision decision = decide(url);
      if (decision.verdict() != RobotsDecision.Verdict.ALLOWED) return held(url, decision);
      if (budget.isSpent())
        return failed(url, 0, "no time was left to ask", true, Optional.empty());
      Outcome outcome = fetcher.hops().ask(client, question(url), spacing(decision), budget);
      if (outcome instanceof Outcome.Broken broken)
        fetcher.witness().unanswered(url, decision.text(), broken.reason());
      if (!(outcome instanceof Outcome.Answered answer && answer.isRedirect()))
        return result(url, outcome, decision.text());
      witnessed(answer, decision.text());
      if (redirects >= fetcher.config().maxRedirects())
        return failed(
            url,
            answer.status(),
            "redirects more than %d times".formatted(fetcher.config().maxRedirects()),
            false,
            Optional.empty());
      String location = answer.header("Location").orElse("");
      Optional<HttpUrl> next = CanonicalUrl.resolve(url, location);
      if (location.isEmpty() || next.isEmpty())
        return refused(
            url, "redirects to no web address: '%s'".formatted(Failures.clean(location)));
      url = bare(next.get());
    }
  }

  /// Without user and password, which would go to the host, and without fragment, which would not.
  private static HttpUrl bare(HttpUrl url) {
    return url.newBuilder().username("").password("").fragment(null).build();
  }

  private RobotsDecision decide(HttpUrl url) {
    long startedAt = System.nanoTime();
    try {
      return fetcher.robots().decide(url);
    } finally {
      budget.spendSince(startedAt);
    }
  }

  private FetchResult held(HttpUrl url, RobotsDecision decision) {
    String reason = "robots.txt of %s: %s".formatted(url.host(), decision.text());
    fetcher.witness().refused(url, decision.text());
    return decision.verdict() == RobotsDecision.Verdict.DEFERRED
        ? failed(url, 0, reason, true, decision.retryAfter())
        : refused(url, reason);
  }

  private Duration spacing(RobotsDecision decision) {
    return fetcher.spacing(request, decision.crawlDelay());
  }

  private Exchange.Question question(HttpUrl url) {
    Headers.Builder headers = fetcher.headers().newBuilder();
    if (request.kind() == FetchRequest.Kind.PART) headers.set("Accept", ACCEPTED_BY_SCRIPTS);
    validators().flatMap(Validators::etag).ifPresent(etag -> headers.set("If-None-Match", etag));
    validators()
        .flatMap(Validators::lastModified)
        .ifPresent(date -> headers.set("If-Modified-Since", date));
    return new Exchange.Question(
        url, headers.build(), fetcher.maxBytes(request.kind()), false, request.givesWay());
  }

  /// Validators that can be sent: what a host once sent us is not always what may be sent back.
  private Optional<Validators> validators() {
    return request
        .validators()
        .map(
            known ->
                new Validators(
                    known.etag().filter(HttpFetcher::isSendable),
                    known.lastModified().filter(HttpFetcher::isSendable)))
        .filter(known -> known.etag().isPresent() || known.lastModified().isPresent());
  }

  private FetchResult result(HttpUrl url, Outcome outcome, String robots) {
    return switch (outcome) {
      case Outcome.Forbidden(var reason) -> refused(url, reason);
      case Outcome.Paused(var reason, var left) -> failed(url, 0, reason, true, Optional.of(left));
      case Outcome.Broken broken ->
          failed(url, 0, broken.reason(), broken.transientFailure(), fetcher.hops().pause(url));
      case Outcome.Answered answer -> answered(url, answer, robots);
    };
  }

  private void witnessed(Outcome.Answered answer, String robots) {
    fetcher.witness().answered(page(answer, robots));
  }

  private FetchedPage page(Outcome.Answered answer, String robots) {
    return answer.page(
        request.url(), fetcher.robotsTags().with(robots, answer.headers(), answer.body()));
  }

  private FetchResult answered(HttpUrl url, Outcome.Answered answer, String robots) {
    int status = answer.status();
    boolean whole = status >= 200 && status < 300 && !PARTIAL.contains(status);
    if (whole) return new FetchResult.Fetched(page(answer, robots));
    witnessed(answer, robots);
    if (status == 304)
      return validators().isPresent()
          ? new FetchResult.NotModified(url, robots)
          : failed(url, status, "HTTP 304 to an unconditional request", true, Optional.empty());
    if (PARTIAL.contains(status))
      return failed(
          url, status, "HTTP %d carries no whole page".formatted(status), false, Optional.empty());
    boolean again = status >= 500 || List.of(408, 425, 429).contains(status);
    return failed(url, status, "HTTP " + status, again, fetcher.hops().pause(url));
  }

  private FetchResult refused(HttpUrl url, String reason) {
    return new FetchResult.Refused(url, url + ": " + reason);
  }

  private FetchResult failed(
      HttpUrl url, int status, String reason, boolean again, Optional<Duration> retryAfter) {
    return new FetchResult.Failed(url, status, url + ": " + reason, again, retryAfter);
  }
}
