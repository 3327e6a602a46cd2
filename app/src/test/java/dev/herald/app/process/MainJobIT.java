package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.herald.app.command.Ran;
import dev.herald.app.office.Institution;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.stack.TestStack;
import dev.herald.config.ConfigLoader;
import dev.herald.config.LoadedConfig;
import dev.herald.config.language.Languages;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Topics;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.SearchRequest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The main job on its real engines: the press office and a hostile site, watched by all of Herald.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobIT {
  private static final long SEED = 20_261_124;
  private static final Duration CATCH_UP = Duration.ofMinutes(3);
  private static final String SECRET = "a key of this test";
  private static final String ALERTED = "everything";

  private Path folder;
  private PressOffice office;
  private HostileSite hostile;
  private WebhookReceiver receiver;
  private GreenMail mail;
  private LiveHerald herald;
  private Oracle oracle;
  private List<RuleQueries.Query> queries;
  private List<RuleQueries.Query> footers;
  private LoadedConfig config;

  @BeforeAll
  void publishAndWatch(@TempDir Path temporary) throws Exception {
    folder = temporary;
    office = PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")));
    for (Institution institution : office.institutions()) office.publish(institution.id(), 4);
    oracle = office.oracle();
    queries = RuleQueries.of(oracle, SEED);
    footers = FooterQueries.of(oracle);
    hostile = HostileSite.start();
    receiver = WebhookReceiver.start();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    Path written = folder.resolve("config");
    writeConfig(written);
    config = ConfigLoader.load(written, Map.of());
    herald = LiveHerald.start(written, TestStack.shared().config());
    Set<String> urls = new TreeSet<>(published());
    urls.add(HostileSite.url("/honest"));
    LiveHerald.awaitAll(
        "statements", CATCH_UP, () -> LiveHerald.without(urls, stored("*").keySet()));
  }

  @AfterAll
  void close() throws Exception {
    if (herald != null) herald.close();
    if (mail != null) mail.stop();
    if (receiver != null) receiver.close();
    if (hostile != null) hostile.close();
    if (office != null) office.close();
  }

  @Test
  void everyStatementIsFoundOnceAsItWasPublished() throws Exception {
    Map<String, Statement> stored = stored("*");

    assertThat(stored.keySet()).containsAll(published());
    assertThat(stored.keySet().stream().filter(url -> !url.startsWith("http://hostile")))
        .isSubsetOf(published());
    for (Oracle.Entry entry : oracle.statements()) {
      Statement statement = stored.get(entry.url());
      assertThat(statement.title()).as(entry.url()).isEqualTo(entry.latest().title());
      assertThat(statement.language())
          .as(entry.url())
          .startsWith(Languages.primary(entry.language()));
    }
  }

  @Test
  void aRuleMatchesExactlyWhatTheSameSearchFinds() throws Exception {
    List<String> differences = new ArrayList<>();
    for (RuleQueries.Query query : queries) {
      Set<String> found = stored(query.text()).keySet();
      Set<String> matched = new TreeSet<>();
      herald
          .search()
          .export(
              SearchRequest.of("*", 1).ofRule(query.id()),
              statement -> matched.add(statement.url()));
      if (!found.equals(matched)) differences.add(query + ": " + found + " / " + matched);
      if (!query.url().isEmpty() && !found.contains(query.url()))
        differences.add(query + " does not find its own statement");
    }

    assertThat(queries.stream().map(RuleQueries.Query::language).distinct())
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(differences).isEmpty();
  }

  @Test
  void wordsOfAFooterAloneFindNothing() throws Exception {
    for (Oracle.Entry entry : oracle.statements())
      if (entry.about().isPresent()) {
        String beginning =
            Stream.of(entry.about().get().split("\\s+", -1))
                .limit(6)
                .collect(Collectors.joining(" "));
        String query =
            "\"%s\" AND source:%s".formatted(beginning.replace("\"", ""), entry.institution());
        assertThat(stored(query)).as(query).isEmpty();
      }
  }

  @Test
  void aRuleForAWordOfAFooterAloneAlertsNobody() throws Exception {
    awaitPosts();

    assertThat(footers.stream().map(RuleQueries.Query::language).distinct())
        .hasSizeGreaterThanOrEqualTo(6);
    Set<String> ids = footers.stream().map(RuleQueries.Query::id).collect(Collectors.toSet());
    assertThat(command("rules", "list", "--json").json().findValuesAsText("id")).containsAll(ids);
    assertThat(receiver.received())
        .extracting(one -> one.text("ruleId"))
        .doesNotContainAnyElementsOf(ids);
    for (RuleQueries.Query footer : footers)
      assertThat(stored(footer.text())).as(footer.text()).isEmpty();
  }

  @Test
  void whatIsBrokenFailsAloneAndSaysWhy() throws Exception {
    LiveHerald.awaitAll("reasons", CATCH_UP, this::untoldReasons);

    Map<String, Statement> stored = stored("source:hostile-pages");
    assertThat(stored.keySet())
        .containsOnly(HostileSite.url("/honest"), HostileSite.url("/charset"));
    assertThat(stored.values())
        .allSatisfy(
            statement -> {
              assertThat(statement.title()).isEqualTo(HostileSite.TITLE);
              assertThat(statement.text()).contains(HostileSite.WORDS);
            });
  }

  @Test
  void everyMatchIsPostedOnceAndNothingElseIs() throws Exception {
    awaitPosts();

    Set<String> posted = receiver.deliveryIds();
    assertThat(posted).hasSizeGreaterThanOrEqualTo(4 * office.institutions().size());
    assertThat(documents().due(config, "hook")).containsAll(posted);
    assertThat(receiver.idsOfMatches()).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
  }

  @Test
  void everyPostIsSigned() throws Exception {
    awaitPosts();

    for (WebhookReceiver.Received one : receiver.received()) {
      String timestamp = one.timestamp().orElseThrow();
      assertThat(one.signature()).contains("sha256=" + hmac(timestamp + "." + one.raw()));
      assertThat(one.deliveryId()).isEqualTo(one.text("deliveryId"));
    }
  }

  @Test
  void everyMatchIsMailedAndNothingElseIs() throws Exception {
    LiveHerald.awaitAll(
        "mails",
        CATCH_UP,
        () -> LiveHerald.without(documents().due(config, "post"), Set.copyOf(mailed())));

    assertThat(documents().due(config, "post")).containsAll(mailed());
    assertThat(mailed()).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).startsWith("House of Assembly: ");
    assertThat(message.getMessageID()).contains(message.getHeader("Herald-Delivery")[0]);
    assertThat(message.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("desk@ministry.example");
  }

  @Test
  void whatCannotBeReadIsSetAsideListedAndSentAgain() throws Exception {
    herald.send("x", "{\"schema_version\":1,\"nonsense\":true}".getBytes(StandardCharsets.UTF_8));
    LiveHerald.await("a dead letter", CATCH_UP, () -> !deadLetters().isEmpty());
    JsonNode letter = deadLetters().get(0);
    assertThat(letter.path("topic").asText()).isEqualTo(Topics.STATEMENTS);
    assertThat(letter.path("error").asText()).isNotBlank();

    assertThat(command("dead-letters", "replay", "--json").json().path("replayed").asInt())
        .isEqualTo(1);

    long before = letter.path("offset").asLong();
    LiveHerald.await(
        "the same, set aside anew",
        CATCH_UP,
        () -> deadLetters().size() == 1 && deadLetters().get(0).path("offset").asLong() > before);
  }

  @Test
  void anOlderVersionNeverReplacesANewerOne() throws Exception {
    Oracle.Entry entry = oracle.statements().get(0);
    Revision now = herald.statements().findLatest(Hashes.statementId(entry.url())).orElseThrow();
    Revision stale =
        Revision.of(
            now.statement(),
            now.number() + 40,
            Cause.REEXTRACTED,
            now.version() - 1,
            "0".repeat(64),
            now.observedAt(),
            now.fetchedAt());
    herald.send(stale.statementId(), MessageCodec.write(stale));

    LiveHerald.await(
        "the stale revision",
        CATCH_UP,
        () ->
            herald.statements().revisions(stale.statementId()).stream()
                .anyMatch(revision -> revision.number() == stale.number()));
    assertThat(herald.statements().findLatest(stale.statementId()).orElseThrow().number())
        .isEqualTo(now.number());
  }

  @Test
  void theCommandsAnswerForTheHeraldThatRuns() throws Exception {
    long commons =
        oracle.statements().stream().filter(e -> e.institution().equals("commons")).count();
    JsonNode found = command("search", "source:commons", "--json").json();
    assertThat(found.path("total").asLong()).isEqualTo(commons);
    assertThat(output("search", "source:commons")).contains("commons").contains("http://commons");

    assertThat(output("export", "source:commons").lines()).hasSize((int) commons);
    assertThat(output("export", "source:commons", "--format", "csv").lines())
        .filteredOn(line -> line.contains(",House of Assembly of Eastmere,GB,"))
        .hasSize((int) commons);

    assertThat(command("rules", "list", "--json").json().findValuesAsText("id")).contains(ALERTED);
    assertThat(output("rules", "test", ALERTED)).contains("http://", " a day over the last ");
    JsonNode tested = command("rules", "test", ALERTED, "--json").json();
    assertThat(tested.path("ruleId").asText()).isEqualTo(ALERTED);
    assertThat(tested.path("hits").findValuesAsText("url"))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(tested.path("statements").asInt())
        .allSatisfy(url -> assertThat(url).startsWith("http://"));
    assertThat(output("sources", "list")).contains("commons").contains("hostile-feed");
  }

  @Test
  void aStatementIsProvenByItsBundle() throws Exception {
    Path bundle = folder.resolve("bundle.zip");

    JsonNode written =
        command(
                "evidence",
                oracle.statements().getLast().url(),
                "--out",
                bundle.toString(),
                "--json")
            .json();

    assertThat(written.path("file").asText()).isEqualTo(bundle.toString());
    assertThat(written.path("revisions").asInt()).isPositive();
    Ran verified = Ran.of("evidence", "verify", bundle.toString(), "--json");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    assertThat(command("courtesy", "commons", "--json").json().toString())
        .contains("commons.localhost");
  }

  @Test
  void anArchiveReadTwiceChangesNothing() throws Exception {
    String[] replay = {"replay", "--source", "commons", "--since", yesterday()};
    output(replay);

    assertThat(output(replay)).contains(" 0 read differently").contains("published 0 revisions");
  }

  @Test
  void aLookAtTheArchiveShowsWhatWouldChangeAndPublishesNothing() throws Exception {
    Path other = folder.resolve("other-config");
    writeConfig(other);
    Path commons = other.resolve("sources/commons.yaml");
    Files.writeString(
        commons,
        Files.readString(commons) + "\nselectors: {remove: [\".story__body p:first-child\"]}\n");
    long before = replaysPublished();
    List<String> options = new ArrayList<>(herald.options());
    options.set(options.indexOf("--config") + 1, other.toString());
    Files.copy(folder.resolve("config/postgresql.secret"), other.resolve("postgresql.secret"));
    options.addAll(
        0, List.of("replay", "--source", "commons", "--since", yesterday(), "--dry-run"));

    Ran ran = Ran.of(options.toArray(String[]::new));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("-[paragraph] ").doesNotContain(" 0 read differently");
    assertThat(ran.out()).doesNotContainPattern("published \\d+ revisions");
    assertThat(replaysPublished()).isEqualTo(before);
  }

  @Test
  void theLedgerOfASourceBalances() throws Exception {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    LiveHerald.await(
        "a balanced day",
        CATCH_UP,
        () -> {
          JsonNode day = command("ledger", "vouli", "--day", today, "--json").json().at("/days/0");
          JsonNode chain = day.path("chain");
          return day.path("imbalances").isEmpty()
              && chain.path("published").asInt() > 0
              && chain.path("published").asInt() == chain.path("indexed").asInt();
        });

    assertThat(herald.get("/ledger").body()).contains("Βουλή");
    assertThat(herald.get("/api/v1/incidents").statusCode()).isEqualTo(200);
  }

  @Test
  void howCompleteTheRecordIsIsTold() throws Exception {
    LiveHerald.await(
        "everything that was listed, indexed",
        CATCH_UP,
        () ->
            command("ledger", "commons", "--completeness", "--json")
                    .json()
                    .at("/sources/commons/share")
                    .asDouble()
                == 1);

    assertThat(output("ledger", "--completeness")).contains("commons").contains("100.0 %");
    assertThat(herald.get("/completeness").body()).contains("House of Assembly of Eastmere");
  }

  @Test
  void whatEachDiscoveryOfASourceBringsIsTold() throws Exception {
    long published =
        oracle.statements().stream().filter(e -> e.institution().equals("meclis")).count();

    LiveHerald.await(
        "every statement, by who listed it",
        CATCH_UP,
        () -> {
          JsonNode lines = command("sources", "overlap", "meclis", "--json").json();
          long alone = lines.path(0).path("alone").asLong() + lines.path(1).path("alone").asLong();
          long shared = lines.path(0).path("shared").asLong();
          return lines.path(1).path("shared").asLong() == shared && alone + shared == published;
        });
  }

  @Test
  void aSelectorIsTriedOnAPageOfTheArchive() throws Exception {
    Oracle.Entry entry =
        oracle.statements().stream()
            .filter(e -> e.institution().equals("commons"))
            .findFirst()
            .orElseThrow();
    String address =
        "/sources/commons/archived?field=title&selector=.story__title&url="
            + URLEncoder.encode(entry.url(), StandardCharsets.UTF_8);

    assertThat(herald.get(address).body()).contains("Found: 1").contains("story__body");
  }

  @Test
  void aCanaryComesThroughTheWholeChainAndNoSearchFindsIt() throws Exception {
    LiveHerald.await(
        "a canary",
        CATCH_UP,
        () ->
            MessageCodec.mapper()
                .readTree(herald.get("/api/v1/canaries").body())
                .path(0)
                .hasNonNull("deliveredAt"));

    assertThat(stored("source:herald-canary")).isEmpty();
    assertThat(stored("\"arrive\"").keySet()).noneMatch(url -> url.contains("canary"));
    assertThat(receiver.received()).noneMatch(one -> one.raw().contains("herald-canary"));
    assertThat(herald.get("/ledger").body()).contains("The last canary took");
    assertThat(herald.get("/metrics").body()).contains("herald_canary_latency_seconds_count");
    assertThat(command("ledger").out()).contains("came through the whole chain in");
  }

  @Test
  void theDashboardIsReadyAndCounts() throws Exception {
    assertThat(herald.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(herald.get("/metrics").body()).contains("herald_indexed_total");
    assertThat(herald.get("/api/v1/search?q=source:commons").body()).contains("commons");
    assertThat(herald.get("/sources").body()).contains("Harbour Board of Nowhere");
  }

  private void writeConfig(Path to) throws IOException {
    PressOfficeConfig.write(to, office, Map.of());
    Path file = to.resolve("herald.yaml");
    String text =
        Files.readString(file)
            .replace(
                "  resolve:\n",
                "  resolve:\n    %s: %s\n".formatted(HostileSite.HOST, hostile.address()));
    Files.writeString(to.resolve("hook.secret"), SECRET);
    Files.writeString(
        file,
        text
            + """
            channels:
              hook:
                webhook: {url: "%s", secret: "file:hook.secret"}
              post:
                email:
                  host: 127.0.0.1
                  port: %d
                  encryption: none
                  from: herald@press.example
                  to: [desk@ministry.example]
            """
                .formatted(receiver.url(), mail.getSmtp().getPort()));
    HostileSite.writeSources(to.resolve("sources"));
    Files.writeString(
        to.resolve("rules/test.yaml"),
        """
        - {id: everything, name: Everything, query: "*", channels: [hook]}
        - {id: commons, name: House of Assembly, query: "source:commons", channels: [post]}
        """
            + RuleQueries.yaml(queries, "log")
            + RuleQueries.yaml(footers, "hook"));
  }

  private Set<String> published() {
    return oracle.statements().stream().map(Oracle.Entry::url).collect(Collectors.toSet());
  }

  private Map<String, Statement> stored(String query) throws IOException {
    List<Statement> statements = new ArrayList<>();
    herald.search().export(SearchRequest.of(query, 1), statements::add);
    // Fails where a URL is stored twice.
    return statements.stream()
        .filter(statement -> statement.url().contains(".localhost"))
        .collect(Collectors.toMap(Statement::url, statement -> statement));
  }

  /// What is broken and whose reason does not stand among those recorded, which then are told.
  private Set<String> untoldReasons() throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    HostileSite.BROKEN.forEach((path, words) -> wanted.put(HostileSite.url(path), words));
    wanted.put(HostileSite.url("/feed"), HostileSite.BROKEN_FEED);
    List<CrawlReport.Failure> told =
        Stream.of("hostile-pages", "hostile-feed").flatMap(this::failures).toList();
    wanted
        .entrySet()
        .removeIf(
            one ->
                told.stream()
                    .filter(failure -> failure.url().equals(one.getKey()))
                    .anyMatch(failure -> failure.reason().contains(one.getValue())));
    return wanted.entrySet().stream()
        .map(one -> "%s, told: %s".formatted(one, told))
        .collect(Collectors.toSet());
  }

  private Stream<CrawlReport.Failure> failures(String source) {
    try {
      return herald.crawls().ofSource(source, 100).stream()
          .flatMap(report -> report.failures().stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yesterday() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
  }

  /// Waits until everything that is due by now was posted.
  private void awaitPosts() throws Exception {
    LiveHerald.awaitAll(
        "posts",
        CATCH_UP,
        () -> LiveHerald.without(documents().due(config, "hook"), receiver.deliveryIds()));
  }

  private List<String> mailed() throws MessagingException {
    List<String> ids = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages())
      ids.add(message.getHeader("Herald-Delivery")[0]);
    return ids;
  }

  private StoredDocuments documents() throws IOException, InterruptedException {
    return StoredDocuments.read(
        TestStack.shared().config().elasticsearch().url().orElseThrow(),
        config.sources().stream().map(Source::id).collect(Collectors.toSet()));
  }

  private List<JsonNode> deadLetters() throws IOException {
    List<JsonNode> letters = new ArrayList<>();
    command("dead-letters", "list", "--json").json().forEach(letters::add);
    return letters;
  }

  private Ran command(String... arguments) {
    return Ran.of(
        Stream.concat(Stream.of(arguments), herald.options().stream()).toArray(String[]::new));
  }

  private String output(String... arguments) {
    Ran ran = command(arguments);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  private static long replaysPublished() {
    String servers = String.join(",", TestStack.shared().config().kafka().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.REPLAYS).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static String hmac(String signed) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
