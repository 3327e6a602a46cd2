package dev.herald.dashboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import dev.herald.indexer.read.SearchResult.Copy;
import dev.herald.indexer.read.SearchResult.Hit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyViewsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "B en | Also published by B",
        "B en, B fa, C en | Also published by B and C",
        "B en, C en, D en, E en, F en | Also published by B, C, D and 2 more",
        "A fa, A tr | Also in Persian and Turkish",
        "A en | Published 1 more time"
      })
  void whoElsePublishedItIsSaidInAFewWords(String copies, String words) {
    assertThat(CopyViews.also(hit(copies))).isEqualTo(words);
  }

  private static Hit hit(String copies) {
    List<Copy> all =
        Arrays.stream(copies.split(", ", -1))
            .filter(copy -> !copy.isEmpty())
            .map(copy -> copy(copy.split(" ", -1)))
            .toList();
    return new Hit(
        "1",
        "https://press.example/1",
        "a",
        "A",
        "ministry",
        "XX",
        "press-release",
        "en",
        "Title",
        "Title",
        List.of(),
        PublicationTime.UNKNOWN,
        Instant.EPOCH,
        Instant.EPOCH,
        Cause.PUBLISHED,
        1,
        List.of(),
        all);
  }

  private static Copy copy(String[] institutionAndLanguage) {
    return new Copy(
        "2",
        "https://press.example/2",
        "b",
        institutionAndLanguage[0],
        "XX",
        institutionAndLanguage[1],
        "Title",
        PublicationTime.UNKNOWN,
        Instant.EPOCH);
  }
}
