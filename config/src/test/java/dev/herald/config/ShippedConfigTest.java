package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files that are shipped, read as a user's are.
class ShippedConfigTest {
  private static final Path FOLDER = Path.of("");
  private static final Path FAMILIES = FOLDER.resolve("sources/families");

  @Test
  void theShippedFolderIsRightAndChangesNoDefault() {
    LoadedConfig config = ConfigLoader.load(FOLDER);

    assertThat(config.herald()).isEqualTo(HeraldConfig.defaults());
    assertThat(config.rules()).extracting(Rule::id).contains("monetary-policy");
    assertThat(config.sources()).hasSizeGreaterThanOrEqualTo(190);
    assertThat(config.sources().stream().flatMap(source -> source.languages().stream()).distinct())
        .as("languages")
        .hasSizeGreaterThanOrEqualTo(24);
  }

  @Test
  void everyCommentedExampleOfHeraldYamlIsRight() throws IOException {
    String examples =
        Files.readString(FOLDER.resolve("herald.yaml"))
            .lines()
            .filter(line -> line.matches("# {1,}[a-z].*:( .*)?$|#  .*"))
            .filter(line -> !line.contains("$schema"))
            .map(line -> line.substring(2))
            .reduce("", (all, line) -> all + line + "\n");
    var problems = new Problems();
    YamlFile file = YamlFile.parse("herald.yaml", examples, problems);
    var scalars = new Scalars(FOLDER, name -> Optional.of("value of " + name));

    var config =
        new Binder(file, scalars, Overrides.none(), problems)
            .bind(file.root(), HeraldConfig.class, "");

    assertThat(problems.sorted())
        .as("problems")
        .extracting(Problem::path)
        .containsExactly("channels.desk-hook.webhook.secret");
    assertThat(config).isEmpty();
    assertThat(examples).contains("kafka:", "elasticsearch:", "postgresql:", "channels:");
  }

  @Test
  void everySourceStandsInItsCountrysFolderUnderItsName() throws IOException {
    Map<String, String> countries =
        ConfigLoader.load(FOLDER).sources().stream()
            .collect(Collectors.toMap(Source::id, Source::country));
    List<Path> files = shipped(path -> !path.startsWith(FAMILIES));

    assertThat(files)
        .hasSameSizeAs(countries.keySet())
        .allSatisfy(
            file -> {
              String country = file.getName(file.getNameCount() - 2).toString();
              String id = country + "-" + file.getFileName().toString().replace(".yaml", "");
              assertThat(Files.readAllLines(file))
                  .startsWith(
                      "# yaml-language-server: $schema=../../schema/source.schema.json",
                      "id: " + id);
              assertThat(countries).containsEntry(id, country.toUpperCase(Locale.ROOT));
            });
  }

  @Test
  void everyFamilyIsSharedByThreeSourcesAtLeast() throws IOException {
    List<String> used =
        ConfigLoader.load(FOLDER).sources().stream().flatMap(s -> s.family().stream()).toList();

    assertThat(shipped(path -> path.startsWith(FAMILIES)))
        .isNotEmpty()
        .allSatisfy(
            file -> {
              String name = file.getFileName().toString().replace(".yaml", "");
              assertThat(used.stream().filter(name::equals)).as(name).hasSizeGreaterThan(2);
              assertThat(Files.readAllLines(file))
                  .startsWith("# yaml-language-server: $schema=../../schema/family.schema.json");
            });
  }

  @Test
  void noPlaceIsVisitedForTwoSources() {
    assertThat(ConfigLoader.load(FOLDER).sources().stream().flatMap(s -> s.discovery().stream()))
        .extracting(Source.Discovery::url)
        .doesNotHaveDuplicates();
  }

  private static List<Path> shipped(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER.resolve("sources"))) {
      return files.filter(Files::isRegularFile).filter(which).toList();
    }
  }

  @Test
  void everyQueryOfTheDocumentationParses() throws IOException {
    String page = Files.readString(FOLDER.resolve("../docs/query-language.md"));
    String table = page.substring(0, page.indexOf("## Fields"));
    var queries =
        Pattern.compile("(?m)^\\| (`.+?) \\|")
            .matcher(table)
            .results()
            .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
            .map(query -> query.group(1))
            .toList();

    assertThat(queries)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            query ->
                assertThat(QueryParser.parseForRule(query)).isInstanceOf(ParsedQuery.Valid.class));
  }
}
