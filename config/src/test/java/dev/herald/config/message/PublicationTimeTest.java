package dev.herald.config.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTimeTest {

  @ParameterizedTest(name = "{0} {1} in {2} is {3}")
  @CsvSource({
    "2021-02-26, 19:10, Asia/Baku,        2021-02-26T15:10:00Z, 2021-02-26T19:10:00+04:00",
    "2021-02-26, 19:10, +04:00,           2021-02-26T15:10:00Z, 2021-02-26T19:10:00+04:00",
    // Autumn: 02:30 comes twice, the earlier counts.
    "2024-10-27, 02:30, Europe/Berlin,    2024-10-27T00:30:00Z, 2024-10-27T02:30:00+02:00",
    "2024-10-27, 03:00, Europe/Berlin,    2024-10-27T02:00:00Z, 2024-10-27T03:00:00+01:00",
    // Spring: 02:30 never comes, it is moved on by the hour that is left out.
    "2024-03-31, 02:30, Europe/Berlin,    2024-03-31T01:30:00Z, 2024-03-31T03:30:00+02:00",
    // Half an hour, as Lord Howe does it.
    "2024-10-06, 02:15, Australia/Lord_Howe, 2024-10-05T15:45:00Z, 2024-10-06T02:45:00+11:00",
    "2016-02-29, 00:00, UTC,              2016-02-29T00:00:00Z, 2016-02-29T00:00:00Z",
  })
  void aPrintedTimeIsOneInstant(
      LocalDate date, LocalTime time, ZoneId zone, Instant instant, String iso) {
    PublicationTime published =
        PublicationTime.ofMinute("printed", date, time, zone, Provenance.SELECTOR);

    assertThat(published.instant()).contains(instant);
    assertThat(published.earliest()).contains(instant);
    assertThat(published.iso()).contains(iso);
    assertThat(published.time()).contains(time);
  }

  @ParameterizedTest(name = "{0} in {1} begins {2}")
  @CsvSource({
    "2021-02-26, Asia/Baku,         2021-02-25T20:00:00Z",
    // The clocks went from 00:00 to 01:00, so the day began at 01:00.
    "2018-11-04, America/Sao_Paulo, 2018-11-04T03:00:00Z",
  })
  void aDayWithoutATimeStaysADay(LocalDate date, ZoneId zone, Instant earliest) {
    PublicationTime published = PublicationTime.ofDay("printed", date, zone, Provenance.META);

    assertThat(published.precision()).isEqualTo(Precision.DAY);
    assertThat(published.instant()).isEmpty();
    assertThat(published.iso()).contains(date.toString());
    assertThat(published.earliest()).contains(earliest);
  }

  @Test
  void aMonthBeginsOnItsFirst() {
    PublicationTime published =
        PublicationTime.ofMonth(
            "March 2021", LocalDate.of(2021, 3, 17), ZoneId.of("UTC"), Provenance.VISIBLE_TEXT);

    assertThat(published.date()).contains(LocalDate.of(2021, 3, 1));
    assertThat(published.iso()).contains("2021-03");
  }

  @Test
  void theUnknownStaysUnknown() {
    assertThat(PublicationTime.UNKNOWN.earliest()).isEmpty();
    assertThat(PublicationTime.UNKNOWN.iso()).isEmpty();
  }

  @Test
  void anInstantWithoutPrecisionMinuteCannotBeBuilt() {
    assertThatThrownBy(
            () ->
                new PublicationTime(
                    Optional.empty(),
                    Optional.of(LocalDate.EPOCH),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Instant.EPOCH),
                    Precision.DAY,
                    Provenance.FEED,
                    Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("precision minute");
  }
}
