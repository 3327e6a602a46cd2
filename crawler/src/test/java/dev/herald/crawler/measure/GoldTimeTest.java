package dev.herald.crawler.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldTimeTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14.3.2024",
        "3/14/24",
        "2024-03-14T23:10",
        "March 14th, 2024",
        "14 de marzo de 2024",
        "14 марта 2024",
        "2024&#x5E74;3&#x6708;14&#x65E5;",
        "<a href='/20240314/dams'>dams</a>",
        "<i data-at='1710410700'></i>"
      })
  void aDayStandsOnAPageInAnyForm(String html) {
    assertThat(GoldTime.showsDay(scored("2024-03-14", html, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"15 March 2024", "March 2024", "14.3.2023", "114.3.2024", "14:32:024"})
  void anotherDayOrAMonthIsNotIt(String html) {
    assertThat(GoldTime.showsDay(scored("2024-03-14", html, "2024-03-15"))).isFalse();
  }

  @Test
  void whatWasReadRightlyStandsThere() {
    assertThat(GoldTime.showsDay(scored("2024-03-14", "۲۴ اسفند ۱۴۰۲", "2024-03-14"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-14T10:05:37Z",
        "2024-03-14 12:05 +0200",
        "2024-03-14T05:05:00.123-05:00",
        "1710410700",
        "1710410737123"
      })
  void aMomentIsWrittenWithItsZone(String stamp) {
    String html = "<meta name='date' content='%s'>".formatted(stamp);

    assertThat(GoldTime.showsMoment(scored("2024-03-14T10:05:37Z", html, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"14 March 2024, 10:05", "2024-03-14T10:05:37", "2024-03-14T10:06:00Z"})
  void aClockTimeWithoutItsZoneIsNoMoment(String html) {
    assertThat(GoldTime.showsMoment(scored("2024-03-14T10:05:37Z", html, ""))).isFalse();
  }

  @Test
  void aGoldTimeWithoutAZoneIsComparedByTheClock() {
    assertThat(GoldTime.showsMoment(scored("2024-03-14T10:05:37", "2024-03-14 10:05", "")))
        .isTrue();
  }

  private Scored scored(String published, String html, String answer) {
    ObjectNode gold = MessageCodec.mapper().createObjectNode().put("published", published);
    Path file = folder.resolve("page.html.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("<meta charset='utf-8'><p>" + html).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a page of the test", e);
    }
    return new Scored(new GoldPage(gold, file), new Answer("", answer, ""));
  }
}
