package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files that are shipped, read as a user's are.
class ShippedConfigTest {
  private static final Path FOLDER = Path.of("");

  @Test
  void theShippedFolderIsRightAndChangesNoDefault() {
    LoadedConfig config = ConfigLoader.load(FOLDER);

    assertThat(config.herald()).isEqualTo(HeraldConfig.defaults());
    assertThat(config.rules()).extracting(Rule::id).contains("monetary-policy");
    assertThat(config.sources()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(config.sources().stream().flatMap(source -> source.languages().stream()).distinct())
        .as("languages")
        .hasSizeGreaterThanOrEqualTo(8);
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
  void everySourceStandsInTheFileOfItsName() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("sources"))) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(Files.readAllLines(file))
                      .startsWith(
                          "# yaml-language-server: $schema=../schema/source.schema.json",
                          "id: " + file.getFileName().toString().replace(".yaml", "")));
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
