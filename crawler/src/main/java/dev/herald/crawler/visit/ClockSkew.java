package dev.herald.crawler.visit;

import dev.herald.crawler.fetch.FetchedPage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A publisher whose clock is far from ours, as the `Date` of its answer says (RFC 9110, section
/// 6.6.1): its printed times, or the times that Herald stores, cannot both be right.
///
/// @param ahead by how much the publisher's clock is before ours; negative if behind
record ClockSkew(String url, Duration ahead) {
  private static final Duration MUCH = Duration.ofMinutes(10);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  /// What caches may not keep, they cannot have dated long ago.
  private static final Pattern NEVER_STORED =
      Pattern.compile("\\b(no-store|no-cache|private)\\b", Pattern.CASE_INSENSITIVE);

  /// The skew that an answer shows; empty if there is none to speak of, or it may be a cache's.
  static Optional<ClockSkew> of(FetchedPage page) {
    Map<String, String> headers = page.headers();
    return date(headers)
        .map(
            date ->
                date.isAfter(page.finishedAt())
                    ? Duration.between(page.finishedAt(), date)
                    : Duration.between(page.startedAt(), date))
        .filter(ahead -> ahead.abs().compareTo(MUCH) > 0)
        .filter(ahead -> !ahead.isNegative() || isFresh(headers))
        .map(ahead -> new ClockSkew(page.url().toString(), ahead));
  }

  /// In words.
  String text() {
    return "its clock is %d minutes %s ours; if many sources say so, ours is wrong"
        .formatted(ahead.abs().toMinutes(), ahead.isNegative() ? "behind" : "ahead of");
  }

  private static Optional<Instant> date(Map<String, String> headers) {
    String text = headers.getOrDefault("date", "");
    String age = headers.getOrDefault("age", "0").strip();
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant()
              .plusSeconds(DIGITS.matcher(age).matches() ? Long.parseLong(age) : 0));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static boolean isFresh(Map<String, String> headers) {
    return NEVER_STORED.matcher(headers.getOrDefault("cache-control", "")).find();
  }
}
