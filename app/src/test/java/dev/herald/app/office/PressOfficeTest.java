package dev.herald.app.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.app.office.OfficeClient.Answer;
import dev.herald.app.office.Oracle.Entry;
import dev.herald.app.office.Oracle.State;
import dev.herald.app.office.PressOfficeOptions.Faults;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressOfficeTest {
  @TempDir Path folder;

  private final OfficeClient client = new OfficeClient();

  @Test
  void aNewStatementIsListedAtOnceAndReadsAsTheOracleSays() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      String url = office.publish("commons").getFirst();

      Entry entry = office.oracle().find(url).orElseThrow();
      String page = client.get(url).body().utf8();
      assertThat(Jsoup.parse(page).select("h1").text()).isEqualTo(entry.latest().title());
      assertThat(client.get(base(office, "commons") + "/news/feed.xml").body().utf8())
          .contains(url);
    }
  }

  @Test
  void aSilentEditChangesTheContentAndNothingElse() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      for (String url : firstOfEach(office)) {
        Entry before = office.oracle().find(url).orElseThrow();

        for (int i = 0; i < 6; i++) office.edit(url);

        Entry after = office.oracle().find(url).orElseThrow();
        assertThat(after.versions()).hasSize(7);
        assertThat(
                new HashSet<>(after.versions().stream().map(Oracle.Version::paragraphs).toList()))
            .as("versions of %s", url)
            .hasSizeGreaterThanOrEqualTo(4);
        assertThat(after.versions().get(1).paragraphs())
            .isNotEqualTo(after.versions().get(0).paragraphs());
        assertThat(after.instant()).isEqualTo(before.instant());
      }
    }
  }

  @Test
  void aWithdrawnStatementAnswersAsTheOracleSaysAndLeavesTheListing() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      Set<State> seen = new HashSet<>();
      for (String url : office.publish("commons", 12)) {
        office.withdraw(url);

        Entry entry = office.oracle().find(url).orElseThrow();
        seen.add(entry.state());
        assertThat(client.get(url).status())
            .isEqualTo(
                switch (entry.state()) {
                  case PUBLISHED -> -1;
                  case NOT_FOUND -> 404;
                  case GONE -> 410;
                  case SOFT_NOT_FOUND -> 200;
                });
        assertThat(client.get(url).body().utf8()).doesNotContain(entry.latest().title());
        assertThat(client.get(base(office, "commons") + "/news/feed.xml").body().utf8())
            .doesNotContain(url);
      }
      assertThat(seen).containsExactlyInAnyOrder(State.NOT_FOUND, State.GONE, State.SOFT_NOT_FOUND);
    }
  }

  @Test
  void anUnchangedPageAnswers304UntilItIsEdited() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      String url = office.oracle().statements().getFirst().url();
      String etag = client.get(url).header("etag");

      Answer unchanged = client.get(url, Map.of("If-None-Match", etag));
      office.edit(url);
      Answer changed = client.get(url, Map.of("If-None-Match", etag));

      assertThat(unchanged.status()).isEqualTo(304);
      assertThat(changed.status()).isEqualTo(200);
      assertThat(office.requests().counts())
          .filteredOn(count -> url.endsWith(count.path()))
          .containsExactly(
              new RequestLog.Count(
                  "commons.localhost", url.replaceFirst("http://[^/]+", ""), 3, 2, 1, 0));
    }
  }

  @Test
  void aKilledOfficeGoesOnWithTheSameOracle() throws IOException {
    Oracle before;
    int port;
    try (PressOffice office = PressOffice.start(quiet())) {
      List<String> urls = office.publish("commons", 3);
      office.edit(urls.get(0));
      office.edit(urls.get(0));
      office.withdraw(urls.get(1));
      office.withdraw(urls.get(2));
      office.restore(urls.get(2));
      before = office.oracle();
      port = office.port();
    }
    Files.writeString(
        folder.resolve("journal.jsonl"), "{\"event\":\"publi", StandardOpenOption.APPEND);

    try (PressOffice office = PressOffice.start(quiet())) {
      assertThat(office.port()).isEqualTo(port);
      assertThat(office.oracle()).isEqualTo(before);
      office.publish("commons");
    }
    try (PressOffice office = PressOffice.start(quiet())) {
      assertThat(office.oracle().statements()).hasSizeGreaterThan(before.statements().size());
    }
  }

  @Test
  void anotherSeedOnTheSameJournalIsRefused() throws IOException {
    PressOffice.start(quiet()).close();

    assertThatThrownBy(() -> PressOffice.start(quiet().withSeed(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begun with another seed");
  }

  @Test
  void aPortInUseIsReported() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      assertThatThrownBy(
              () ->
                  PressOffice.start(
                      PressOfficeOptions.quiet(folder.resolve("other")).withPort(office.port())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port %d is in use".formatted(office.port()));
    }
  }

  @Test
  void faultsHappenAtTheAskedShareAndOfEveryKind() throws IOException {
    var faults = new Faults(0.2, Duration.ZERO);
    try (PressOffice office = PressOffice.start(quiet().withFaults(faults))) {
      String url = base(office, "commons") + "/news/feed.xml";
      Map<String, Integer> outcomes = new HashMap<>();
      for (int i = 0; i < 600; i++) outcomes.merge(outcome(url), 1, Integer::sum);

      int good = outcomes.getOrDefault("good", 0);
      assertThat(600 - good).isBetween(80, 160);
      assertThat(outcomes).containsKeys("500", "503", "cut", "half");
      assertThat(client.get(base(office, "commons") + "/robots.txt").status()).isEqualTo(200);
    }
  }

  @Test
  void itActsByItselfAtItsPace() throws Exception {
    Duration often = Duration.ofMillis(5);
    var options = quiet().withPace(new PressOfficeOptions.Pace(often, often, often));
    try (PressOffice office = PressOffice.start(options)) {
      long stock = office.publications().total();
      Instant deadline = Instant.now().plusSeconds(20);
      while (office.publications().total() < stock + 5
          || office.publications().edits() < 5
          || office.publications().withdrawals() < 5) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void thousandsArePublishedAtOnceAndAllListed() throws IOException {
    try (PressOffice office = PressOffice.start(quiet().withListed(5000))) {
      List<String> urls = office.publish("commons", 3000);

      String feed = client.get(base(office, "commons") + "/news/feed.xml").body().utf8();
      assertThat(
              new HashSet<>(
                  Jsoup.parse(feed, org.jsoup.parser.Parser.xmlParser())
                      .select("item > link")
                      .eachText()))
          .containsAll(urls);
    }
  }

  @Test
  void theOracleIsServedToOtherProcesses() throws IOException {
    try (PressOffice office = PressOffice.start(quiet())) {
      String root = "http://office.localhost:" + office.port();

      JsonNode oracle =
          MessageCodec.mapper().readTree(client.get(root + "/oracle.json").body().toByteArray());
      Oracle read =
          MessageCodec.read(client.get(root + "/oracle.json").body().toByteArray(), Oracle.class);

      assertThat(oracle.get("statements")).hasSize(office.oracle().statements().size());
      assertThat(read).isEqualTo(office.oracle());
      assertThat(client.get(root + "/requests.json").status()).isEqualTo(200);
      assertThat(client.get(root + "/").body().utf8())
          .contains(office.institutions().getFirst().url());
    }
  }

  private String outcome(String url) {
    try {
      Answer answer = client.get(url);
      if (answer.status() != 200) return Integer.toString(answer.status());
      String text = answer.body().string(StandardCharsets.UTF_8);
      return text.endsWith("</rss>") ? "good" : "half";
    } catch (IOException e) {
      return "cut";
    }
  }

  private PressOfficeOptions quiet() {
    return PressOfficeOptions.quiet(folder)
        .withClock(Clock.fixed(Instant.parse("2026-03-05T10:20:30Z"), ZoneOffset.UTC));
  }

  private static String base(PressOffice office, String institution) {
    return office.room(institution).base();
  }

  private static List<String> firstOfEach(PressOffice office) {
    return office.institutions().stream()
        .map(institution -> office.room(institution.id()))
        .map(room -> room.listed(room.site().mainLanguage(), 0, 1).getFirst().url())
        .toList();
  }
}
