package dev.herald.crawler.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.herald.crawler.robots.RobotsDecision.Verdict;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsRulesTest {
  private static final HttpUrl ROBOTS =
      CanonicalUrl.parse("https://press.example/robots.txt").orElseThrow();

  private static RobotsDecision decide(String robots, String path) {
    return RobotsRules.parse(ByteString.encodeUtf8(robots), ROBOTS, List.of("Herald/0.1"))
        .decide(CanonicalUrl.resolve(ROBOTS, path).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "/press/7, disallowed (Disallow: /press)",
    "/press/public/7, allowed (Allow: /press/public)",
    "/speech, allowed (no rule matches)",
    "/report.pdf, disallowed (Disallow: /*.pdf$)",
    "/report.pdf?x, allowed (no rule matches)",
    "/robots.txt, allowed (robots.txt itself)"
  })
  void theDecisionNamesItsRule(String path, String text) {
    String robots =
        """
        User-agent: *
        Disallow: /

        User-agent: herald
        Disallow: /press
        Allow: /press/public
        Disallow: /*.pdf$
        """;

    assertThat(decide(robots, path).text()).isEqualTo(text);
  }

  @Test
  void wildcardsInGreatNumberTakeLittleTime() {
    String robots = "User-agent: *\nDisallow: /" + "*a".repeat(1_000) + "b\n";
    String lines = "User-agent: *\n" + "Disallow: /a*b*c*d/\n".repeat(25_000);

    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          assertThat(decide(robots, "/" + "a".repeat(5_000)).verdict()).isEqualTo(Verdict.ALLOWED);
          assertThat(decide(lines, "/abcabcabc").verdict()).isEqualTo(Verdict.ALLOWED);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r"})
  void aRuleThatTheBoundCutsInTwoIsNone(String lineEnd) {
    String start = "User-agent: *" + lineEnd;
    String rule = "Disallow: /";
    String robots =
        start
            + "#".repeat(RobotsRules.MAX_BYTES - start.length() - 1 - rule.length())
            + lineEnd
            + rule
            + "archive"
            + lineEnd;

    assertThat(decide(robots, "/press").verdict()).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void onlyTheFirst500KibibytesCount() {
    String robots =
        "User-agent: *\n" + "#\n".repeat(RobotsRules.MAX_BYTES / 2) + "Disallow: /press\n";

    assertThat(decide(robots, "/press").verdict()).isEqualTo(Verdict.ALLOWED);
  }
}
