package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.JsonPaths;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  private static final JsonPaths PATHS =
      new JsonPaths(
          "$.results[*]",
          "$.url",
          Optional.of("$.title.en"),
          Optional.of("$.date"),
          Optional.of("$.links.next"));

  @Test
  void itemsAreReadWhereThePathsPoint() {
    Listed listed =
        read(
            PATHS,
            """
            {"results": [
               {"url": "/news/2", "title": {"en": "Rates &amp; prices"}, "date": "26.02.2026 14:30"},
               {"url": "https://press.example/news/1", "title": {"en": ""}, "date": 1772020800}],
             "links": {"next": "/api/news?page=2"}}
            """);

    assertThat(urls(listed))
        .containsExactly("https://press.example/news/2", "https://press.example/news/1");
    assertThat(listed.items().get(0).title()).contains("Rates & prices");
    assertThat(listed.items().get(0).published().instant())
        .contains(Instant.parse("2026-02-26T10:30:00Z"));
    assertThat(listed.items().get(0).published().provenance()).isEqualTo(Provenance.LISTING);
    assertThat(listed.items().get(1).title()).isEmpty();
    assertThat(listed.items().get(1).published().date()).contains(LocalDate.of(2026, 2, 25));
    assertThat(listed.more()).containsExactly(HttpUrl.get("https://press.example/api/news?page=2"));
  }

  @Test
  void anAddressMayBeMadeOfValues() {
    var paths =
        new JsonPaths(
            "$", "/{$.lang}/news/{$.id}", Optional.empty(), Optional.empty(), Optional.empty());

    Listed listed = read(paths, "[{\"id\": 7, \"lang\": \"az\"}, {\"id\": 8}]");

    assertThat(urls(listed)).containsExactly("https://press.example/az/news/7");
    assertThat(listed.problems())
        .containsExactly(
            "https://press.example/api/news: item 2 has no address at /{$.lang}/news/{$.id}");
  }

  @Test
  void whatIsNoJsonOrHoldsNothingIsSaid() {
    assertThat(read(PATHS, "<html></html>").problems())
        .singleElement()
        .asString()
        .startsWith("https://press.example/api/news: is not JSON: ");
    assertThat(read(PATHS, "{\"error\": \"moved\"}").problems())
        .containsExactly("https://press.example/api/news: nothing stands at $.results[*]");
  }

  @Test
  void theNextPageIsNeverOfAnotherHost() {
    Listed listed =
        read(
            PATHS,
            "{\"results\": [{\"url\": \"/1\"}], \"links\": {\"next\": \"https://other.example/\"}}");

    assertThat(listed.more()).isEmpty();
  }

  private static List<String> urls(Listed listed) {
    return listed.items().stream().map(item -> item.url().toString()).toList();
  }

  private static Listed read(JsonPaths paths, String text) {
    return JsonReader.read(
        new Answer(
            HttpUrl.get("https://press.example/api/news"),
            ByteString.encodeUtf8(text),
            Optional.of("application/json"),
            List.of("en"),
            ZoneId.of("Asia/Baku"),
            Instant.parse("2026-03-01T00:00:00Z")),
        paths);
  }
}
