package dev.herald.crawler.robots;

import dev.herald.crawler.robots.RobotsReader.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Keeps the rules of each robots authority and decides by them.
///
/// ```java
/// RobotsCache robots = new RobotsCache(reader, "Herald/0.1", Duration.ofHours(24), clock);
/// RobotsDecision decision = robots.decide(url);   // fetches robots.txt where it is not known
/// ```
///
/// No robots.txt (4xx) allows everything; one that cannot be read (5xx, 429, timeout, network)
/// allows nothing until it can, unless an earlier copy is at hand, which then goes on. Thread-safe:
/// one authority is asked by one thread at a time, others wait for its answer.
public final class RobotsCache {
  /// How soon a robots.txt that could not be read is asked for again; doubles up to [#RETRY], so
  /// that one lost packet does not silence a publisher for minutes.
  static final Duration FIRST_RETRY = Duration.ofSeconds(15);

  /// How soon it is asked for again when it keeps failing.
  static final Duration RETRY = Duration.ofMinutes(5);

  /// Longest `Retry-After` that is honoured.
  static final Duration MAX_RETRY = Duration.ofHours(24);

  private static final int MAX_AUTHORITIES = 10_000;

  private final RobotsReader reader;
  private final Set<String> productTokens;
  private final Duration maxAge;
  private final Clock clock;
  private final RobotsMemory memory;
  private final ConcurrentHashMap<RobotsAuthority, Entry> entries = new ConcurrentHashMap<>();

  /// @param userAgent product token with or without version, such as `Herald/0.1`
  /// @param maxAge how long rules are kept; at most 24 hours by RFC 9309, section 2.4
  public RobotsCache(RobotsReader reader, String userAgent, Duration maxAge, Clock clock) {
    this(reader, userAgent, maxAge, clock, RobotsMemory.NONE);
  }

