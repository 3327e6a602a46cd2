package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// Asks one hop of a chain: guard, health, requests left today, turn at the gate, exchange, and
/// what it says of health.
final class Hops {
  private final AddressGuard guard;
  private final HostMap hosts;
  private final GuardedDns dns;
  private final HostGate gate;
  private final HostHealth health;
  private final DailyRequests requests;
  private final Exchange exchange;

  Hops(
      AddressGuard guard,
      HostMap hosts,
      GuardedDns dns,
      HostGate gate,
      HostHealth health,
      DailyRequests requests,
      Exchange exchange) {
    this.guard = guard;
    this.hosts = hosts;
    this.dns = dns;
    this.gate = gate;
    this.health = health;
    this.requests = requests;
    this.exchange = exchange;
  }

  /// What stands against asking a URL, before anyone is asked but the DNS; empty if nothing does.
  ///
  /// @param givesWay as in [FetchRequest]
  Optional<Outcome> obstacle(HttpUrl url, boolean givesWay, Budget budget) {
    if (hosts.find(url.host()).isEmpty()) {
      Optional<Outcome> unsafe = unsafe(url, budget);
      if (unsafe.isPresent()) return unsafe;
    }
    return paused(RobotsAuthority.of(url)).or(() -> requests.obstacle(url, givesWay));
  }

  private Optional<Outcome> unsafe(HttpUrl url, Budget budget) {
    long startedAt = System.nanoTime();
    try {
      List<InetAddress> addresses =
          isLiteral(url.host())
              ? List.of(InetAddress.getByName(url.host()))
              : dns.lookup(url.host());
      return guard.refusal(url, addresses).map(Outcome.Forbidden::new);
    } catch (UnknownHostException e) {
      Outcome failure =
          guard
              .refusal(url)
              .<Outcome>map(Outcome.Forbidden::new)
              .orElseGet(() -> Failures.of(e, budget));
      note(RobotsAuthority.of(url), failure, Optional.empty());
      return Optional.of(failure);
    } finally {
      budget.spendSince(startedAt);
    }
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private Optional<Outcome> paused(RobotsAuthority authority) {
    return health
        .pause(authority)
        .map(
            left ->
                new Outcome.Paused(
                    "%s is left alone for %d s more".formatted(authority, left.toSeconds() + 1),
                    left));
  }

  /// Waits for the authority's turn and asks; [#obstacle] must have been empty.
  Outcome ask(OkHttpClient client, Exchange.Question question, Duration spacing, Budget budget)
      throws InterruptedException {
    RobotsAuthority authority = RobotsAuthority.of(question.url());
    try (HostGate.Turn _ = gate.await(authority, spacing)) {
      // While we waited, whoever asked before us may have been turned away.
      Optional<Outcome> paused =
          paused(authority).or(() -> requests.take(question.url(), question.givesWay()));
      if (paused.isPresent()) return paused.get();
      long startedAt = System.nanoTime();
      Outcome outcome = exchange.ask(client, question, budget);
      budget.spendSince(startedAt);
      note(authority, outcome, retryAfter(outcome));
      return outcome;
    }
  }

  /// The wait that an answer asks for.
  static Optional<Duration> retryAfter(Outcome outcome) {
    return outcome instanceof Outcome.Answered answer && answer.status() >= 400
        ? answer.header("Retry-After").flatMap(v -> RetryAfter.parse(v, answer.finishedAt()))
        : Optional.empty();
  }

  private void note(RobotsAuthority authority, Outcome outcome, Optional<Duration> retryAfter) {
    switch (outcome) {
      case Outcome.Answered answer -> {
        String reason = "HTTP " + answer.status();
        boolean busy = answer.status() == 429 || answer.status() == 503;
        if (busy || retryAfter.isPresent()) health.throttled(authority, reason, retryAfter);
        else if (answer.status() >= 500) health.failed(authority, reason);
        else health.succeeded(authority);
      }
      case Outcome.Broken broken when broken.hostTrouble() ->
          health.failed(authority, broken.reason());
      case Outcome.Broken _, Outcome.Paused _, Outcome.Forbidden _ -> {}
    }
  }

  /// How long the authority is to be left alone.
  Optional<Duration> pause(HttpUrl url) {
    return health.pause(RobotsAuthority.of(url));
  }
}
