package dev.herald.crawler.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.fetch.HostHealth;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.robots.RobotsCache;
import dev.herald.crawler.robots.RobotsDecision.Verdict;
import dev.herald.crawler.robots.RobotsReader.Answer;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
  private static final Instant NOW = Instant.parse("2026-02-26T15:10:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final HttpUrl FORBIDDEN =
      CanonicalUrl.parse("https://press.example/private/a").orElseThrow();
  private static final RobotsAuthority PRESS = RobotsAuthority.of(FORBIDDEN);
  private static final Answer RULES =
      new Answer.Rules(
          ByteString.encodeUtf8("User-agent: *\nDisallow: /private/\n"), Optional.of("\"1\""));

  private final List<Optional<String>> asked = new ArrayList<>();
  private HostMemory memory;

  @BeforeEach
  void anEmptyMemory() {
    var database = TestDatabase.create();
    CrawlState.open(database);
    memory = new HostMemory(database);
  }

  @Test
  void aHostThatAskedForPatienceStillGetsItAfterARestart() {
    new HostHealth(at(NOW), memory).throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));

    HostHealth after = new HostHealth(at(NOW.plusSeconds(3_600)), memory);

    assertThat(after.pause(PRESS)).contains(Duration.ofHours(1));
    assertThat(after.troubles().get(PRESS))
        .extracting(HostHealth.Trouble::reason)
        .isEqualTo("HTTP 429");
  }

  @Test
  void aHostThatIsWellAgainIsNotRemembered() {
    HostHealth before = new HostHealth(at(NOW), memory);
    before.throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));
    before.succeeded(PRESS);

    assertThat(new HostHealth(at(NOW), memory).troubles()).isEmpty();
  }

  @Test
  void aPauseBeyondADayIsOfAClockThatWasAndIsNotKept() {
    new HostHealth(at(NOW.plus(DAY)), memory)
        .throttled(PRESS, "HTTP 429", Optional.of(Duration.ofHours(2)));

    assertThat(new HostHealth(at(NOW), memory).troubles()).isEmpty();
  }

  @Test
  void robotsTxtIsNotAskedForAgainWithinItsDayAndStillCounts() {
    robots(NOW, RULES).decide(FORBIDDEN);

    Verdict verdict = robots(NOW.plus(DAY).minusSeconds(1), RULES).decide(FORBIDDEN).verdict();

    assertThat(verdict).isNotEqualTo(Verdict.ALLOWED);
    assertThat(asked).containsExactly(Optional.empty());
  }

  @Test
  void afterItsDayRobotsTxtIsAskedForWithTheRememberedTag() {
    robots(NOW, RULES).decide(FORBIDDEN);
    robots(NOW.plus(DAY), new Answer.Unchanged()).decide(FORBIDDEN);
    Verdict verdict = robots(NOW.plus(DAY).plusSeconds(3_600), RULES).decide(FORBIDDEN).verdict();

    assertThat(asked).containsExactly(Optional.empty(), Optional.of("\"1\""));
    assertThat(verdict).isNotEqualTo(Verdict.ALLOWED);
  }

  @Test
  void thatThereIsNoneIsRememberedAndThatItCannotBeReadIsNot() {
    robots(NOW, new Answer.Unreachable("HTTP 503", Optional.empty())).decide(FORBIDDEN);
    robots(NOW, new Answer.Missing("HTTP 404")).decide(FORBIDDEN);

    assertThat(robots(NOW, RULES).decide(FORBIDDEN).verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(asked).hasSize(2);
  }

  private RobotsCache robots(Instant now, Answer answer) {
    return new RobotsCache(
        (_, etag) -> {
          asked.add(etag);
          return answer;
        },
        "Herald/0.1",
        DAY,
        at(now),
        memory);
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
