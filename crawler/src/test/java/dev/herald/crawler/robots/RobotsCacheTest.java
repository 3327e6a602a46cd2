package dev.herald.crawler.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.robots.RobotsReader.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class RobotsCacheTest {
  private static final HttpUrl PAGE = HttpUrl.get("https://press.example/7");

  private final TestClock clock = new TestClock();
  private final AtomicReference<Answer> answer =
      new AtomicReference<>(
          new Answer.Rules(
              ByteString.encodeUtf8("User-agent: *\nCrawl-delay: 7\n"), Optional.empty()));
  private final RobotsCache robots =
      new RobotsCache((_, _) -> answer.get(), "Herald/0.1", Duration.ofHours(24), clock);

  @Test
  void aFileThatIsGoneKeepsItsDelayForOneMoreDay() {
    assertThat(robots.decide(PAGE).crawlDelay()).contains(Duration.ofSeconds(7));
    answer.set(new Answer.Missing("HTTP 404"));
    clock.advance(Duration.ofHours(25));

    RobotsDecision gone = robots.decide(PAGE);

    assertThat(gone.text()).isEqualTo("allowed (no robots.txt: HTTP 404)");
    assertThat(gone.crawlDelay()).contains(Duration.ofSeconds(7));
    clock.advance(Duration.ofHours(25));
    assertThat(robots.decide(PAGE).crawlDelay()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackKeepsNoFileForMonths() {
    clock.advance(Duration.ofDays(300));
    robots.decide(PAGE);
    clock.advance(Duration.ofDays(-300));
    answer.set(
        new Answer.Rules(ByteString.encodeUtf8("User-agent: *\nDisallow: /\n"), Optional.empty()));

    assertThat(robots.decide(PAGE).verdict()).isEqualTo(RobotsDecision.Verdict.DISALLOWED);
  }
}
