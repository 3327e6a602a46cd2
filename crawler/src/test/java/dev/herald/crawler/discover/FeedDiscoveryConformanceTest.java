package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the autodiscovery tests of the feed validator.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class FeedDiscoveryConformanceTest {
  @Test
  void theFeedsThatAPageDeclaresAreFound() {
    Score score = new Score("feed discovery");
    for (JsonNode row : Conformance.rows("feed-discovery.jsonl")) {
      HttpUrl url = HttpUrl.get(row.path("base").asText());
      Document page = Jsoup.parse(row.path("html").asText(), url.toString());
      List<String> found =
          HomePage.declaredFeeds(page, HomePage.base(page, url)).stream()
              .map(feed -> comparable(feed.toString()))
              .toList();
      List<String> expected = new ArrayList<>();
      for (JsonNode feed : row.path("expected")) expected.add(comparable(feed.asText()));
      score.count(
          found.equals(expected), "%s: %s, expected %s".formatted(row.path("id"), found, expected));
    }

    System.out.println(score);
    score.misses().forEach(miss -> System.out.println("  " + miss));
    assertThat(score.misses()).isEmpty();
  }

  /// The expected values come from Python, which takes `http://` inside a path for `http:/`.
  private static String comparable(String url) {
    return url.replaceAll("(?<=.{8})//", "/");
  }
}
