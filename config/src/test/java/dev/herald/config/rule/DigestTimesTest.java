package dev.herald.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimesTest {
  @ParameterizedTest
  @CsvSource({
    "hourly, 2026-11-28T10:59:59.999Z, 2026-11-28T11:00:00Z",
    "Hourly, 2026-11-28T11:00:00Z, 2026-11-28T12:00:00Z",
    "daily at 08:00 Europe/Berlin, 2026-11-28T06:59:59Z, 2026-11-28T07:00:00Z",
    "daily  at 8:00 Europe/Berlin, 2026-11-28T07:00:00Z, 2026-11-29T07:00:00Z",
    "daily at 08:00 Europe/Berlin, 2026-07-01T06:30:00Z, 2026-07-02T06:00:00Z",
    "weekdays at 08:00 Asia/Baku, 2026-11-27T04:00:00Z, 2026-11-30T04:00:00Z",
    "weekly on Sunday at 23:30 America/New_York, 2026-11-28T12:00:00Z, 2026-11-30T04:30:00Z"
  })
  void theNextTimeIsTheFirstAfterAnInstant(String text, Instant after, Instant next) {
    assertThat(DigestTimes.parse(text).next(after)).isEqualTo(next);
  }

  /// In Berlin clocks jump from 02:00 to 03:00 on 29 March 2026, and back from 03:00 on 25 October.
  @ParameterizedTest
  @CsvSource({
    "2026-03-28T00:00:00Z, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    "2026-10-24T00:00:00Z, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z"
  })
  void aDigestComesOnceOnEveryDayWhateverTheClocksDo(
      Instant from, Instant first, Instant second, Instant third) {
    assertThat(times(DigestTimes.parse("daily at 02:30 Europe/Berlin"), from, 3))
        .containsExactly(first, second, third);
  }

  /// Samoa had no 30 December 2011.
  @Test
  void aDayThatNeverWasHasNoDigest() {
    assertThat(
            times(
                DigestTimes.parse("daily at 08:00 Pacific/Apia"),
                Instant.parse("2011-12-29T12:00:00Z"),
                3))
        .containsExactly(
            Instant.parse("2011-12-29T18:00:00Z"),
            Instant.parse("2011-12-30T18:00:00Z"),
            Instant.parse("2011-12-31T18:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "hourly",
    "daily at 02:30 Europe/Berlin",
    "weekdays at 08:00 Europe/Berlin",
    "weekly on monday at 08:00 Asia/Baku"
  })
  void periodsFollowEachOtherWithoutAGap(String text) {
    DigestTimes digest = DigestTimes.parse(text);
    List<Instant> times = times(digest, Instant.parse("2026-03-20T00:00:00Z"), 400);

    assertThat(times).isSorted().doesNotHaveDuplicates();
    for (int i = 1; i < times.size(); i++)
      assertThat(digest.previous(times.get(i))).isEqualTo(times.get(i - 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "daily | write hourly",
        "every day at 08:00 Europe/Berlin | write hourly",
        "daily at 08:00 | write hourly",
        "daily at noon Europe/Berlin | 'noon' is not a time of day",
        "daily at 24:30 Europe/Berlin | '24:30' is not a time of day",
        "daily at 08:00 Europe/Berlim | 'Europe/Berlim' is not a time zone",
        "weekly on moonday at 08:00 Europe/Berlin | 'moonday' is not a day of the week"
      })
  void whatIsNoDigestSaysWhatIsWrong(String text, String said) {
    assertThatThrownBy(() -> DigestTimes.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(said);
  }

  private static List<Instant> times(DigestTimes digest, Instant from, int count) {
    List<Instant> times = new ArrayList<>();
    Instant last = from;
    for (int i = 0; i < count; i++) {
      last = digest.next(last);
      times.add(last);
    }
    return times;
  }
}
