package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamiliesTest {
  private static final String FAMILY =
      """
      country: BG
      languages: [bg]
      zone: Europe/Sofia
      institution-type: ministry
      selectors:
        title: h1
        body: [.text, .content]
      schedule: {every: 30m}
      """;
  private static final String SOURCE =
      """
      extends: ministries
      id: bg-finance
      institution: Ministry of Finance
      homepage: https://finance.example/
      selectors: {body: .inner}
      schedule: {jitter: 0.5}
      """;

  @TempDir Path folder;

  @Test
  void aSourceTakesWhatItDoesNotSayFromItsFamily() {
    write("families/ministries.yaml", FAMILY);
    write("bg/finance.yaml", SOURCE);

    Source source = load().sources().getFirst();

    assertThat(source.country()).isEqualTo("BG");
    assertThat(source.institutionType()).isEqualTo("ministry");
    assertThat(source.family()).contains("ministries");
    assertThat(source.selectors().title()).containsExactly("h1");
    assertThat(source.selectors().body()).as("a list is taken whole").containsExactly(".inner");
    assertThat(source.schedule().every()).isEqualTo(Duration.ofMinutes(30));
    assertThat(source.schedule().jitter()).isEqualTo(0.5);
  }

  @Test
  void aCronExpressionTakesThePlaceOfTheFamilysInterval() {
    write("families/ministries.yaml", FAMILY);
    write("bg/finance.yaml", SOURCE.replace("{jitter: 0.5}", "{cron: 0 0/5 6-18 * * ?}"));

    assertThat(load().sources().getFirst().schedule().cron()).contains("0 0/5 6-18 * * ?");
  }

  @Test
  void aFamilyMayExtendAnotherAndOnlySaySomeOfIt() {
    write("families/state.yaml", FAMILY);
    write("families/ministries.yaml", "extends: state\nselectors: {title: h2}\n");
    write("bg.yaml", "- " + SOURCE.indent(2).strip() + "\n");

    Source source = load().sources().getFirst();

    assertThat(source.selectors().title()).containsExactly("h2");
    assertThat(source.zone().getId()).isEqualTo("Europe/Sofia");
    assertThat(source.family()).contains("ministries");
  }

  @Test
  void anUnknownFamilyIsToldWithWhatWasMeant() {
    write("families/ministries.yaml", FAMILY);
    write("bg/finance.yaml", SOURCE.replace("ministries", "minstries"));

    assertThat(problems())
        .containsExactly(
            "sources/bg/finance.yaml:1: extends: 'minstries' is not a family; did you mean"
                + " ministries?");
  }

  @Test
  void aCircleOfFamiliesIsToldOnceWhereItCloses() {
    write("families/a.yaml", "type: speech\nextends: b\n");
    write("families/b.yaml", "extends: a\n");
    write("one.yaml", SOURCE.replace("ministries", "a"));
    write("two.yaml", SOURCE.replace("ministries", "b").replace("bg-finance", "bg-mint"));

    assertThat(problems())
        .containsExactly(
            "sources/families/b.yaml:1: extends: a → b → a is not a chain of families with an end;"
                + " remove one of these extends");
  }

  @Test
  void aFamilyNobodyExtendsIsTold() {
    write("families/ministries.yaml", FAMILY);
    write("families/courts.yaml", FAMILY);
    write("bg/finance.yaml", SOURCE);

    assertThat(problems())
        .containsExactly(
            "sources/families/courts.yaml:1: the family 'courts' is not used by any source; write"
                + " `extends: courts` in one, or remove the file");
  }

  @Test
  void aWrongSettingOfAFamilyIsToldOnceInTheFamilysFile() {
    write(
        "families/ministries.yaml",
        FAMILY.replace("BG", "Bulgaria") + "homepag: https://x.example/\n");
    write("bg/finance.yaml", SOURCE);
    write("bg/mint.yaml", SOURCE.replace("bg-finance", "bg-mint"));

    assertThat(problems())
        .containsExactly(
            "sources/families/ministries.yaml:1: country: 'Bulgaria' is not a country; write a"
                + " two-letter code such as TR, or INT",
            "sources/families/ministries.yaml:9: homepag: 'homepag' is not a setting here; did"
                + " you mean homepage?");
  }

  @Test
  void aFamilyIsAGroupWithoutAnId() {
    write("families/ministries.yaml", "id: ministries\n" + FAMILY);
    write("families/list.yaml", "- " + FAMILY.indent(2).strip());
    write("bg/finance.yaml", SOURCE);

    assertThat(problems())
        .containsExactly(
            "sources/families/list.yaml:1: the text is not a group of settings; write key: value"
                + " lines; a family is no list",
            "sources/families/ministries.yaml:1: id: 'id' is not a setting of a family; give each"
                + " source its own");
  }

  @Test
  void treesThatContainThemselvesEnd() {
    write("families/ministries.yaml", "selectors: &a {remove: *a, title: *a}\n");
    write("bg/finance.yaml", SOURCE.replace("{body: .inner}", "&b {remove: *b, title: *b}"));

    assertThat(problems()).isNotEmpty();
  }

  @Test
  void hiddenFoldersArePassedOver() {
    write(".git/old.yaml", "{{");
    write("bg/.backup/old.yaml", "{{");

    assertThat(load().sources()).isEmpty();
  }

  private LoadedConfig load() {
    return ConfigLoader.load(folder, Map.of(), _ -> Optional.empty());
  }

  private List<String> problems() {
    ConfigException e = catchThrowableOfType(ConfigException.class, this::load);
    assertThat(e).as("a problem").isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }

  private void write(String name, String yaml) {
    try {
      Path file = folder.resolve("sources").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