  /// The same with what was remembered.
  public RobotsCache(
      RobotsReader reader, String userAgent, Duration maxAge, Clock clock, RobotsMemory memory) {
    this.memory = memory;
    this.reader = reader;
    this.productTokens = Set.of(userAgent);
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /// Decides whether a URL may be asked, by the rules of its authority.
  ///
  /// Blocks while robots.txt is fetched, within the reader's deadline. `/robots.txt` itself is
  /// always allowed.
  public RobotsDecision decide(HttpUrl url) {
    if (url.encodedPath().equals("/robots.txt"))
      return decision(
          RobotsDecision.Verdict.ALLOWED, "allowed (robots.txt itself)", Optional.empty());
    return current(RobotsAuthority.of(url)).decide(url, clock.instant());
  }

  /// Addresses of sitemaps that the authority's robots.txt names; untrusted.
  public List<String> sitemaps(RobotsAuthority authority) {
    return current(authority) instanceof State.Known known ? known.rules().sitemaps() : List.of();
  }

  private State current(RobotsAuthority authority) {
    if (entries.size() > MAX_AUTHORITIES) shrink();
    Entry entry = entries.computeIfAbsent(authority, _ -> new Entry());
    entry.lock.lock();
    try {
      State state = entry.state == null ? remembered(authority) : entry.state;
      entry.state = state;
      if (state != null && isGood(state)) return state;
      State next = refreshed(authority, Optional.ofNullable(state));
      entry.state = next;
      return next;
    } finally {
      entry.lock.unlock();
    }
  }

  private boolean isGood(State state) {
    Instant now = clock.instant();
    // What is good for longer than anything may be is of a clock that was ahead.
    return now.isBefore(state.until()) && !state.until().isAfter(now.plus(MAX_RETRY));
  }

  private @Nullable State remembered(RobotsAuthority authority) {
    Instant latest = clock.instant().plus(maxAge);
    return memory
        .find(authority)
        .filter(kept -> !kept.until().isAfter(latest))
        .flatMap(kept -> state(authority, kept.answer(), kept.until()))
        .orElse(null);
  }

  private Optional<State> state(RobotsAuthority authority, Answer answer, Instant until) {
    return switch (answer) {
      case Answer.Rules(var body, var etag) ->
          Optional.of(
              new State.Known(
                  RobotsRules.parse(body, authority.robotsUrl(), productTokens), etag, until));
      case Answer.Missing(var reason) ->
          Optional.of(new State.Open(reason, Optional.empty(), until));
      case Answer.Unchanged(), Answer.Unreachable _ -> Optional.empty();
    };
  }

  private State refreshed(RobotsAuthority authority, Optional<State> before) {
    Optional<State.Known> known =
        before.filter(State.Known.class::isInstance).map(State.Known.class::cast);
    Answer answer = reader.read(authority, known.flatMap(State.Known::etag));
    Instant now = clock.instant();
    Optional<State> told = state(authority, answer, now.plus(maxAge));
    if (told.isPresent() || (answer instanceof Answer.Unchanged && known.isPresent()))
      memory.keep(authority, new RobotsMemory.Kept(answer, now.plus(maxAge)));
    return switch (answer) {
      case Answer.Rules _ -> told.orElseThrow();
      // Files get lost with their server. What they asked for last is kept to for one more day.
      case Answer.Missing(var reason) ->
          new State.Open(
              reason, known.flatMap(copy -> copy.rules().crawlDelay()), now.plus(maxAge));
      case Answer.Unchanged() when known.isPresent() ->
          new State.Known(known.get().rules(), known.get().etag(), now.plus(maxAge));
      case Answer.Unchanged() -> closed("HTTP 304 without a copy", now, before, Optional.empty());
      case Answer.Unreachable(var reason, var retryAfter) -> {
        Instant until = now.plus(retryAfter.map(RobotsCache::bounded).orElse(RETRY));
        yield known
            .<State>map(copy -> new State.Known(copy.rules(), copy.etag(), until))
            .orElseGet(() -> closed(reason, now, before, retryAfter));
      }
    };
  }

  private static State closed(
      String reason, Instant now, Optional<State> before, Optional<Duration> retryAfter) {
    Duration wait =
        before.orElse(null) instanceof State.Closed(_, var last, _)
            ? Collections.min(List.of(last.multipliedBy(2), RETRY))
            : FIRST_RETRY;
    return new State.Closed(
        reason, wait, now.plus(retryAfter.map(RobotsCache::bounded).orElse(wait)));
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(RETRY) < 0 ? RETRY : wait.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : wait;
  }

  /// Forgets what has run out, and everything if that does not help.
  private void shrink() {
    Instant now = clock.instant();
    entries.values().removeIf(entry -> entry.hasRunOut(now));
    if (entries.size() > MAX_AUTHORITIES) entries.clear();
  }

  private static RobotsDecision decision(
      RobotsDecision.Verdict verdict, String text, Optional<Duration> retryAfter) {
    return new RobotsDecision(verdict, text, Optional.empty(), retryAfter);
  }

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable State state;

    boolean hasRunOut(Instant now) {
      State current = state;
      return current != null && !now.isBefore(current.until());
    }
  }

  /// What is known about one authority, and until when.
  private sealed interface State {
    Instant until();

    RobotsDecision decide(HttpUrl url, Instant now);

    record Known(RobotsRules rules, Optional<String> etag, Instant until) implements State {
      @Override
      public RobotsDecision decide(HttpUrl url, Instant now) {
        return rules.decide(url);
      }
    }

    record Open(String reason, Optional<Duration> crawlDelay, Instant until) implements State {
      @Override
      public RobotsDecision decide(HttpUrl url, Instant now) {
        return new RobotsDecision(
            RobotsDecision.Verdict.ALLOWED,
            "allowed (no robots.txt: " + reason + ")",
            crawlDelay,
            Optional.empty());
      }
    }

    record Closed(String reason, Duration pause, Instant until) implements State {
      @Override
      public RobotsDecision decide(HttpUrl url, Instant now) {
        return decision(
            RobotsDecision.Verdict.DEFERRED,
            "deferred (robots.txt cannot be read: " + reason + ")",
            Optional.of(Duration.between(now, until)));
      }
    }
  }
}
