package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.office.Institution;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.office.PressOfficeOptions.Faults;
import dev.herald.app.office.PressOfficeOptions.Pace;
import dev.herald.app.office.RequestLog;
import dev.herald.app.process.StoredDocuments.Document;
import dev.herald.app.stack.TestStack;
import dev.herald.config.ConfigLoader;
import dev.herald.config.LoadedConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Kills the whole of Herald at odd moments, while it starts too, then stops it as Ctrl-C does, and
/// looks whether anything is lost, doubled or done again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private static final long SEED = 20_261_124;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration CATCH_UP = Duration.ofMinutes(3);
  private static final Pace BRISK =
      new Pace(Duration.ofMillis(700), Duration.ofSeconds(2), Duration.ofSeconds(7));
  private static final Faults SOME = new Faults(0.03, Duration.ofSeconds(2));

  /// What Java answers that a signal ended, however cleanly.
  private static final int ENDED_BY_INT = 128 + 2;

  private static final int ENDED_BY_TERM = 128 + 15;

  private static final Set<String> WITHOUT_VALIDATORS = Set.of("ekonomika", "swasthya");

  private final Random random = new Random(SEED);
  private final int elasticsearch = TestStack.freePort();
  private final int dashboard = TestStack.freePort();
  private Path folder;
  private String[] command;
  private Set<String> sources;
  private LoadedConfig config;
  private Oracle oracle;
  private StoredDocuments settled;
  private WebhookReceiver receiver;
  private int runs;
  private int exitCode;
  private int exitCodeOfRestart;
  private String said;
  private List<ProcessHandle> leftBehind;
  private StoredDocuments afterRestart;
  private Map<String, RequestLog.Count> roundBegan = Map.of();
  private Map<String, RequestLog.Count> answeredBefore;
  private Map<String, RequestLog.Count> answeredAfter;

  /// When a run is killed.
  private enum Moment {
    STARTING,
    RUNNING
  }

  @BeforeAll
  void killThenStopAndStartAgain(@TempDir Path temporary) throws Exception {
    folder = temporary;
    command = command();
    receiver = WebhookReceiver.start();
    PressOfficeOptions still = PressOfficeOptions.quiet(folder.resolve("office"));
    try (PressOffice office = PressOffice.start(still.withPace(BRISK).withFaults(SOME))) {
      writeConfig(office);
      for (Moment moment :
          List.of(Moment.STARTING, Moment.RUNNING, Moment.STARTING, Moment.RUNNING)) kill(moment);
    }
    try (PressOffice office = PressOffice.start(still)) {
      oracle = office.oracle();
      catchUpAndStop(office);
      goOn(office);
    } finally {
      receiver.close();
    }
  }

  @Test
  void everyStatementIsThereOnce() {
    List<String> urls = settled.statements().stream().map(Document::url).toList();

    assertThat(urls).doesNotHaveDuplicates().containsAll(published());
    assertThat(urls).isSubsetOf(oracle.statements().stream().map(Oracle.Entry::url).toList());
    assertThat(settled.statements())
        .allSatisfy(
            document ->
                assertThat(document.revision())
                    .isEqualTo(revisions(document.revision().statementId()).getLast()));
  }

  @Test
  void everyRevisionIsThereOnceUpToTheLastText() {
    assertThat(settled.behind(oracle, oracle)).isEmpty();
    settled
        .revisionsOfStatements()
        .forEach(
            (id, revisions) -> {
              assertThat(revisions).as(id).extracting(Revision::number).doesNotHaveDuplicates();
              for (int i = 1; i < revisions.size(); i++)
                if (revisions.get(i).cause() == Cause.EDITED)
                  assertThat(revisions.get(i).fingerprint())
                      .as(revisions.get(i).statement().url())
                      .isNotEqualTo(revisions.get(i - 1).fingerprint());
            });
    assertThat(causes()).contains(Cause.PUBLISHED, Cause.EDITED, Cause.WITHDRAWN);
  }

  @Test
  void everyMatchIsDeliveredUnderOneId() {
    assertThat(receiver.deliveryIds()).isEqualTo(settled.due(config, "hook")).isNotEmpty();
    assertThat(receiver.idsOfMatches()).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
  }

  @Test
  void askedToStopItLeavesNoProcessBehind() {
    assertThat(exitCode).isEqualTo(ENDED_BY_INT);
    assertThat(exitCodeOfRestart).isEqualTo(ENDED_BY_TERM);
    assertThat(leftBehind).isEmpty();
    assertThat(said).contains("Stopping;").endsWith("Stopped.\n");
  }

  @Test
  void theNextStartFetchesNothingUnchangedInFullAndIndexesNothingAnew() {
    for (String url : unchanged()) {
      RequestLog.Count before = answeredBefore.get(url);
      RequestLog.Count after = answeredAfter.get(url);
      assertThat(after.notModified() - before.notModified())
          .as("answers 304 of %s", url)
          .isEqualTo(after.requests() - before.requests());
    }
    assertThat(writes(afterRestart.statements())).isEqualTo(writes(settled.statements()));
    assertThat(writes(afterRestart.revisions())).isEqualTo(writes(settled.revisions()));
  }

  private void kill(Moment moment) throws Exception {
    HeraldProgram herald = start();
    if (moment == Moment.RUNNING) {
      herald.awaitOk(healthy(), START_LIMIT);
      TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(6_000));
    } else {
      herald.awaitSaid("Kafka is up", START_LIMIT);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
      assertThat(HeraldProgram.answers(healthy())).isFalse();
    }
    herald.kill();
  }

  private HeraldProgram start() throws IOException {
    return HeraldProgram.start(folder.resolve("log-" + ++runs), command);
  }

  private void catchUpAndStop(PressOffice office) throws Exception {
    try (HeraldProgram herald = start()) {
      herald.awaitOk(healthy(), START_LIMIT);
      LiveHerald.awaitAll("newest texts", CATCH_UP, () -> stored().behind(oracle, oracle));
      LiveHerald.awaitAll("withdrawals", CATCH_UP, () -> notWithdrawn(stored()));
      LiveHerald.awaitAll("pages known to be unchanged", CATCH_UP, () -> notUnchanged(office));
      LiveHerald.awaitAll(
          "deliveries",
          CATCH_UP,
          () -> LiveHerald.without(stored().due(config, "hook"), receiver.deliveryIds()));
      settled = stored();
      List<ProcessHandle> children = herald.children();
      assertThat(children).isNotEmpty();
      exitCode = herald.pressCtrlC(Duration.ofMinutes(1));
      said = herald.output();
      leftBehind = children.stream().filter(CrashIT::runs).toList();
      answeredBefore = answers(office);
    }
  }

  private void goOn(PressOffice office) throws Exception {
    try (HeraldProgram herald = start()) {
      herald.awaitOk(healthy(), START_LIMIT);
      LiveHerald.awaitAll("pages asked again", CATCH_UP, () -> notAskedAgain(office));
      afterRestart = stored();
      // A request that is under way has no answer yet.
      exitCodeOfRestart = herald.stop(Duration.ofMinutes(1));
      answeredAfter = answers(office);
    }
  }

  private void writeConfig(PressOffice office) throws IOException {
    Path written = folder.resolve("config");
    PressOfficeConfig.write(written, office, Map.of("hook", receiver.url()));
    Files.writeString(
        written.resolve("rules/everything.yaml"),
        "- {id: everything, name: Everything, query: \"*\", channels: [hook]}\n");
    OfficeSettings.lookAgainEvery(written, Duration.ofSeconds(8));
    sources = office.institutions().stream().map(Institution::id).collect(Collectors.toSet());
    config = ConfigLoader.load(written, Map.of());
  }

  private String[] command() {
    List<String> words = new ArrayList<>(List.of("up"));
    words.addAll(List.of("--config", folder.resolve("config").toString()));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    Map<String, Object> settings =
        Map.of(
            "dashboard.port",
            dashboard,
            "kafka.port",
            TestStack.freePort(),
            "kafka.controller-port",
            TestStack.freePort(),
            "postgresql.port",
            TestStack.freePort(),
            "elasticsearch.port",
            elasticsearch,
            // Otherwise some unchanged page is asked for in full, to catch a host that lies.
            "crawler.unconditional-every",
            0);
    settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return words.toArray(String[]::new);
  }

  private String healthy() {
    return "http://127.0.0.1:%d/healthz".formatted(dashboard);
  }

  private StoredDocuments stored() throws IOException, InterruptedException {
    return StoredDocuments.read("http://127.0.0.1:" + elasticsearch, sources);
  }

  /// What can be read at the office. What was withdrawn while Herald was away was never seen.
  private Set<String> published() {
    return oracle.statements().stream()
        .filter(entry -> entry.state() == Oracle.State.PUBLISHED)
        .map(Oracle.Entry::url)
        .collect(Collectors.toSet());
  }

  /// What was read once and cannot be any more. A page that was missing before it was first read,
  /// with status 200, says so itself, and Herald takes that for the statement.
  private Set<String> notWithdrawn(StoredDocuments stored) {
    return stored.statements().stream()
        .filter(document -> document.revision().cause() != Cause.WITHDRAWN)
        .filter(document -> !published().contains(document.url()))
        .filter(document -> OfficeText.readsAsOf(document.revision(), entry(document.url()), 1))
        .map(Document::url)
        .collect(Collectors.toSet());
  }

  private Oracle.Entry entry(String url) {
    return oracle.find(url).orElseThrow();
  }

  /// Pages whose validators the office answers with 304 as long as nothing changes.
  private Set<String> unchanged() {
    return oracle.statements().stream()
        .filter(entry -> entry.state() == Oracle.State.PUBLISHED)
        .filter(entry -> !WITHOUT_VALIDATORS.contains(entry.institution()))
        .map(Oracle.Entry::url)
        .collect(Collectors.toSet());
  }

  /// Pages that were not asked again since any was last sent in full. What is learned of a source
  /// makes each of its pages be read in full once more, whenever its host gets round to it.
  private Set<String> notUnchanged(PressOffice office) {
    Map<String, RequestLog.Count> now = answers(office);
    boolean sentInFull =
        unchanged().stream().anyMatch(url -> inFull(now, url) > inFull(roundBegan, url));
    if (roundBegan.isEmpty() || sentInFull) roundBegan = now;
    return published().stream()
        .filter(url -> requests(now, url) == requests(roundBegan, url))
        .collect(Collectors.toSet());
  }

  private static int requests(Map<String, RequestLog.Count> answers, String url) {
    return answers.containsKey(url) ? answers.get(url).requests() : 0;
  }

  private static int inFull(Map<String, RequestLog.Count> answers, String url) {
    return answers.containsKey(url)
        ? answers.get(url).requests() - answers.get(url).notModified()
        : 0;
  }

  private Set<String> notAskedAgain(PressOffice office) {
    Map<String, RequestLog.Count> answers = answers(office);
    return unchanged().stream()
        .filter(url -> answers.get(url).requests() == answeredBefore.get(url).requests())
        .collect(Collectors.toSet());
  }

  private static Map<String, RequestLog.Count> answers(PressOffice office) {
    return office.requests().counts().stream()
        .collect(
            Collectors.toMap(
                count -> "http://%s:%d%s".formatted(count.host(), office.port(), count.path()),
                count -> count));
  }

  /// Nobody may have waited yet for a process that ended; it has no command any more.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private List<Revision> revisions(String statementId) {
    return settled.revisionsOfStatements().getOrDefault(statementId, List.of());
  }

  private List<Cause> causes() {
    return settled.revisions().stream().map(document -> document.revision().cause()).toList();
  }

  private static Map<String, Long> writes(List<Document> documents) {
    return documents.stream().collect(Collectors.toMap(Document::id, Document::write));
  }
}
