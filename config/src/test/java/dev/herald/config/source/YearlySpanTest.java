package dev.herald.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YearlySpanTest {
  @ParameterizedTest
  @CsvSource({
    "08-01..08-31, 2026-07-31, false",
    "08-01..08-31, 2026-08-01, true",
    "08-01..08-31, 2031-08-31, true",
    "08-01..08-31, 2026-09-01, false",
    "12-24..01-06, 2026-12-23, false",
    "12-24..01-06, 2026-12-24, true",
    "12-24..01-06, 2027-01-06, true",
    "12-24..01-06, 2027-01-07, false",
    "02-29..02-29, 2028-02-29, true",
    "02-29..02-29, 2027-02-28, false",
  })
  void itHoldsItsFirstAndItsLastDayOfEveryYear(String span, LocalDate day, boolean holds) {
    assertThat(YearlySpan.parse(span).holds(day)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "08-01", "8-1..8-31", "08-01..08-32", "13-01..13-02", "08-01-08-31"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> YearlySpan.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
