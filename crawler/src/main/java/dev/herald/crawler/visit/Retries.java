package dev.herald.crawler.visit;

import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.state.FrontierUrl;
import java.time.Duration;

/// How long an address of the frontier waits that gave no statement: twice as long each time.
final class Retries {
  static final Duration FIRST = Duration.ofSeconds(15);
  static final Duration REFUSED = Duration.ofHours(24);

  /// A page that shows what its list did not name is believed in the end, after a good day, unless
  /// its site shows the same at any address.
  static final int WALL_ATTEMPTS = 32;

  /// A redirect to a statement that is known may be a passing one: it is believed after some hours.
  static final int REDIRECT_ATTEMPTS = 8;

  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration LONGEST_AT_WALL = Duration.ofHours(1);
  private static final Duration LONGEST_HOPELESS = Duration.ofDays(14);

  private Retries() {}

  /// After a page that was not fetched; longer where the publisher asked for it.
  static Duration after(FetchResult result, FrontierUrl listed) {
    return switch (result) {
      case FetchResult.Refused _ -> REFUSED;
      case FetchResult.Failed failed when failed.transientFailure() ->
          failed.retryAfter().orElse(doubled(listed, LONGEST));
      case FetchResult.Failed _ -> hopeless(listed);
      case FetchResult.Fetched _, FetchResult.NotModified _ -> doubled(listed, LONGEST);
    };
  }

  /// After a page that will hardly ever be a statement.
  static Duration hopeless(FrontierUrl listed) {
    return doubled(listed, LONGEST_HOPELESS);
  }

  /// After a page that may be a wall: often while it may be, then seldom, as where a page cannot be
  /// found.
  static Duration atWall(FrontierUrl listed) {
    Duration wait = doubled(listed, LONGEST_AT_WALL);
    int beyond = Math.clamp(listed.attempts() - WALL_ATTEMPTS, 0, 10);
    Duration longer = wait.multipliedBy(1L << beyond);
    return longer.compareTo(LONGEST_HOPELESS) > 0 ? LONGEST_HOPELESS : longer;
  }

  private static Duration doubled(FrontierUrl listed, Duration longest) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(listed.attempts(), 20));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
