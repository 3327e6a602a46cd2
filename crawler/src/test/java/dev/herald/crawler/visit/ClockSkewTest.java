package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.fetch.FetchedPage;
import java.time.Instant;
import java.util.List;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12:47:30 GMT | max-age=60 | 0    | its clock is 47 minutes ahead of ours
          11:07:00 GMT | no-store   | 0    | its clock is 53 minutes behind ours
          11:07:00 GMT | private    | 60   | its clock is 52 minutes behind ours
          12:05:00 GMT | no-store   | 3600 | its clock is 64 minutes ahead of ours
          """)
  void aClockFarFromOursIsNamed(String time, String caching, String age, String said) {
    assertThat(ClockSkew.of(page("Date: Fri, 27 Nov 2026 " + time, caching, age)))
        .get()
        .extracting(ClockSkew::text)
        .asString()
        .startsWith(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Date: Fri, 27 Nov 2026 12:09:00 GMT | no-store    | 0
          Date: Fri, 27 Nov 2026 11:07:00 GMT | max-age=600 | 0
          Date: Fri, 27 Nov 2026 11:07:00 GMT | no-store    | 3180
          Date: yesterday                     | no-store    | 0
          Server: none                        | no-store    | 0
          """)
  void smallSkewsAndAnswersOfCachesAreNone(String date, String caching, String age) {
    assertThat(ClockSkew.of(page(date, caching, age))).isEmpty();
  }

  @Test
  void anAgeOfManyDigitsIsLeftOut() {
    assertThat(ClockSkew.of(page("Date: Fri, 27 Nov 2026 12:00:00 GMT", "", "9".repeat(40))))
        .isEmpty();
  }

  private static FetchedPage page(String date, String caching, String age) {
    HttpUrl url = HttpUrl.get("https://press.example/rss");
    return new FetchedPage(
        url,
        url,
        200,
        List.of(),
        List.of(date, "Cache-Control: " + caching, "Age: " + age),
        ByteString.EMPTY,
        0,
        NOON,
        NOON.plusSeconds(1),
        "allowed");
  }
}
