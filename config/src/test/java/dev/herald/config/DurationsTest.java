package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest(name = "{0} is {1}, written {2}")
  @CsvSource({
    "0s, PT0S, 0s",
    "500ms, PT0.5S, 500ms",
    "90s, PT1M30S, 1m30s",
    "15m, PT15M, 15m",
    "24h, PT24H, 1d",
    "7d, PT168H, 7d",
    "1h30m, PT1H30M, 1h30m",
    "PT15M, PT15M, 15m",
    "P1D, PT24H, 1d",
    "' 10s ', PT10S, 10s",
  })
  void aDurationIsReadAndWritten(String text, Duration duration, String written) {
    assertThat(Durations.find(text)).contains(duration);
    assertThat(Durations.format(duration)).isEqualTo(written);
    assertThat(Durations.find(written)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "-1s", "1.5h", "s", "10 s", "10S", "P", "PT-1S", "-PT1S", "1y"})
  void whatIsNoDurationIsRefused(String text) {
    assertThat(Durations.find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"titel, title", "contry, country", "sauce, source", "xyz, "})
  void theNameSomebodyMeantIsFound(String name, String meant) {
    assertThat(Suggestions.closest(name, List.of("title", "country", "source")))
        .isEqualTo(Optional.ofNullable(meant));
  }
}
