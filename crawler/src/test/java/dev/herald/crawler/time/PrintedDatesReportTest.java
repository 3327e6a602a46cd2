package dev.herald.crawler.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Measures the reader on the printed dates of the corpora, when they are here.
class PrintedDatesReportTest {
  private static final Path TABLE =
      Path.of(System.getProperty("herald.corpora", ""), "official", "dates.jsonl");

  static boolean corporaAreHere() {
    boolean here = Files.isReadable(TABLE);
    if (!here) System.out.println("printed dates: not measured, no corpora at " + TABLE);
    return here;
  }

  @Test
  @EnabledIf("corporaAreHere")
  void printedDatesAreReadAsTheirPublishersMeantThem() throws IOException {
    int right = 0;
    int total = 0;
    StringBuilder misses = new StringBuilder();
    for (String line : Files.readAllLines(TABLE)) {
      JsonNode row = MessageCodec.mapper().readTree(line);
      String expected = row.path("expected").asText(null);
      String actual = read(row);
      total++;
      if (String.valueOf(expected).equals(actual)) right++;
      else misses.append("%s → %s, expected %s%n".formatted(row.get("printed"), actual, expected));
    }

    System.out.printf("printed dates: %d of %d%n%s", right, total, misses);
    assertThat((double) right / total).isGreaterThan(0.5);
  }

  private static String read(JsonNode row) {
    ZoneId zone = ZoneId.of(row.path("zone").asText("UTC").replace("null", "UTC"));
    Optional<PublicationTime> time =
        PrintedTimeReader.read(
            row.get("printed").asText(),
            new TimeContext(
                List.of(row.path("lang").asText("en")),
                zone,
                Instant.parse("2026-11-24T00:00:00Z"),
                Provenance.VISIBLE_TEXT));
    return String.valueOf(
        time.flatMap(
                t ->
                    switch (t.precision()) {
                      case MINUTE ->
                          Optional.of(
                              t.date().orElseThrow().atTime(t.time().orElseThrow()).toString());
                      default -> t.iso();
                    })
            .orElse(null));
  }
}
