package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.config.HeraldConfig.Channel;
import dev.herald.config.HeraldConfig.Email;
import dev.herald.config.HeraldConfig.Encryption;
import dev.herald.config.HeraldConfig.LogChannel;
import dev.herald.config.HeraldConfig.RevisionStep;
import dev.herald.config.HeraldConfig.Webhook;
import dev.herald.config.message.Cause;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ELASTIC_PASSWORD", "e-secret",
          "DASHBOARD_PASSWORD", "d-secret",
          "HOOK_SECRET", "h-secret",
          "SMTP_PASSWORD", "s-secret");

  @TempDir Path folder;

  @Test
  void anEmptyFolderGivesEveryDefault() {
    LoadedConfig config = load(Map.of());

    assertThat(config.sources()).isEmpty();
    assertThat(config.rules()).isEmpty();
    assertThat(config.herald()).isEqualTo(HeraldConfig.defaults());
    HeraldConfig herald = config.herald();
    assertThat(herald.data()).isEqualTo(Path.of("data"));
    assertThat(herald.kafka()).isEqualTo(new HeraldConfig.Kafka(List.of(), 19092, 19093, 6, 1));
    assertThat(herald.elasticsearch().heap()).isEqualTo(new DataSize(512L << 20));
    assertThat(herald.elasticsearch().url()).isEmpty();
    assertThat(herald.fetch().callTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(herald.fetch().userAgent()).isEqualTo("Herald/0.1");
    assertThat(herald.crawler().revisions())
        .startsWith(new RevisionStep(Duration.ofHours(3), Duration.ofMinutes(15)))
        .hasSize(5);
    assertThat(herald.indexer().alertOn())
        .containsExactly(Cause.PUBLISHED, Cause.EDITED, Cause.WITHDRAWN, Cause.RESTORED);
    assertThat(herald.dashboard().host()).isEqualTo("127.0.0.1");
    assertThat(herald.channels()).isEmpty();
  }

  @Test
  void filesWithNothingButCommentsAreEmpty() {
    write("herald.yaml", "# nothing yet\nchannels:\n  # desk:\n");
    write("sources/none.yaml", "# nothing\n");
    write("rules/none.yaml", "");

    assertThat(load(Map.of()))
        .isEqualTo(new LoadedConfig(HeraldConfig.defaults(), List.of(), List.of()));
  }

  @Test
  void everyKeyOfHeraldYamlIsRead() {
    HeraldConfig herald = full().herald();

    assertThat(herald)
        .isEqualTo(
            new HeraldConfig(
                Path.of("/var/lib/herald"),
                new HeraldConfig.Kafka(List.of("kafka1:9092", "[::1]:9093"), 29092, 29093, 12, 3),
                new HeraldConfig.Elasticsearch(
                    Optional.of("https://elastic.example:9200"),
                    Optional.of("herald"),
                    Optional.of(new Secret("e-secret")),
                    Optional.empty(),
                    29200,
                    new DataSize(1L << 30),
                    Duration.ofSeconds(45),
                    3,
                    1),
                new HeraldConfig.Postgresql(
                    Optional.of("jdbc:postgresql://db.example/herald"),
                    Optional.of("herald"),
                    Optional.of(new Secret("from a file")),
                    29432,
                    20),
                new HeraldConfig.Fetch(
                    "PressDesk/2.1",
                    "desk@example.org",
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    new DataSize(5L << 20),
                    new DataSize(20L << 20),
                    3,
                    Duration.ZERO,
                    Duration.ofSeconds(90),
                    List.of("127.0.0.0/8", "::1/128"),
                    Map.of("press.example", "127.0.0.1:8081"),
                    Duration.ofHours(12),
                    5000,
                    Map.of("meclis.example", new HeraldConfig.Publisher(200))),
                new HeraldConfig.Browser(
                    false,
                    Optional.of(Path.of("/opt/chromium")),
                    Optional.of(Path.of("/opt/node")),
                    Duration.ofSeconds(30),
                    20,
                    new DataSize(4L << 20),
                    2),
                new HeraldConfig.Crawler(
                    8,
                    50,
                    List.of(
                        new RevisionStep(Duration.ofDays(1), Duration.ofMinutes(30)),
                        new RevisionStep(Duration.ofDays(30), Duration.ofDays(1))),
                    new HeraldConfig.Withdrawal(5, Duration.ofHours(2)),
                    0,
                    Duration.ofMinutes(1),
                    true),
                new HeraldConfig.Evidence(Optional.of("https://tsa.example/tsr")),
                new HeraldConfig.Indexer(
                    100,
                    List.of(Cause.PUBLISHED, Cause.WITHDRAWN),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(10),
                    5,
                    new HeraldConfig.Incidents(List.of("journal"), Duration.ofHours(12))),
                new HeraldConfig.Dashboard(
                    "0.0.0.0",
                    0,
                    Optional.of("https://herald.example"),
                    Optional.of(new Secret("d-secret"))),
                channels()));
  }

  private static Map<String, Channel> channels() {
    return Map.of(
        "journal",
        new Channel(
            Optional.of(new LogChannel("desk.deliveries")), Optional.empty(), Optional.empty()),
        "desk-hook",
        new Channel(
            Optional.empty(),
            Optional.of(
                new Webhook(
                    "https://desk.example/hook",
                    Optional.of(new Secret("h-secret")),
                    Duration.ofSeconds(3))),
            Optional.empty()),
        "desk-mail",
        new Channel(
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Email(
                    "smtp.example",
                    465,
                    Encryption.TLS,
                    Optional.of("herald"),
                    Optional.of(new Secret("s-secret")),
                    "Herald <herald@example.org>",
                    List.of("desk@example.org", "night@example.org")))));
  }

  @Test
  void everyKeyOfASourceIsRead() {
    assertThat(full().sources())
        .extracting(Source::id)
        .containsExactly("az-milli-majlis", "no-bank", "se-bank");
    assertThat(full().sources().getFirst())
        .isEqualTo(
            new Source(
                "az-milli-majlis",
                "Milli Majlis",
                "AZ",
                "parliament",
                "statement",
                List.of("en", "az"),
                ZoneId.of("Asia/Baku"),
                Optional.of("https://www.meclis.example/"),
                List.of(
                    new Source.Discovery(
                        Source.Discovery.Kind.LISTING,
                        "https://www.meclis.example/news",
                        Optional.of(".news-list h3 a"),
                        Optional.of("a[rel=next]"),
                        3,
                        List.of("/news/\\d+"),
                        List.of("/photo/")),
                    new Source.Discovery(
                        Source.Discovery.Kind.FEED,
                        "https://www.meclis.example/rss",
                        Optional.empty(),
                        Optional.empty(),
                        5,
                        List.of(),
                        List.of()),
                    new Source.Discovery(
                        Source.Discovery.Kind.JSON,
                        "https://www.meclis.example/api/news",
                        Optional.empty(),
                        Optional.empty(),
                        5,
                        List.of(),
                        List.of(),
                        Optional.of(
                            new Source.JsonPaths(
                                "$.results[*]",
                                "https://www.meclis.example/news/{$.id}",
                                Optional.of("$.title"),
                                Optional.of("$.date"),
                                Optional.of("$.links.next"))))),
                new Source.Selectors(
                    List.of("h1.title", "h1"),
                    List.of(".date"),
                    List.of("d MMMM uuuu '|' HH:mm"),
                    List.of(".text"),
                    List.of(".sign"),
                    List.of(".by"),
                    List.of("xpath://html/@lang"),
                    List.of(".files"),
                    List.of(".acts"),
                    List.of(".place"),
                    List.of(".languages"),
                    List.of(".share", ".related")),
                new Source.Schedule(
                    Duration.ofMinutes(5),
                    Optional.empty(),
                    0.2,
                    List.of(new RevisionStep(Duration.ofDays(2), Duration.ofHours(1)))),
                Optional.of(Duration.ofSeconds(3)),
                false,
                Optional.empty(),
                Optional.of(
                    new Source.Verified(
                        LocalDate.of(2026, 3, 19), "The listing named that day's sitting.")),
                Optional.of(LocalDate.of(2001, 5, 1)),
                List.of(
                    new Source.SelectorVersion(
                        Optional.empty(),
                        Optional.of(LocalDate.of(2024, 6, 1)),
                        body("after h1 to .footer")),
                    new Source.SelectorVersion(
                        Optional.of(LocalDate.of(2024, 6, 1)),
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        body(".old", ".older"))),
                Map.of("en", "/en/", "az", "/az/"),
                Source.Render.BROWSER,
                List.of("08-01..08-31", "12-24..01-06"),
                Optional.of(
                    new Source.AllowEmpty(
                        LocalDate.of(2026, 9, 30), "The archive moves to the new site."))));
  }

  private static Source.Selectors body(String... selectors) {
    return new Source.Selectors(
        List.of(), List.of(), List.of(), List.of(selectors), List.of(), List.of());
  }

  @Test
  void aShortSourceGetsDefaultsAndNorwayIsNotFalse() {
    Source source = full().sources().get(1);

    assertThat(source.country()).isEqualTo("NO");
    assertThat(source.languages()).containsExactly("nb");
    assertThat(source.selectors()).isEqualTo(Source.Selectors.NONE);
    assertThat(source.schedule())
        .isEqualTo(new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()));
    assertThat(source.enabled()).isTrue();
    assertThat(source.isRendered()).isFalse();
    assertThat(full().sources().get(2).schedule().cron()).contains("0 0/5 6-18 * * ?");
  }

  @Test
  void everyKeyOfARuleIsRead() {
    assertThat(full().rules())
        .containsExactly(
            new Rule(
                "interest-rates",
                "Interest rates",
                "\"interest rate\" AND country:TR",
                List.of("log", "desk-mail"),
                List.of(Cause.PUBLISHED, Cause.REEXTRACTED),
                false,
                Optional.of("For the economy desk.\nAsk before changing.\n"),
                Optional.of(AlertWhen.DISAPPEARS),
                Optional.of(Edits.BODY),
                Optional.of("weekly on monday at 08:00 Asia/Baku"),
                Optional.of(Tier.URGENT)),
            new Rule(
                "taxes", "Taxes", "tax OR vat", List.of("log"), List.of(), true, Optional.empty()));
  }

  @Test
  void settingsFromTheCommandLineWin() {
    write("herald.yaml", "dashboard: {port: 8080, host: 0.0.0.0}");

    HeraldConfig herald =
        load(Map.of(
                "data", "/tmp/elsewhere",
                "dashboard.port", "8181",
                "kafka.bootstrap-servers", "[a:1, b:2]",
                "dashboard.public-url", "http://here"))
            .herald();

    assertThat(herald.data()).isEqualTo(Path.of("/tmp/elsewhere"));
    assertThat(herald.dashboard().port()).isEqualTo(8181);
    assertThat(herald.dashboard().host()).isEqualTo("0.0.0.0");
    assertThat(herald.dashboard().publicUrl()).contains("http://here");
    assertThat(herald.kafka().bootstrapServers()).containsExactly("a:1", "b:2");
  }

  @Test
  void wrongSettingsOnTheCommandLineAreNamed() {
    assertThat(problems(Map.of("dashboard.port", "no", "dashbord.port", "1")))
        .containsExactlyInAnyOrder(
            "command line: dashboard.port: 'no' is not a whole number; write digits only",
            "command line: 'dashbord.port' is not a setting; see the settings of herald.yaml; lists"
                + " and maps are set as a whole");
  }

  @Test
  void aMissingFolderIsToldOnce() {
    Path missing = folder.resolve("nowhere");

    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(missing));

    assertThat(e)
        .hasMessage(
            "1 setting is wrong:\n%s: the config folder is missing; create it, or name another one",
            missing);
  }

  @Test
  void allProblemsOfAllFilesComeAtOnceByFileAndLine() {
    write("herald.yaml", "fetch:\n  delai: 1s\ndashboard:\n  port: 99999\n");
    write("sources/a.yaml", SOURCE.replace("AZ", "Azerbaijan"));
    write("rules/a.yaml", "id: r\nname: R\nquery: '\"tax'\n");

    ConfigException e = catchThrowableOfType(ConfigException.class, () -> load(Map.of()));

    assertThat(e)
        .hasMessage(
            """
            4 settings are wrong:
            herald.yaml:2: fetch.delai: 'delai' is not a setting here; did you mean delay?
            herald.yaml:4: dashboard.port: '99999' is not at most 65535; the default is 8080
            rules/a.yaml:3: query: '"tax' is not a query; position 1: unbalanced quote; close the phrase or escape it as \\"
            sources/a.yaml:3: country: 'Azerbaijan' is not a country; write a two-letter code such as TR, or INT\
            """);
    assertThat(e.problems())
        .contains(
            new Problem(
                "herald.yaml",
                4,
                9,
                "dashboard.port",
                "'99999'",
                "at most 65535",
                "the default is 8080"));
  }

  @Test
  void backupAndHiddenFilesAreNotRead() {
    write("sources/a.yaml", SOURCE);
    write("sources/.a.yaml.swp", "{{");
    write("sources/.#b.yaml", "{{");
    write("sources/a.yaml~", "{{");

    assertThat(load(Map.of()).sources()).hasSize(1);
  }

  @Test
  void aFileOverTheLimitIsNotParsed() {
    write("sources/a.yaml", "# " + "x".repeat(YamlFile.MAX_BYTES));

    assertThat(problems(Map.of()))
        .containsExactly("sources/a.yaml: the file is not within the limit of 1 MiB; split it");
  }

  @Test
  void nestedAliasesAreRefusedBeforeTheyUnfold() {
    String bomb =
        IntStream.range(1, 60)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("\n", "a0: &a0 [x, x]\n", "\n"));
    write("herald.yaml", bomb);

    assertThat(problems(Map.of())).singleElement().asString().contains("herald.yaml");
  }

  @Test
  void aSelfContainingListIsAProblemAndNothingElse() {
    write("rules/a.yaml", "- &rule\n  id: r\n  name: R\n  query: tax\n  channels: [*rule]\n");

    assertThat(problems(Map.of()))
        .containsExactly(
            "rules/a.yaml:1: [0].channels[0]: a group of settings is not a single value; write it"
                + " after the colon");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.write(folder.resolve("sources/a.yaml"), new byte[] {'i', 'd', ':', ' ', (byte) 0xff});

    assertThat(problems(Map.of()))
        .containsExactly("sources/a.yaml: the file is not UTF-8; save it in that encoding");
  }

  @Test
  void aSecretIsNeverShown() {
    write("herald.yaml", "dashboard:\n  password: hunter2\n");

    assertThat(problems(Map.of()))
        .containsExactly(
            "herald.yaml:2: dashboard.password: text in clear is not a reference to a secret; write"
                + " ${NAME} for an environment variable, or file:PATH");
    assertThat(full().toString()).doesNotContain("-secret", "from a file");
  }

  static final String SOURCE =
      """
      id: az
      institution: Milli Majlis
      country: AZ
      languages: [az]
      zone: Asia/Baku
      homepage: https://www.meclis.example/
      """;

  private static LoadedConfig full() {
    try {
      Path full = Path.of(ConfigLoaderTest.class.getResource("/config/full").toURI());
      return ConfigLoader.load(full, Map.of(), name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private LoadedConfig load(Map<String, String> overrides) {
    return ConfigLoader.load(folder, overrides, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
  }

  private List<String> problems(Map<String, String> overrides) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> load(overrides));
    return e.problems().stream().map(Problem::toString).toList();
  }

  private void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
