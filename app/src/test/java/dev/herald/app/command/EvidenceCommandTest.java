package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Extraction;
import dev.herald.config.message.Zone;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.evidence.BundleWriter;
import dev.herald.crawler.evidence.DayRoots;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.RequestMemory;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.StoredRequests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {
  private static final HttpUrl URL = HttpUrl.get("https://press.example/1");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2024-03-14T12:00:00Z"), ZoneOffset.UTC);
  private static final String SOURCE =
      """
      id: xx-ministry
      institution: Ministry of Examples
      country: INT
      zone: Europe/Berlin
      languages: [en, ar]
      discovery: [{kind: feed, url: "https://press.example/rss"}]
      """;

  @TempDir Path folder;
  private Revision revision = revision(new Location("", 0));

  @BeforeEach
  void archive() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("config/sources")).resolve("x.yaml"), SOURCE);
    try (WarcArchive archive = new WarcArchive(folder.resolve("data/archive"), NOON)) {
      revision = revision(archive.write(page(200, "a page")));
      archive.answered(page(304, ""));
      archive.refused(HttpUrl.get("https://press.example/secret"), "disallowed (Disallow: /)");
      archive.unanswered(
          HttpUrl.get("https://press.example/slow"), "allowed (no rule)", "the host fell silent");
    }
  }

  @Test
  void whatWasAskedOfAPublisherIsShown() throws IOException {
    JsonNode report = configured("courtesy", "xx-ministry", "--json").json();
    JsonNode day = report.get("days").get(0);
    JsonNode budget = report.get("budgets").get(0);

    assertThat(day.get("date").asText()).isEqualTo("2024-03-14");
    assertThat(day.get("requests").asInt()).isEqualTo(3);
    assertThat(day.get("unanswered").asInt()).isEqualTo(1);
    assertThat(day.get("notModified").asInt()).isEqualTo(1);
    assertThat(day.get("tagged").asInt()).isEqualTo(1);
    assertThat(day.get("refused").asInt()).isEqualTo(1);
    assertThat(budget.get("publisher").asText()).isEqualTo("press.example");
    assertThat(budget.get("most").asInt()).isEqualTo(20_000);
    assertThat(budget.has("used")).isFalse();
    assertThat(configured("courtesy", "xx-ministry").out())
        .contains(
            "DATE        REQUESTS  BYTES  304  ERRORS  429/503  NO ANSWER  TAGGED  REFUSED  LEAST GAP")
        .containsPattern("2024-03-14 +3 +6 +1 +0 +0 +1 +1 +1 +0s +0s +press.example")
        .containsPattern("requests +press.example, .* UTC: spent unknown, bound 20000");
    assertThat(configured("courtesy", "xx-ministry", "--set", "fetch.requests-per-day=0").out())
        .contains("no bound");
    assertThat(
            configured("courtesy", "xx-ministry", "--host", "https://MEDIA.Example/x", "--json")
                .out())
        .contains("\"media.example\"");
    assertThat(configured("courtesy", "xx-ministry", "--host", "a b").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(configured("courtesy", "nobody").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void whatIsSpentOfTodaysRequestsIsShownWhilePostgresqlRuns() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      CrawlState.open(postgres.getPostgresDatabase());
      StoredRequests requests = new StoredRequests(postgres.getPostgresDatabase());
      // Midnight may pass before the command looks.
      for (LocalDate day : List.of(today, today.plusDays(1)))
        requests.lease(new RequestMemory.Lease("press.example", day, 0, 7, 100));

      Ran ran =
          configured(
              "courtesy",
              "xx-ministry",
              "--set",
              "postgresql.url=" + postgres.getJdbcUrl("postgres", "postgres"),
              "--set",
              "fetch.publishers={press.example: {requests-per-day: 50}}");

      assertThat(ran.out()).containsPattern("requests +press.example, .* UTC: 7 spent, bound 50");
    }
  }

  @Test
  void theIndexIsMadeAnew() {
    assertThat(configured("evidence", "index").out()).isEqualTo("1 files indexed, 4 lines\n");
  }

  @Test
  void aBundleIsVerifiedAndAChangedOneIsNot() throws IOException {
    assertThat(configured("evidence", "roots").out()).contains("2024-03-14  4");
    Path bundle = bundle();

    Ran whole = Ran.of("evidence", "verify", bundle.toString());
    Ran json = Ran.of("evidence", "verify", bundle.toString(), "--json");
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      Files.writeString(zip.getPath("bodies/0001.bin"), "another page");
    }
    Ran changed = Ran.of("evidence", "verify", bundle.toString());

    assertThat(whole.code()).as(whole.out()).isEqualTo(ExitCode.OK);
    assertThat(whole.out())
        .contains("Proven:", "day's root", "Not proven:")
        .doesNotContain("WRONG");
    assertThat(json.json().get("checks").size()).isGreaterThan(4);
    assertThat(changed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(changed.out()).contains("WRONG   revision 1: the raw bytes are those it names");
  }

  @Test
  void thePageOfAnArabicStatementRunsFromRightToLeft() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(bundle())) {
      assertThat(Files.readString(zip.getPath("index.html")))
          .contains("<h1 lang=\"ar\" dir=\"rtl\">");
    }
  }

  @Test
  void whatIsNoBundleIsSaidSo() {
    Ran ran = Ran.of("evidence", "verify", folder.resolve("config/sources/x.yaml").toString());

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err()).contains("x.yaml: is no bundle");
  }

  @Test
  void aReplayWantsASourceADayAndTheDatabase() {
    assertThat(
            configured("replay", "--source", "nobody", "--since", "2024-03-01", "--dry-run").code())
        .isEqualTo(ExitCode.NOT_FOUND);

    Ran noDay = configured("replay", "--source", "xx-ministry", "--since", "yesterday");
    Ran noData =
        configured("replay", "--source", "xx-ministry", "--since", "2024-03-01", "--dry-run");

    assertThat(noDay.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noDay.err()).contains("'yesterday'");
    assertThat(noData.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(noData.err()).contains("postgresql has no data under");
  }

  @Test
  void aBundleNeedsElasticsearch() throws IOException {
    String away;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      away = Integer.toString(socket.getLocalPort());
    }

    Ran ran = configured("evidence", URL.toString(), "--set", "elasticsearch.port=" + away);

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.err()).contains("elasticsearch at http://127.0.0.1:" + away);
  }

  private Path bundle() throws IOException {
    ArchiveReader archive = new ArchiveReader(folder.resolve("data/archive"));
    DayRoots roots = new DayRoots(folder.resolve("data/evidence/roots"), archive, NOON);
    Path file = folder.resolve("bundle.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      assertThat(new BundleWriter(archive, roots, NOON).write(List.of(revision), out)).isEmpty();
    }
    return file;
  }

  private static FetchedPage page(int status, String body) {
    return new FetchedPage(
        URL,
        URL,
        status,
        List.of("Host: press.example"),
        List.of("Content-Type: text/html"),
        ByteString.encodeUtf8(body),
        body.length(),
        NOON.instant(),
        NOON.instant(),
        status == 200 ? "allowed (no rule); X-Robots-Tag: noindex" : "allowed (no rule)");
  }

  private static Revision revision(Location place) {
    List<Block> blocks = List.of(Block.of(Zone.PARAGRAPH, "قررت اللجنة اعتماد التقرير"));
    Statement statement =
        new Statement(
            Hashes.statementId(URL.toString()),
            URL.toString(),
            "xx-ministry",
            "Ministry of Examples",
            "ministry",
            "INT",
            "press-release",
            "ar",
            "بيان صحفي",
            PublicationTime.UNKNOWN,
            NOON.instant(),
            Optional.empty(),
            blocks,
            List.of(),
            List.of(),
            List.of(),
            new Evidence(
                URL.toString(),
                Optional.of(place.file()),
                place.offset(),
                Hashes.sha256(ByteString.encodeUtf8("a page").toByteArray()),
                200,
                Map.of("content-type", "text/html"),
                NOON.instant(),
                "allowed (no rule); X-Robots-Tag: noindex"),
            new Extraction("test", 0.9, Map.of()));
    return Revision.of(
        statement,
        1,
        Cause.PUBLISHED,
        NOON.millis(),
        Fingerprint.of(statement.title(), blocks),
        NOON.instant(),
        NOON.instant());
  }

  private Ran configured(String... arguments) {
    return Ran.of(
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--config",
                    folder.resolve("config").toString(),
                    "--data",
                    folder.resolve("data").toString()))
            .toArray(String[]::new));
  }
}
