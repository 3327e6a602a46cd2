package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveConfigTest {
  private static final String RULE = "id: taxes\nname: Taxes\nquery: tax\n";
  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path folder;
  private final BlockingQueue<LoadedConfig> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<Problem>> problems = new LinkedBlockingQueue<>();
  @AutoClose private LiveConfig live;

  @BeforeEach
  void start() throws IOException {
    write("sources/az.yaml", ConfigLoaderTest.SOURCE);
    live = LiveConfig.start(folder, Map.of());
    live.onChange(changes::add);
    live.onProblems(problems::add);
  }

  @Test
  void aNewSourceAppears() throws Exception {
    write("sources/second.yaml", ConfigLoaderTest.SOURCE.replace("id: az", "id: az-2"));

    assertThat(next(changes).sources()).extracting(Source::id).containsExactly("az", "az-2");
    assertThat(live.sources()).hasSize(2);
  }

  @Test
  void aChangedSourceIsReplacedByAnEditorThatRenames() throws Exception {
    write("sources/az.yaml.new", ConfigLoaderTest.SOURCE.replace("Milli Majlis", "Parliament"));
    Files.move(
        folder.resolve("sources/az.yaml.new"),
        folder.resolve("sources/az.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(next(changes).sources())
        .extracting(Source::institution)
        .containsExactly("Parliament");
  }

  @Test
  void aSourceInANewSubfolderAppearsAndItsLaterChangesCount() throws Exception {
    write("sources/de/bank.yaml", ConfigLoaderTest.SOURCE.replace("id: az", "id: de-bank"));
    assertThat(next(changes).sources()).extracting(Source::id).containsExactly("az", "de-bank");

    write("sources/de/bank.yaml", ConfigLoaderTest.SOURCE.replace("id: az", "id: de-mint"));

    assertThat(next(changes).sources()).extracting(Source::id).containsExactly("az", "de-mint");
  }

  @Test
  void aChangedFamilyChangesItsSources() throws Exception {
    write("sources/families/f.yaml", "type: speech\n");
    write("sources/az.yaml", ConfigLoaderTest.SOURCE + "extends: f\n");
    awaitType("speech");

    write("sources/families/f.yaml", "type: verdict\n");

    awaitType("verdict");
  }

  private void awaitType(String type) throws InterruptedException {
    while (!live.sources().getFirst().type().equals(type)) next(changes);
  }

  @Test
  void aDeletedSourceIsGone() throws Exception {
    Files.delete(folder.resolve("sources/az.yaml"));

    assertThat(next(changes).sources()).isEmpty();
  }

  @Test
  void aFolderMadeLaterIsWatchedToo() throws Exception {
    write("rules/desk.yaml", RULE);
    assertThat(next(changes).rules()).extracting(Rule::id).containsExactly("taxes");

    write("rules/desk.yaml", RULE.replace("query: tax", "query: vat"));
    assertThat(next(changes).rules()).extracting(Rule::query).containsExactly("vat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: az\ninstitution: Mil",
        "id: [",
        "id: az\ninstitution: X\ncountry: AZ\nlanguages: [az]\nzone: Asia/Bak\nhomepage: http://x/\n"
      })
  void aBadFileChangesNothingAndIsTold(String bad) throws Exception {
    write("rules/desk.yaml", RULE);
    write("sources/az.yaml", bad);

    assertThat(next(problems)).allSatisfy(p -> assertThat(p.file()).isEqualTo("sources/az.yaml"));
    assertThat(live.problems()).isNotEmpty();
    assertThat(live.sources()).extracting(Source::institution).containsExactly("Milli Majlis");

    write("sources/az.yaml", ConfigLoaderTest.SOURCE.replace("Milli Majlis", "Parliament"));
    assertThat(next(problems)).isEmpty();
    assertThat(live.problems()).isEmpty();
    assertThat(live.sources()).extracting(Source::institution).containsExactly("Parliament");
    assertThat(live.rules()).hasSize(1);
  }

  @Test
  void aListenerThatBreaksDoesNotStopTheOthers() throws Exception {
    var later = new LinkedBlockingQueue<LoadedConfig>();
    live.onChange(
        _ -> {
          throw new IllegalStateException("broken on purpose");
        });
    live.onChange(later::add);

    write("rules/desk.yaml", RULE);

    assertThat(next(later).rules()).hasSize(1);
  }

  @Test
  void settingsOfHeraldYamlStayUntilTheNextStart() throws Exception {
    write("herald.yaml", "dashboard: {port: 9999}\nchannels: {desk: {log: {}}}\n");
    write("rules/desk.yaml", RULE + "channels: [desk]\n");

    LoadedConfig config = next(changes);
    assertThat(config.rules()).extracting(Rule::channels).containsExactly(List.of("desk"));
    assertThat(config.herald()).isEqualTo(HeraldConfig.defaults());
  }

  @Test
  void aFolderThatIsWrongAtTheStartIsRefused() throws Exception {
    write("sources/az.yaml", "id: [");

    assertThatThrownBy(() -> LiveConfig.start(folder, Map.of()))
        .isInstanceOf(ConfigException.class);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T news = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(news).as("news within %d s", PATIENCE_SECONDS).isNotNull();
    return news;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
