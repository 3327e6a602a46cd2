package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.office.Institution;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.office.PressOfficeOptions.Pace;
import dev.herald.app.process.StoredDocuments.Document;
import dev.herald.app.stack.DataFolder;
import dev.herald.app.stack.EmbeddedPostgres;
import dev.herald.app.stack.Stack;
import dev.herald.app.stack.TestStack;
import dev.herald.config.ConfigLoader;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Takes one engine away for a minute while statements are published and edited, and looks whether
/// anything is lost or told for no reason.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {
  private static final Duration OUTAGE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private HeraldConfig settings;
  private Path folder;
  private DataFolder data;
  private HeraldConfig addresses;
  private final EnumMap<Engine, Stack> engines = new EnumMap<>(Engine.class);
  private LoadedConfig rules;
  private WebhookReceiver receiver;
  private PressOffice office;
  private LiveHerald herald;

  /// An engine, started apart from the others so that it can go and come alone.
  enum Engine {
    ELASTICSEARCH,
    KAFKA,
    POSTGRESQL
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    data = DataFolder.hold(Files.createDirectories(folder.resolve("engines")));
    settings = TestStack.settings(data.path());
    for (Engine engine : Engine.values()) startEngine(engine);
    addresses = addresses();
    receiver = WebhookReceiver.start();
    Pace steady = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ZERO);
    office = PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")).withPace(steady));
    for (Institution institution : office.institutions()) office.publish(institution.id(), 1);
    Path config = folder.resolve("config");
    PressOfficeConfig.write(config, office, Map.of("hook", receiver.url()));
    Files.writeString(
        config.resolve("rules/test.yaml"),
        "- {id: everything, name: Everything, query: \"*\", channels: [hook]}\n");
    OfficeSettings.lookAgainEvery(config, Duration.ofSeconds(8));
    rules = ConfigLoader.load(config, Map.of());
    herald = LiveHerald.start(config, addresses);
    awaitEverything();
  }

  @AfterAll
  void stop() throws Exception {
    if (herald != null) herald.close();
    if (office != null) office.close();
    if (receiver != null) receiver.close();
    engines.values().forEach(Stack::close);
    data.close();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aMinuteWithoutAnEngineLosesNothing(Engine engine) throws Exception {
    String name = engine.name().toLowerCase(Locale.ROOT);
    Oracle before = office.oracle();
    engines.get(engine).close();
    LiveHerald.await(
        "/readyz says that " + name + " is away",
        OUTAGE,
        () -> {
          var answer = herald.get("/readyz");
          return answer.statusCode() == 503 && answer.body().contains(name);
        });
    TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());

    startEngine(engine);

    LiveHerald.await("ready again", LIMIT, () -> herald.get("/readyz").statusCode() == 200);
    assertThat(office.oracle().statements()).hasSizeGreaterThan(before.statements().size());
    assertThat(edits(office.oracle())).isGreaterThan(edits(before));
    awaitEverything();
  }

  /// Waits until the newest text of all that is published by now is stored once, and every delivery
  /// it calls for was made, and no other.
  private void awaitEverything() throws Exception {
    Oracle oracle = office.oracle();
    LiveHerald.awaitAll("newest texts", LIMIT, () -> stored().behind(oracle, office.oracle()));
    StoredDocuments stored = stored();
    assertThat(stored.statements()).extracting(Document::url).doesNotHaveDuplicates();
    Set<String> due = stored.due(rules, "hook");
    LiveHerald.awaitAll("deliveries", LIMIT, () -> LiveHerald.without(due, receiver.deliveryIds()));
    Set<String> delivered = receiver.deliveryIds();
    LiveHerald.awaitAll(
        "what calls for deliveries",
        LIMIT,
        () -> LiveHerald.without(delivered, stored().due(rules, "hook")));
    assertThat(receiver.idsOfMatches()).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
  }

  private static long edits(Oracle oracle) {
    return oracle.statements().stream().mapToLong(entry -> entry.versions().size() - 1).sum();
  }

  private StoredDocuments stored() throws IOException, InterruptedException {
    Set<String> sources =
        office.institutions().stream().map(Institution::id).collect(Collectors.toSet());
    return StoredDocuments.read(addresses.elasticsearch().url().orElseThrow(), sources);
  }

  /// Starts one engine in its own folder; the others are said to be elsewhere.
  private void startEngine(Engine engine) {
    HeraldConfig alone =
        settings.with(
            engine == Engine.KAFKA
                ? settings.kafka()
                : settings.kafka().at("127.0.0.1:" + settings.kafka().port()),
            engine == Engine.ELASTICSEARCH
                ? settings.elasticsearch()
                : settings
                    .elasticsearch()
                    .at("http://127.0.0.1:" + settings.elasticsearch().port()),
            engine == Engine.POSTGRESQL
                ? settings.postgresql()
                : settings
                    .postgresql()
                    .at(EmbeddedPostgres.url(settings.postgresql().port()), "", new Secret("")));
    engines.put(engine, Stack.start(alone, data, _ -> {}));
  }

  private HeraldConfig addresses() {
    return settings.with(
        engines.get(Engine.KAFKA).config().kafka(),
        engines.get(Engine.ELASTICSEARCH).config().elasticsearch(),
        engines.get(Engine.POSTGRESQL).config().postgresql());
  }
}
