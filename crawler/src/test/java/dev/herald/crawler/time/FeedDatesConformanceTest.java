package dev.herald.crawler.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Measures the reader of feed dates on the conformance suite, when it is here.
class FeedDatesConformanceTest {
  private static final Path SUITE =
      Path.of(System.getProperty("herald.corpora", ""), "conformance", "dates.jsonl");

  static boolean suiteIsHere() {
    boolean here = Files.isReadable(SUITE);
    if (!here) System.out.println("feed dates: not measured, no suite at " + SUITE);
    return here;
  }

  @Test
  @EnabledIf("suiteIsHere")
  void feedDatesAreReadAndBrokenOnesRefused() throws IOException {
    List<String> misses = new ArrayList<>();
    int total = 0;
    int inventions = 0;
    for (String line : Files.readAllLines(SUITE)) {
      JsonNode row = MessageCodec.mapper().readTree(line);
      String input = row.get("input").asText();
      Optional<String> expected = Optional.ofNullable(row.get("expected").textValue());
      Optional<PublicationTime> actual = FeedDates.parse(input, zone(row));
      total++;
      if (matches(actual, expected)) continue;
      if (expected.isEmpty()) inventions++;
      misses.add(
          "%s → %s, expected %s".formatted(input, actual.flatMap(PublicationTime::iso), expected));
    }

    System.out.printf(
        "feed dates: %d of %d (library: ROME 82, java.time 66 of 160)%n",
        total - misses.size(), total);
    misses.forEach(miss -> System.out.println("  " + miss));
    assertThat(inventions).isZero();
    assertThat((double) (total - misses.size()) / total).isGreaterThanOrEqualTo(0.97);
  }

  /// The Korean blog hosts of the suite print Korean time without a zone.
  private static ZoneId zone(JsonNode row) {
    String family = row.get("family").asText();
    return family.equals("nate") || family.equals("onblog")
        ? ZoneId.of("Asia/Seoul")
        : ZoneOffset.UTC;
  }

  private static boolean matches(Optional<PublicationTime> actual, Optional<String> expected) {
    if (expected.isEmpty()) return actual.isEmpty();
    return switch (expected.get()) {
      case "PARSEABLE" -> actual.isPresent();
      case "INVALID" -> true;
      default -> actual.flatMap(PublicationTime::earliest).equals(expected.map(Instant::parse));
    };
  }
}
