package dev.herald.crawler.robots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against Google's, protego's and crawler-commons' own cases, beside crawler-commons alone.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class RobotsConformanceTest {
  private static final HttpUrl SITE =
      CanonicalUrl.parse("http://domain.com/robots.txt").orElseThrow();

  private static ByteString content(JsonNode row) {
    return row.has("robots")
        ? ByteString.encodeUtf8(row.path("robots").asText())
        : ByteString.of(Base64.getDecoder().decode(row.path("robots_b64").asText()));
  }

  private static List<String> agents(JsonNode row) {
    List<String> agents = new ArrayList<>();
    if (row.path("agent").isArray()) row.path("agent").forEach(a -> agents.add(a.asText()));
    else agents.add(row.path("agent").asText("anybot"));
    return agents;
  }

  private static HttpUrl url(JsonNode row) {
    String url = row.path("url").asText();
    return CanonicalUrl.resolve(SITE, url).orElse(SITE.newBuilder().encodedPath("/").build());
  }

  private static boolean bare(JsonNode row) {
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    parser.setExactUserAgentMatching(true);
    List<String> agents = agents(row).stream().map(a -> a.toLowerCase(Locale.ROOT)).toList();
    if (agents.contains("*")) return false; // it throws
    return parser
        .parseContent(SITE.toString(), content(row).toByteArray(), "text/plain", agents)
        .isAllowed(row.path("url").asText());
  }

  @Test
  void decisionsAreThoseOfTheStandard() {
    Map<String, Score> ours = new TreeMap<>();
    Map<String, Score> bare = new TreeMap<>();
    for (JsonNode row : Conformance.rows("robots.jsonl")) {
      if (row.has("disputed")) continue;
      String profile = row.path("profile").asText();
      boolean expected = row.path("allowed").asBoolean();
      RobotsDecision decision = RobotsRules.parse(content(row), SITE, agents(row)).decide(url(row));
      ours.computeIfAbsent(profile, p -> new Score("robots " + p + ", ours"))
          .count(
              (decision.verdict() == RobotsDecision.Verdict.ALLOWED) == expected,
              row + " gave " + decision.text());
      bare.computeIfAbsent(profile, p -> new Score("robots " + p + ", crawler-commons alone"))
          .count(bare(row) == expected, "");
    }

    ours.values().forEach(System.out::println);
    bare.values().forEach(System.out::println);
    Score rfc = ours.getOrDefault("rfc", new Score("none"));
    rfc.misses().forEach(System.out::println);
    ours.getOrDefault("path-only", rfc).misses().forEach(System.out::println);
    assertThat(rfc.share()).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void crawlDelaysAndSitemapsAreRead() {
    Score score = new Score("robots-extra");
    for (JsonNode row : Conformance.rows("robots-extra.jsonl")) {
      HttpUrl site = CanonicalUrl.parse(row.path("robots_url").asText("")).orElse(SITE);
      RobotsRules rules = RobotsRules.parse(content(row), site, agents(row));
      if (row.has("crawl_delay_ms")) {
        long delay = rules.crawlDelay().map(Duration::toMillis).orElse(-1L);
        score.count(delay == row.path("crawl_delay_ms").asLong(-1), row + " gave " + delay);
      } else {
        List<String> expected = new ArrayList<>();
        row.path("sitemaps").forEach(s -> expected.add(s.asText()));
        score.count(rules.sitemaps().equals(expected), row + " gave " + rules.sitemaps());
      }
    }

    System.out.println(score);
    assertThat(score.misses()).isEmpty();
  }
}
