package dev.herald.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetbacksTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Source QUARTERLY =
      TestSources.source("bank", "https://bank.example/rss", Duration.ofMinutes(15));

  @ParameterizedTest
  @CsvSource({
    "0, PT15M",
    "3, PT15M",
    "4, PT30M",
    "5, PT1H",
    "9, PT16H",
    "10, PT24H",
    "1000000, PT24H"
  })
  void theIntervalDoublesFromTheFourthVisitInVainUpToADay(int unread, Duration wait) {
    Setbacks setbacks = new Setbacks(Map.of());
    setbacks.visited("bank", unread);

    assertThat(times(setbacks).next(QUARTERLY, NOW)).isEqualTo(NOW.plus(wait));
  }

  @Test
  void oneGoodReadBringsTheUsualIntervalBack() {
    Setbacks setbacks = new Setbacks(Map.of("bank", 7));
    assertThat(times(setbacks).isMoved(QUARTERLY)).isTrue();

    setbacks.visited("bank", 0);

    assertThat(times(setbacks).isMoved(QUARTERLY)).isFalse();
    assertThat(times(setbacks).next(QUARTERLY, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void aRestartKeepsTheTimeOfASlowedSource() {
    Optional<Instant> due = Optional.of(NOW.plus(Duration.ofHours(16)));

    assertThat(times(new Setbacks(Map.of("bank", 9))).first(QUARTERLY, due, NOW, 1))
        .isEqualTo(due.get());
    assertThat(times(new Setbacks(Map.of())).first(QUARTERLY, due, NOW, 1))
        .isBefore(NOW.plus(Duration.ofMinutes(1)));
  }

  @Test
  void aCronExpressionSkipsTimesButKeepsToThem() {
    Schedule schedule =
        new Schedule(Duration.ofMinutes(15), Optional.of("0 0/20 * * * ?"), 0, List.of());
    Source source =
        TestSources.source("bank", "https://bank.example/rss", ZoneOffset.UTC, schedule);

    assertThat(times(new Setbacks(Map.of("bank", 5))).next(source, NOW))
        .isEqualTo("2026-11-24T11:20:00Z");
  }

  @Test
  void aTimeBeyondTheNextOfACronExpressionIsOfAClockThatWas() {
    Schedule schedule =
        new Schedule(Duration.ofMinutes(15), Optional.of("0 0/20 * * * ?"), 0, List.of());
    Source source =
        TestSources.source("bank", "https://bank.example/rss", ZoneOffset.UTC, schedule);
    VisitTimes usual = times(new Setbacks(Map.of()));
    VisitTimes slowed = times(new Setbacks(Map.of("bank", 9)));
    Optional<Instant> next = Optional.of(usual.next(source, NOW));
    Optional<Instant> skipped = Optional.of(slowed.next(source, NOW));

    assertThat(usual.first(source, next, NOW, 1)).isEqualTo(next.get());
    assertThat(usual.first(source, skipped, NOW, 1)).isBefore(next.get());
    assertThat(slowed.first(source, skipped, NOW.plusSeconds(600), 1)).isEqualTo(skipped.get());
  }

  @Test
  void whoIsVisitedOnceAWeekIsNotVisitedMoreOftenForItsFailures() {
    Source weekly = TestSources.source("bank", "https://bank.example/rss", Duration.ofDays(7));

    assertThat(times(new Setbacks(Map.of("bank", 8))).next(weekly, NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  private static VisitTimes times(Setbacks setbacks) {
    return new VisitTimes(source -> Rhythm.none(source.zone()), setbacks);
  }
}
