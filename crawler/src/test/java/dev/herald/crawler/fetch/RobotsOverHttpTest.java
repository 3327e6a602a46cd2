package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.robots.RobotsRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What answers to robots.txt mean for the page behind it.
class RobotsOverHttpTest {
  private final TestClock clock = new TestClock();
  private final AtomicReference<String> robots = new AtomicReference<>("");
  private final RawServer server =
      new RawServer(
          (request, socket) ->
              RawServer.send(
                  socket,
                  request.path().equals("/robots.txt")
                      ? robots.get()
                      : RawServer.answer("200 OK", "", "statement")),
          true);
  private final HttpFetcher fetcher =
      Fetchers.of(Fetchers.config(Map.of("press.example", server.port())), clock, Dns.SYSTEM);

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad", "401 Who", "403 No", "404 Not Found", "410 Gone", "451 Law"})
  void withoutARobotsTxtEverythingIsAllowed(String status) {
    robots.set(RawServer.answer(status, "", "User-agent: *\nDisallow: /\n"));

    assertThat(fetch())
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            fetched ->
                assertThat(fetched.page().robots())
                    .isEqualTo(
                        "allowed (no robots.txt: HTTP %s)".formatted(status.substring(0, 3))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"500 Broken", "502 Gateway", "503 Busy", "504 Late", "429 Slowly"})
  void aRobotsTxtThatCannotBeReadHoldsEverythingBack(String status) {
    robots.set(RawServer.answer(status, "", ""));

    FetchResult held = fetch();

    assertThat(held)
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> {
              assertThat(failed.transientFailure()).isTrue();
              assertThat(failed.retryAfter()).isPresent();
              assertThat(failed.reason()).contains("HTTP " + status.substring(0, 3));
            });
    assertThat(asked()).containsExactly("/robots.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"503 Busy", "429 Slowly"})
  void robotsTxtIsLeftAloneUntilItsRetryAfter(String status) {
    robots.set(RawServer.answer(status, "Retry-After: 3600\r\n", ""));
    FetchResult first = fetch();
    clock.advance(Duration.ofMinutes(59));
    FetchResult second = fetch();
    robots.set(RawServer.answer("200 OK", "", "User-agent: *\nDisallow:\n"));
    clock.advance(Duration.ofMinutes(1));

    FetchResult third = fetch();

    assertThat(first)
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> assertThat(failed.retryAfter()).contains(Duration.ofHours(1)));
    assertThat(second)
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> assertThat(failed.retryAfter()).contains(Duration.ofMinutes(1)));
    assertThat(third).isInstanceOf(FetchResult.Fetched.class);
    assertThat(asked()).containsExactly("/robots.txt", "/robots.txt", "/7");
  }

  @Test
  void aRuleThatTheBoundCutsInTwoForbidsNothing() {
    String start = "User-agent: *\n#";
    String rule = "\nDisallow: /";
    String filled =
        start + "#".repeat(RobotsRules.MAX_BYTES - start.length() - rule.length()) + rule;
    robots.set(RawServer.answer("200 OK", "", filled + "archive\n"));

    assertThat(fetch()).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void anEarlierCopyGoesOnWhileTheFileCannotBeRead() {
    robots.set(RawServer.answer("200 OK", "", "User-agent: *\nDisallow: /private\n"));
    fetch();
    clock.advance(Duration.ofHours(25));
    robots.set(RawServer.answer("500 Broken", "", ""));

    FetchResult open = fetch();
    FetchResult closed = fetcher.fetch(Fetchers.page("http://press.example/private/7"));

    assertThat(open).isInstanceOf(FetchResult.Fetched.class);
    assertThat(closed).isInstanceOf(FetchResult.Refused.class);
  }

  private FetchResult fetch() {
    return fetcher.fetch(Fetchers.page("http://press.example/7"));
  }

  private List<String> asked() {
    return server.requests.stream().map(RawServer.Request::path).toList();
  }
}
