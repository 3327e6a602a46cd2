package dev.herald.crawler.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/// The `Retry-After` header (RFC 9110, section 10.2.3).
final class RetryAfter {
  private RetryAfter() {}

  /// Parses a value as a wait.
  ///
  /// @param value seconds as digits, or an HTTP-date; surrounding blanks are ignored
  /// @param now the instant an HTTP-date is measured from
  /// @return the wait, never negative, at most one day; empty if `value` is neither form
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9'))
      return Optional.of(
          text.length() > 9
              ? HostHealth.MAX_RETRY_AFTER
              : capped(Duration.ofSeconds(Long.parseLong(text))));
    if (text.length() > 40) return Optional.empty();
    // As browsers read dates: in each of the three forms, whatever weekday a host takes it for.
    Instant date =
        new Headers.Builder()
            .addUnsafeNonAscii("Retry-After", text)
            .build()
            .getInstant("Retry-After");
    return Optional.ofNullable(date).map(until -> capped(Duration.between(now, until)));
  }

  private static Duration capped(Duration wait) {
    if (wait.isNegative()) return Duration.ZERO;
    return wait.compareTo(HostHealth.MAX_RETRY_AFTER) > 0 ? HostHealth.MAX_RETRY_AFTER : wait;
  }
}
