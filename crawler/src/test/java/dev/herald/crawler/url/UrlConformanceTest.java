package dev.herald.crawler.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.url.Conformance.Score;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the URL standard's own test data, beside what OkHttp alone does with it.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class UrlConformanceTest {
  private static List<JsonNode> rows(String kind) {
    return Conformance.rows("urls.jsonl").stream()
        .filter(row -> row.path("kind").asText().equals(kind))
        .toList();
  }

  private static Optional<HttpUrl> base(JsonNode row) {
    return Optional.ofNullable(row.path("base").textValue()).flatMap(CanonicalUrl::parse);
  }

  @Test
  void httpUrlsResolveAsBrowsersResolveThem() {
    Score ours = new Score("urls resolve, ours");
    Score fetchable = new Score("urls resolve to what can be fetched");
    Score bare = new Score("urls resolve, OkHttp alone");
    Score otherHost = new Score("urls resolve, same host or refused");
    for (JsonNode row : rows("resolve")) {
      String input = row.path("input").asText();
      Optional<HttpUrl> base = base(row);
      boolean http = row.path("protocol").asText().matches("https?:");
      boolean mustFail =
          row.has("failure")
              && (base.isPresent() || input.strip().toLowerCase(Locale.ROOT).startsWith("http"));
      if (!http && !mustFail) continue;
      Optional<HttpUrl> url =
          base.isPresent() ? CanonicalUrl.resolve(base.get(), input) : CanonicalUrl.parse(input);
      Optional<HttpUrl> plain =
          Optional.ofNullable(base.isPresent() ? base.get().resolve(input) : HttpUrl.parse(input));
      String expected = row.path("href").asText("");
      String href = UrlReader.read(base, input, StandardCharsets.UTF_8).orElse("");
      ours.count(href.equals(expected), row + " gave " + href);
      fetchable.count(url.map(HttpUrl::toString).orElse("").equals(expected), row + " gave " + url);
      bare.count(plain.map(HttpUrl::toString).orElse("").equals(expected), "");
      String host = row.path("hostname").asText();
      otherHost.count(
          url.isEmpty() || url.get().host().equals(host.replaceAll("[\\[\\]]", "")),
          row + " gave " + url);
    }

    System.out.println(ours + "\n" + fetchable + "\n" + bare + "\n" + otherHost);
    fetchable.misses().forEach(System.out::println);
    assertThat(ours.misses()).isEmpty();
    assertThat(otherHost.misses()).isEmpty();
    // What resolves to port 0 or to a host with empty labels names no place that could be asked:
    // it is refused, and nothing else may be.
    assertThat(fetchable.misses())
        .allMatch(miss -> miss.endsWith("gave Optional.empty"))
        .allMatch(miss -> miss.contains("\"port\":\"0\"") || miss.contains("./\""));
  }

  @Test
  void otherSchemesAreRefused() {
    List<JsonNode> others =
        rows("resolve").stream()
            .filter(row -> row.has("protocol") && !row.path("protocol").asText().startsWith("http"))
            .toList();

    assertThat(others)
        .hasSizeGreaterThan(100)
        .allSatisfy(row -> assertThat(CanonicalUrl.parse(row.path("input").asText())).isEmpty());
  }

  @Test
  void canonicalUrlsAreWhatNormalisersAgreeOn() {
    Score normalise = new Score("urls normalise");
    for (JsonNode row : rows("normalise")) {
      String expected = row.path("output").asText("");
      Optional<HttpUrl> url = CanonicalUrl.parse(row.path("input").asText());
      if (!expected.startsWith("http://") && !expected.startsWith("https://") && url.isEmpty())
        continue;
      String canonical = url.map(CanonicalUrl::canonical).map(HttpUrl::toString).orElse("");
      normalise.count(canonical.equals(expected), row + " gave " + canonical);
    }
    Score tracking = new Score("urls strip-tracking");
    for (JsonNode row : rows("strip-tracking")) {
      String input = row.path("input").asText();
      if (!input.startsWith("https://example.com")) continue;
      String stripped =
          CanonicalUrl.parse(input)
              .map(CanonicalUrl::withoutTracking)
              .map(HttpUrl::toString)
              .orElse("");
      tracking.count(stripped.equals(row.path("output").asText()), row + " gave " + stripped);
    }

    System.out.println(normalise + "\n" + tracking);
    normalise.misses().forEach(System.out::println);
    tracking.misses().forEach(System.out::println);
    // Parameters keep their order here (5 rows) and their escapes, a host without a scheme is no
    // URL, and "ref" goes only when it names the page's own host.
    assertThat(normalise.share()).isGreaterThan(0.85);
    assertThat(tracking.share()).isGreaterThan(0.8);
  }

  @Test
  void hostNamesAreEncodedAsTheStandardSays() {
    Score ascii = new Score("urls toascii");
    Score bare = new Score("urls toascii, OkHttp alone");
    for (JsonNode row : rows("toascii")) {
      String expected = row.path("output").asText("");
      String input = row.path("input").asText();
      String url = "https://" + input + "/x";
      String host =
          UrlReader.read(Optional.empty(), url, StandardCharsets.UTF_8)
              .map(href -> href.substring(8, href.indexOf('/', 8)))
              .orElse("");
      ascii.count(host.equals(expected.equals("null") ? "" : expected), row + " gave " + host);
      HttpUrl plain = HttpUrl.parse(url);
      bare.count(
          (plain == null ? "" : plain.host()).equals(expected.equals("null") ? "" : expected), "");
    }

    System.out.println(ascii + "\n" + bare);
    ascii.misses().forEach(System.out::println);
    assertThat(ascii.share()).isGreaterThan(0.9);
  }

  @Test
  void queriesAreSentInThePagesEncoding() {
    Score score = new Score("urls percent-encode-query");
    HttpUrl base = CanonicalUrl.parse("https://press.example/").orElseThrow();
    for (JsonNode row : rows("percent-encode-query"))
      for (var expected : row.path("output").properties()) {
        String query =
            Percent.encode(
                row.path("input").asText(),
                Percent.EscapeSet.QUERY,
                Charset.forName(expected.getKey()));
        score.count(query.equals(expected.getValue().asText()), row + " gave " + query);
        assertThat(CanonicalUrl.resolve(base, "?" + row.path("input").asText())).isPresent();
      }

    System.out.println(score);
    score.misses().forEach(System.out::println);
    assertThat(score.share()).isGreaterThan(0.9);
  }
}
