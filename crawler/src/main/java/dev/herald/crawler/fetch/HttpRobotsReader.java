package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.robots.RobotsReader;
import dev.herald.crawler.robots.RobotsRules;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// Fetches robots.txt with the guards and manners of a page: five redirects, 500 KiB, one deadline.
final class HttpRobotsReader implements RobotsReader {
  private static final int MAX_REDIRECTS = 5;
  private static final String DECISION = "allowed (robots.txt itself)";

  private final Hops hops;
  private final OkHttpClient client;
  private final Headers headers;
  private final Duration deadline;
  private final Duration spacing;
  private final Witness witness;

  /// @param headers sent with each request
  /// @param deadline over all redirects
  HttpRobotsReader(
      Hops hops,
      OkHttpClient client,
      Headers headers,
      Duration deadline,
      Duration spacing,
      Witness witness) {
    this.hops = hops;
    this.client = client;
    this.headers = headers;
    this.deadline = deadline;
    this.spacing = spacing;
    this.witness = witness;
  }

  @Override
  public Answer read(RobotsAuthority authority, Optional<String> etag) {
    Budget budget = new Budget(deadline);
    HttpUrl url = authority.robotsUrl();
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Headers.Builder asked = headers.newBuilder();
      etag.filter(HttpFetcher::isSendable).ifPresent(tag -> asked.set("If-None-Match", tag));
      Outcome outcome = ask(url, asked.build(), budget);
      if (outcome instanceof Outcome.Answered seen)
        witness.answered(seen.page(authority.robotsUrl(), DECISION));
      if (!(outcome instanceof Outcome.Answered answer && answer.isRedirect()))
        return answer(outcome, etag.isPresent());
      HttpUrl from = url;
      Optional<HttpUrl> to =
          answer.header("Location").flatMap(location -> CanonicalUrl.resolve(from, location));
      if (to.isEmpty()) return unreachable("a redirect to no web address");
      url = to.get().newBuilder().username("").password("").fragment(null).build();
    }
    return new Answer.Missing("more than %d redirects".formatted(MAX_REDIRECTS));
  }

  private Outcome ask(HttpUrl url, Headers asked, Budget budget) {
    Optional<Outcome> obstacle = hops.obstacle(url, false, budget);
    if (obstacle.isPresent()) return obstacle.get();
    if (budget.isSpent())
      return new Outcome.Broken(
          "no answer within %d s".formatted(deadline.toSeconds()), true, true);
    try {
      Outcome outcome =
          hops.ask(
              client,
              new Exchange.Question(url, asked, RobotsRules.MAX_BYTES + 1L, true, false),
              spacing,
              budget);
      if (outcome instanceof Outcome.Broken broken)
        witness.unanswered(url, DECISION, broken.reason());
      return outcome;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Broken("interrupted", true, false);
    }
  }

  private static Answer answer(Outcome outcome, boolean conditional) {
    return switch (outcome) {
      case Outcome.Answered answer -> {
        int status = answer.status();
        if (status >= 200 && status < 300)
          yield new Answer.Rules(answer.body(), answer.header("ETag"));
        if (status == 304 && conditional) yield new Answer.Unchanged();
        // By the letter of RFC 9309 a 429 allows everything; it asks for patience, so it defers.
        if (status >= 400 && status < 500 && status != 429)
          yield new Answer.Missing("HTTP " + status);
        yield new Answer.Unreachable("HTTP " + status, Hops.retryAfter(outcome));
      }
      case Outcome.Broken broken -> unreachable(broken.reason());
      case Outcome.Forbidden forbidden -> unreachable(forbidden.reason());
      case Outcome.Paused paused ->
          new Answer.Unreachable(paused.reason(), Optional.of(paused.left()));
    };
  }

  private static Answer unreachable(String reason) {
    return new Answer.Unreachable(reason, Optional.empty());
  }
}
