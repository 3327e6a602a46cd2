package dev.herald.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.dashboard.archive.ArchiveDesk.Archived;
import dev.herald.dashboard.archive.ArchiveDesk.Field;
import dev.herald.dashboard.archive.ArchiveDesk.Tried;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivedAnswersTest {
  private static final String URL = "https://press.example/news";
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String PAGE =
      """
      <html lang="en"><head><title>x</title></head><body>
      <nav><a href="/">Home</a></nav>
      <h1 class="headline">The harbour opens</h1><p class="date">24 November 2026</p>
      <div class="text"><p>The committee adopted the report on the harbour of Northport, which names
      what has to be repaired before spring, and sends it to the government for its answer.</p>
      <p>Speaker Ada Testwright said the members had weighed every amendment with care.</p></div>
      <ul class="list"><li><a href="/s/1">First</a></li><li><a href="/s/2">Second</a></li></ul>
      </body></html>
      """;

  @TempDir Path folder;
  @AutoClose private ArchivedAnswers answers;

  @BeforeEach
  void archive() throws IOException {
    try (var archive = new WarcArchive(folder, Clock.fixed(NOON, ZoneOffset.UTC))) {
      archive.write(page(NOON.minusSeconds(7_200), 200, PAGE));
      archive.write(page(NOON.minusSeconds(3_600), 403, "<h1>Go away</h1>"));
      archive.sync();
    }
    answers = new ArchivedAnswers(folder);
  }

  @Test
  void beforeAndAfterAreTwoAnswersOfTheSameAddress() throws IOException {
    Archived before = found(NOON.minusSeconds(5_000));
    Archived after = found(NOON);

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.text()).contains("The harbour opens");
    assertThat(after.status()).isEqualTo(403);
    assertThat(after.text()).contains("Go away");
    assertThat(answers.find(URL, NOON.minusSeconds(8_000))).isEmpty();
    assertThat(answers.find("https://press.example/other", NOON)).isEmpty();
    assertThat(answers.find("no address", NOON)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TITLE | .headline | The harbour opens",
        "TITLE | xpath://h1 | The harbour opens",
        "PUBLISHED | .date | 24 November 2026",
        "BODY | .text | The committee adopted",
        "BODY | after .date to .list | The committee adopted",
        "LINKS | .list a | https://press.example/s/1"
      })
  void whatASelectorGivesIsText(Field field, String selector, String text) throws IOException {
    Tried tried = attempt(field, selector);

    assertThat(tried.problem()).isEmpty();
    assertThat(tried.lines()).isNotEmpty().first().asString().contains(text);
    assertThat(tried.lines()).noneMatch(line -> line.contains("<p>"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "BODY | .no-such-thing | nothing",
        "LINKS | .no-such-thing a | ",
        "BODY | p:matches((a+)+$) | regular expressions",
        "BODY | p[class~=(a+)+$] | regular expressions",
        "LINKS | xpath://a | CSS",
        "BODY | div[ | "
      })
  void whatGivesNothingIsSaidWithItsReason(Field field, String selector, String reason)
      throws IOException {
    Tried tried = attempt(field, selector);

    assertThat(tried.lines()).isEmpty();
    assertThat(tried.problem().orElseThrow()).contains(reason == null ? "" : reason);
  }

  @Test
  void aLongListIsCutAndCounted() throws IOException {
    StringBuilder links = new StringBuilder("<ul>");
    for (int i = 0; i < 60; i++)
      links.append("<li><a href='/s/%d'>Item %d</a></li>".formatted(i, i));
    try (var archive = new WarcArchive(folder, Clock.fixed(NOON, ZoneOffset.UTC))) {
      archive.write(page(NOON.minusSeconds(60), 200, links.append("</ul>").toString()));
      archive.sync();
    }

    Tried tried = attempt(Field.LINKS, "li a", NOON);

    assertThat(tried.found()).isEqualTo(60);
    assertThat(tried.lines()).hasSize(20);
  }

  private Archived found(Instant until) throws IOException {
    return answers.find(URL, until).orElseThrow();
  }

  private Tried attempt(Field field, String selector) throws IOException {
    return attempt(field, selector, NOON.minusSeconds(5_000));
  }

  private Tried attempt(Field field, String selector, Instant until) throws IOException {
    return answers.attempt(source(), found(until), field, selector);
  }

  private static FetchedPage page(Instant at, int status, String body) {
    HttpUrl url = HttpUrl.get(URL);
    ByteString bytes = ByteString.encodeUtf8(body);
    return new FetchedPage(
        url,
        url,
        status,
        List.of(),
        List.of("Content-Type: text/html; charset=utf-8"),
        bytes,
        bytes.size(),
        at,
        at,
        "allowed");
  }

  private static Source source() {
    return new Source(
        "press-example",
        "House of Example",
        "AZ",
        "parliament",
        "press-release",
        List.of("en"),
        ZoneId.of("Asia/Baku"),
        Optional.empty(),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
