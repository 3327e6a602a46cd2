package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.office.Institution;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.config.LiveConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.dashboard.addition.SourceDesk.Edits;
import dev.herald.dashboard.addition.SourceDesk.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalDeskTest {
  private static final Edits AS_FOUND = new Edits("", "", "", "", "", "");

  @TempDir Path folder;

  private PressOffice office;
  private LiveConfig live;
  private ProposalDesk desk;

  @BeforeEach
  void open() throws Exception {
    office = PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")));
    Path config = folder.resolve("config");
    PressOfficeConfig.write(config, office, Map.of());
    for (Institution institution : office.institutions())
      Files.delete(config.resolve("sources").resolve(institution.id() + ".yaml"));
    live = LiveConfig.start(config, Map.of());
    desk = new ProposalDesk(live, Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
    live.close();
    office.close();
  }

  @Test
  void whatIsAcceptedIsTakenUpByTheRunningConfiguration() throws Exception {
    BlockingQueue<LoadedConfig> changes = new ArrayBlockingQueue<>(10);
    live.onChange(changes::add);
    String key = desk.begin("http://vouli.localhost:%d/".formatted(office.port())).orElseThrow();
    Look found = ended(key);

    List<String> wrong = desk.accept(key, new Edits("", "", "", "", "", "Europa/Athen"));
    List<String> problems = desk.accept(key, new Edits("gr-parliament", "", "gr", "", "", ""));

    assertThat(found).isInstanceOf(Look.Found.class);
    assertThat(wrong).singleElement().asString().contains("Europa/Athen is no time zone");
    assertThat(problems).isEmpty();
    assertThat(desk.find(key).orElseThrow())
        .isEqualTo(new Look.Added(found.url(), "gr-parliament", "sources/gr/parliament.yaml"));
    LoadedConfig changed = changes.poll(60, TimeUnit.SECONDS);
    assertThat(changed).isNotNull();
    assertThat(live.sources()).extracting(source -> source.id()).containsExactly("gr-parliament");
  }

  @Test
  void anAddressOfTheOwnNetworkIsRefused() throws Exception {
    String key = desk.begin("http://10.1.2.3/").orElseThrow();

    assertThat(ended(key))
        .isInstanceOfSatisfying(
            Look.Nothing.class, nothing -> assertThat(nothing.reason()).contains("private"));
    assertThat(desk.accept(key, AS_FOUND)).containsExactly("there is nothing to add");
  }

  @Test
  void whatIsNoAddressIsNotLookedAt() throws Exception {
    assertThat(desk.begin("file:///etc/passwd")).isEmpty();
    assertThat(desk.find("unknown")).isEmpty();
    assertThat(desk.accept("unknown", AS_FOUND)).singleElement().asString().contains("look again");
  }

  private Look ended(String key) throws InterruptedException {
    Look look = desk.find(key).orElseThrow();
    while (look instanceof Look.Looking) {
      Thread.sleep(50);
      look = desk.find(key).orElseThrow();
    }
    return look;
  }
}
