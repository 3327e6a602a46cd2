package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostHealthTest {
  private static final RobotsAuthority PRESS = new RobotsAuthority("https", "press.example", 443);

  private final TestClock clock = new TestClock();
  private final HostHealth health = new HostHealth(clock);

  @Test
  void aHostThatFailsOnceOrTwiceIsStillAsked() {
    health.failed(PRESS, "HTTP 500");
    health.failed(PRESS, "HTTP 500");

    assertThat(health.pause(PRESS)).isEmpty();
  }

  @Test
  void pausesGrowWithEachFailureUpToAnHour() {
    for (int i = 0; i < 3; i++) health.failed(PRESS, "HTTP 500");
    Duration first = health.pause(PRESS).orElseThrow();
    for (int i = 0; i < 20; i++) health.failed(PRESS, "HTTP 500");
    Duration last = health.pause(PRESS).orElseThrow();

    assertThat(first).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(last).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    assertThat(health.troubles().get(PRESS))
        .extracting(HostHealth.Trouble::failures, HostHealth.Trouble::reason)
        .containsExactly(23, "HTTP 500");
  }

  /// Hosts that fell together must not be asked together again.
  @Test
  void pausesAreSpreadOverTheUpperHalfOfTheirLength() {
    List<Duration> pauses =
        IntStream.range(0, 500)
            .mapToObj(n -> new RobotsAuthority("https", "press" + n + ".example", 443))
            .map(
                host -> {
                  for (int i = 0; i < 3; i++) health.failed(host, "HTTP 500");
                  return health.pause(host).orElseThrow();
                })
            .toList();

    assertThat(pauses)
        .allMatch(pause -> !pause.minusSeconds(5).isNegative())
        .allMatch(pause -> !pause.minusSeconds(10).isPositive())
        .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(6)) < 0)
        .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(9)) > 0);
    assertThat(pauses.stream().distinct()).hasSizeGreaterThan(100);
  }

  @Test
  void aThrottledHostRestsAtOnceAndAsLongAsItAsks() {
    health.throttled(PRESS, "HTTP 429", Optional.empty());
    assertThat(health.pause(PRESS).orElseThrow())
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));

    health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));
    assertThat(health.pause(PRESS)).contains(Duration.ofHours(2));

    clock.advance(Duration.ofHours(2));
    assertThat(health.pause(PRESS)).isEmpty();
  }

  @Test
  void aHostThatAsksForNoTimeIsAskedLessAndLess() {
    for (int i = 0; i < 4; i++) health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ZERO));

    assertThat(health.pause(PRESS).orElseThrow())
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
  }

  @Test
  void aHostThatAsksForASecondAgainAndAgainIsAskedLessAndLess() {
    for (int i = 0; i < 2; i++)
      health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofSeconds(1)));
    assertThat(health.pause(PRESS)).contains(Duration.ofSeconds(1));

    for (int i = 0; i < 3; i++)
      health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofSeconds(1)));
    assertThat(health.pause(PRESS).orElseThrow())
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void aClockThatIsSetBackLeavesNobodyAloneForMonths() {
    clock.advance(Duration.ofDays(300));
    health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));

    clock.advance(Duration.ofDays(-300));

    assertThat(health.pause(PRESS)).isEmpty();
  }

  @Test
  void aGoodAnswerClearsEverything() {
    health.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));
    health.succeeded(PRESS);

    assertThat(health.pause(PRESS)).isEmpty();
    assertThat(health.troubles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "' 30 ', PT30S",
    "0, PT0S",
    "99999999999999999999, PT24H",
    "864000, PT24H",
    "'Thu, 26 Feb 2026 15:12:30 GMT', PT2M30S",
    "'Thu, 26 Feb 2026 15:00:00 GMT', PT0S",
    "'Tue, 26 Feb 2999 15:00:00 GMT', PT24H",
    "'Thursday, 26-Feb-26 15:12:30 GMT', PT2M30S",
    "'Thu Feb 26 15:12:30 2026', PT2M30S",
    "'Mon, 26 Feb 2026 15:12:30 GMT', PT2M30S"
  })
  void retryAfterIsReadAsSecondsOrDate(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, Instant.parse("2026-02-26T15:10:00Z"))).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "soon", "1e9", "12 s", "\u0661\u0662"})
  void garbageInRetryAfterIsNoWait(String value) {
    assertThat(RetryAfter.parse(value, clock.instant())).isEmpty();
  }
}
