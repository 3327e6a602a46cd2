package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrownFigureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Opened 9 times | Opened 10 times | Opened # times | 10",
        "4,999 friends | 5,000 friends | # friends | 5000",
        "4 999 friends in 2 rooms | 5 000 friends in 2 rooms | # friends in # rooms | 5000",
        "Seen by 999 readers | Seen by 1.000 readers | Seen by # readers | 1000",
        "٩ قارئ | ١٠ قارئ | # قارئ | 10",
      })
  void aNumberThatGrewInALineThatStandsIsFound(String before, String now, String line, long value) {
    assertThat(GrownFigure.between(before, now)).contains(new GrownFigure(line, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Signed by 12 members | Signed by 11 members",
        "Signed by 12 members | Signed by 13 ministers",
        "Rate 2.25 | Rate 2.75",
        "On 26.02.2026 | On 27.02.2026",
        "At 12:30 | At 12:45",
        "Up 12% | Up 13%",
        "2 of 9 | 3 of 10",
        "On 12 pages of the report that the committee adopted last week | On 13 pages of the report that the committee adopted last week",
      })
  void everyOtherChangeIsNone(String before, String now) {
    assertThat(GrownFigure.between(before, now)).isEmpty();
  }
}
