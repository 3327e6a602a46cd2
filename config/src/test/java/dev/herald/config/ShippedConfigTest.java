package dev.herald.config;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The files that are shipped, read as a user's are.
class ShippedConfigTest {
  private static final Path FOLDER = Path.of("");
  private static final Path FAMILIES = FOLDER.resolve("sources/families");
  private static final Path CATALOGUE = Path.of("../../shared/sources/catalogue.jsonl");
  private static final Pattern CONFIRMED_OR_IN_USE =
      Pattern.compile(
          "fetched|verified|scraped|in use|listed as in use|stated as existing|captured|article"
              + " stored|crawler marked",
          Pattern.CASE_INSENSITIVE);
  private static final LocalDate LONG_AGO = LocalDate.of(2025, 1, 1);
  private static final ObjectMapper JSON = new ObjectMapper();

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

  @Test
  void everySourceSaysWhatTheTrustInItRestsOn() {
    assertThat(ConfigLoader.load(FOLDER).sources())
        .allSatisfy(
            source ->
                assertThat(source.verified())
                    .as(source.id())
                    .hasValueSatisfying(
                        verified -> {
                          assertThat(verified.date()).isBetween(LONG_AGO, LocalDate.now(UTC));
                          assertThat(verified.basis()).matches("[A-Z].{20,}\\.");
                        }));
  }

  @Test
  @EnabledIf("isCataloguePresent")
  void everyPlaceThatTheCatalogueCallsConfirmedOrInUseIsShipped() throws IOException {
    Set<String> shipped =
        ConfigLoader.load(FOLDER).sources().stream()
            .flatMap(source -> source.discovery().stream())
            .map(discovery -> withoutScheme(discovery.url()))
            .collect(Collectors.toSet());
    var absent = new ArrayList<String>();
    int sure = 0;
    for (String line : Files.readAllLines(CATALOGUE)) {
      JsonNode row = JSON.readTree(line);
      if (!CONFIRMED_OR_IN_USE.matcher(row.get("status").asText()).lookingAt()) continue;
      sure++;
      boolean found =
          Stream.of(row.path("url"), row.path("listing"))
              .anyMatch(url -> shipped.contains(withoutScheme(url.asText())));
      if (!found) absent.add(row.get("id").asText());
    }

    assertThat(sure).isGreaterThan(180);
    assertThat(absent)
        .as("one is a stored article of a site whose list nobody names")
        .containsExactly("jm-jis-en");
  }

  static boolean isCataloguePresent() {
    return Files.exists(CATALOGUE);
  }

  private static String withoutScheme(String url) {
    return url.replaceFirst("^https?://(?:www\\.)?", "").replaceFirst("/$", "");
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
