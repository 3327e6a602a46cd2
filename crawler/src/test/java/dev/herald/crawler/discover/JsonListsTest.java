package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source.JsonPaths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class JsonListsTest {
  @Test
  void theStatementsOfAnInterfaceOfWordPressAreFound() {
    String posts =
        list(
            """
            {"id": #, "date": "2026-02-1#T10:30:00", "date_gmt": "2026-02-1#T09:30:00",
             "modified": "2026-03-01T08:00:00", "slug": "report-#", "type": "post",
             "guid": {"rendered": "https://press.example/?p=#"},
             "link": "https://press.example/2026/report-#/", "author": 1,
             "title": {"rendered": "Report # on the harbour of Northport"},
             "excerpt": {"rendered": "<p>The committee adopted report # on the harbour.</p>"},
             "_links": {"self": [{"href": "https://press.example/wp-json/wp/v2/posts/#"}]}}
            """);

    assertThat(find(posts))
        .contains(paths("$[*]", "$.link", "$.title.rendered", "$.date", Optional.empty()));
  }

  @Test
  void soAreThoseThatStandDeepWithMomentsInNumbers() {
    String answer =
        """
        {"status": "ok", "menu": [{"name": "Home"}, {"name": "Press"}, {"name": "Contact"}],
         "data": {"next": "/api/news?page=2", "rows": %s}}
        """
            .formatted(
                list(
                    """
                    {"id": 177202080#, "image": "/media/#.jpg", "path": "/news/#",
                     "headline": "Report # on the harbour of Northport",
                     "summary": "The committee adopted report # on the harbour on Monday.",
                     "publishedAt": 177202080#000}
                    """));

    assertThat(find(answer))
        .contains(
            paths(
                "$.data.rows[*]",
                "$.path",
                "$.headline",
                "$.publishedAt",
                Optional.of("$.data.next")));
  }

  @Test
  void withoutAddressesThereIsNothingToRead() {
    assertThat(find(list("{\"id\": #, \"title\": \"Report # on the harbour\"}"))).isEmpty();
    assertThat(find("<html></html>")).isEmpty();
    assertThat(find("{}")).isEmpty();
  }

  private static JsonPaths paths(
      String items, String link, String title, String published, Optional<String> next) {
    return new JsonPaths(items, link, Optional.of(title), Optional.of(published), next);
  }

  private static String list(String item) {
    return IntStream.range(1, 6)
        .mapToObj(number -> item.replace("#", String.valueOf(number)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Optional<JsonPaths> find(String text) {
    return JsonLists.find(
        new Answer(
            HttpUrl.get("https://press.example/api/news"),
            ByteString.encodeUtf8(text),
            Optional.of("application/json"),
            List.of("en"),
            ZoneOffset.UTC,
            Instant.parse("2026-03-01T00:00:00Z")));
  }
}
