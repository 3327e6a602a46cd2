package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the tests of crawler-commons and against sitemaps that are broken, hostile or odd.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class SitemapConformanceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void sitemapsAreReadAsFarAsTheyGo() {
    Score score = new Score("sitemaps");
    int modes = 0;
    for (JsonNode row : Conformance.rows("sitemaps.jsonl")) {
      if (isMode(row)) {
        modes++;
        continue;
      }
      Listed listed = SitemapReader.read(answer(row), url(row.path("url").asText()));
      Optional<String> miss = miss(row, listed);
      score.count(
          miss.isEmpty(),
          "%s %s: %s".formatted(row.path("source").asText(), row.path("id").asText(), miss));
    }

    System.out.println(score);
    System.out.println("  not counted: %d modes of the library that refuse more".formatted(modes));
    score.misses().forEach(miss -> System.out.println("  " + miss));
    assertThat(score.misses()).isEmpty();
  }

  /// The same sitemaps are there without these modes, in which crawler-commons takes no pages above
  /// the sitemap's folder and none of a wrong namespace. Publishers do both.
  private static boolean isMode(JsonNode row) {
    boolean strict = row.path("strict").asBoolean();
    boolean refused = row.path("expected").path("error").asBoolean();
    return (refused && row.path("strict_namespace").asBoolean())
        || (strict && row.path("source").asText().endsWith("testLenientParser"));
  }

  private static Optional<String> miss(JsonNode row, Listed listed) {
    JsonNode expected = row.path("expected");
    List<HttpUrl> found =
        Stream.concat(listed.more().stream(), listed.items().stream().map(Item::url)).toList();
    if (expected.path("entries_or_error").asBoolean()) {
      boolean all = found.size() >= expected.path("min_entries_if_partial").asInt(0);
      boolean said = !found.isEmpty() || !listed.problems().isEmpty();
      return all && said ? Optional.empty() : Optional.of(listed.toString());
    }
    if (expected.path("error").asBoolean())
      return found.isEmpty() && !listed.problems().isEmpty()
          ? Optional.empty()
          : Optional.of("no error, but " + found);
    if (expected.has("entry_count"))
      return found.isEmpty() ? Optional.of("nothing found") : Optional.empty();
    return entriesMiss(row, listed, found);
  }

  private static Optional<String> entriesMiss(JsonNode row, Listed listed, List<HttpUrl> found) {
    List<JsonNode> wanted = new ArrayList<>();
    for (JsonNode entry : row.path("expected").path("entries"))
      if (isOfThisSite(row, entry)) wanted.add(entry);
    List<HttpUrl> urls = wanted.stream().map(entry -> url(entry.path("loc").asText())).toList();
    if (row.path("expected").path("index").asBoolean())
      return Set.copyOf(found).equals(Set.copyOf(urls))
          ? Optional.empty()
          : Optional.of(found + ", expected " + urls);
    if (!found.equals(urls)) return Optional.of(found + ", expected " + urls);
    for (int i = 0; i < urls.size(); i++) {
      Optional<String> miss = itemMiss(wanted.get(i), listed.items().get(i));
      if (miss.isPresent()) return miss;
    }
    return Optional.empty();
  }

  private static Optional<String> itemMiss(JsonNode wanted, Item item) {
    String expected = wanted.path("lastmod").asText("");
    // A feed that serves as a sitemap names the time of publication instead.
    Optional<Instant> hint =
        expected.isEmpty() ? item.changed() : item.changed().or(() -> item.published().earliest());
    if (wanted.has("lastmod") && !hint.map(Instant::toString).orElse("").equals(expected))
      return Optional.of("changed %s, expected %s".formatted(hint, expected));
    JsonNode news = wanted.path("NEWS").path(0);
    String title = wanted.path("news_title").asText(news.path("title").asText(""));
    if (!title.isEmpty() && !item.title().orElse("").equals(title))
      return Optional.of(item.title() + ", expected " + title);
    String date = wanted.path("news_date").asText(news.path("publication_date").asText(""));
    Optional<Instant> at = item.published().earliest();
    if (!date.isEmpty()
        && !at.equals(
            Optional.of(Instant.parse(date.replaceFirst("T(\\d\\d:\\d\\d)Z", "T$1:00Z")))))
      return Optional.of(at + ", expected " + date);
    return Optional.empty();
  }

  /// Those of other hosts are to be dropped; those beside the sitemap's folder are its site's own.
  private static boolean isOfThisSite(JsonNode row, JsonNode entry) {
    return entry.path("valid").asBoolean(true)
        || url(entry.path("loc").asText()).host().equals(url(row.path("url").asText()).host());
  }

  private static HttpUrl url(String text) {
    return CanonicalUrl.parse(text).orElseThrow();
  }

  private static Answer answer(JsonNode row) {
    ByteString bytes =
        row.has("content_b64")
            ? ByteString.decodeBase64(row.path("content_b64").asText())
            : ByteString.encodeUtf8(row.path("content").asText());
    return new Answer(
        url(row.path("url").asText()),
        bytes == null ? ByteString.EMPTY : bytes,
        Optional.ofNullable(row.path("content_type").textValue()),
        List.of(),
        ZoneOffset.UTC,
        NOW);
  }
}
