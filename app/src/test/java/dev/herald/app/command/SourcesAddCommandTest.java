package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.app.office.Institution;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.config.ConfigLoader;
import dev.herald.config.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Sources made of addresses of the demo press office, and of offices that each misbehave in one
/// way.
class SourcesAddCommandTest {
  @TempDir static Path folder;

  private static PressOffice office;
  private static PressRooms rooms;
  private static Path config;
  private static Path troubled;

  @BeforeAll
  static void open() throws Exception {
    office = PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")));
    config = folder.resolve("config");
    PressOfficeConfig.write(config, office, Map.of());
    for (Institution institution : office.institutions())
      Files.delete(config.resolve("sources").resolve(institution.id() + ".yaml"));
    rooms = PressRooms.open(folder.resolve("keys.p12"));
    troubled = Files.createDirectories(folder.resolve("troubled"));
    Files.writeString(troubled.resolve("herald.yaml"), rooms.settings());
  }

  @AfterAll
  static void close() throws IOException {
    office.close();
    rooms.close();
  }

  static Stream<Institution> institutions() {
    return office.institutions().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("institutions")
  void aHomePageMakesASourceThatFindsTheSitesStatements(Institution institution)
      throws IOException {
    String id = "added-" + institution.id();

    JsonNode added =
        run(config, "sources", "add", institution.url(), "--id", id, "--yes", "--json").json();

    assertThat(added.get("written").asBoolean()).isTrue();
    assertThat(config.resolve(added.get("file").asText())).exists();
    Source source = find(id);
    assertThat(Set.copyOf(source.languages())).isEqualTo(Set.copyOf(institution.languages()));
    assertThat(source.discovery()).isNotEmpty();
    JsonNode report = run(config, "sources", "check", id, "--json").json().get(0);
    int named = report.get("probes").findValues("items").stream().mapToInt(JsonNode::asInt).sum();
    assertThat(report.get("outcome").asText()).as(report.toString()).isEqualTo("ok");
    assertThat(named).isEqualTo(published(institution).size());
    assertThat(added.get("samples").findValuesAsText("url"))
        .allMatch(url -> published(institution).contains(url));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "commons, /news/, feed, /news/feed.xml",
    "landtag, /presse/feed.xml, feed, /presse/feed.xml",
    "suisan, /sitemap.xml, sitemap, /sitemap.xml",
    "pescas, /noticias, listing, /noticias"
  })
  void aFeedSitemapOrListingMakesOneToo(String institution, String path, String kind, String found)
      throws IOException {
    String base = "http://%s.localhost:%d".formatted(institution, office.port());

    JsonNode proposal = run(config, "sources", "add", base + path, "--json").json();

    JsonNode discovery = proposal.get("discoveries").get(0).get("discovery");
    assertThat(discovery.get("url").asText()).isEqualTo(base + found);
    assertThat(discovery.get("kind").asText()).isEqualToIgnoringCase(kind);
    assertThat(proposal.get("written").asBoolean()).isFalse();
  }

  @Test
  void aStatementsPageLeadsToWhereItIsListed() throws IOException {
    String page =
        published("ekonomika").stream().filter(url -> url.endsWith("=1")).findFirst().orElseThrow();

    JsonNode proposal = run(config, "sources", "add", page, "--json").json();

    assertThat(proposal.get("discoveries").get(0).get("discovery").get("url").asText())
        .endsWith("/news.php");
  }

  @Test
  void whatIsFoundIsShownWithWhatItRestsOn() {
    Ran ran = run(config, "sources", "add", home("banque"));

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains("confidence high", "Banque centrale du Val-d’Orne", "/presse/rss.xml")
        .contains("Europe/Paris  (certain: its clock is")
        .contains("d MMMM uuuu 'à' HH 'h' mm")
        .contains("country is assumed")
        .contains("Le conseil de politique monétaire", "/presse/communiques/{slug}");
    assertThat(ran.err()).contains("nothing is written without --yes");
  }

  @Test
  void theFileSaysWhatIsAssumedAndNothingIsEverOverwritten() throws IOException {
    String[] add = {"sources", "add", home("hazine"), "--id", "tr-twice", "--yes"};
    assertThat(run(config, add).code()).isEqualTo(ExitCode.OK);
    Path file = config.resolve("sources/tr/twice.yaml");
    String text = Files.readString(file);

    Ran sameId = run(config, add);
    Files.move(file, config.resolve("sources/tr/.twice.yaml"));
    Files.writeString(file, "# mine\n");
    Ran sameFile = run(config, add);

    assertThat(text).contains("country: TR  # assumed, please check", "links: \"#liste td a\"");
    assertThat(sameId.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(sameId.err()).contains("the id tr-twice is taken");
    assertThat(sameFile.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(sameFile.err()).contains("twice.yaml exists and stays as it is");
    assertThat(file).hasContent("# mine");
    Files.delete(file);
  }

  @Test
  void whatIsKnownBetterCounts() throws IOException {
    run(
            config,
            "sources",
            "add",
            home("tribunal"),
            "--country",
            "mx",
            "--zone",
            "America/Mexico_City",
            "--institution",
            "Tribunal: \"Alborada\" # 1",
            "--type",
            "court",
            "--id",
            "mx-tribunal",
            "--yes",
            "--json")
        .json();

    Source source = find("mx-tribunal");
    assertThat(source.institution()).isEqualTo("Tribunal: \"Alborada\" # 1");
    assertThat(source.zone()).isEqualTo(ZoneId.of("America/Mexico_City"));
    assertThat(Files.readString(config.resolve("sources/mx/tribunal.yaml")))
        .doesNotContain("assumed");
  }

  @Test
  void aSourceThatGivesLessThanWhenItWasAddedIsTold() throws IOException {
    run(config, "sources", "add", home("vouli"), "--id", "gr-less", "--yes", "--json").json();
    Path expected = config.resolve("sources/gr/less.expected.json");
    Files.writeString(
        expected, Files.readString(expected).replaceFirst("\"items\" : \\d+", "\"items\" : 900"));

    Ran ran = run(config, "sources", "check", "gr-less", "--json");

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.out()).contains("below-expected", "at least 900 were expected");
  }

  @ParameterizedTest(name = "{0} ends with {1}")
  @CsvSource({
    "http://app.example/news, 65, kind: json",
    "http://short.example/, 65, give the page that lists the statements",
    "http://closed.example/, 69, ask the publisher",
    "http://absent.example/, 69, try again later",
    "http://refusing.example/rss, 69, turns scripts away",
    "http://guarded.example/rss, 69, a page against bots",
    "http://gone.example/rss, 69, give the site's home page",
    "http://10.0.0.1/, 69, fetch.allow-addresses",
    "ftp://app.example/, 2, not an http or https address"
  })
  void eachTroubleIsToldWithWhatToDo(String url, int code, String advice) {
    Ran ran = run(troubled, "sources", "add", url, "--yes");

    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.err()).contains(advice);
    assertThat(troubled.resolve("sources")).doesNotExist();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "bulgarian, /c/7, Министерство на примерите",
    "wordless, /b, Minisiteran ny Ohatra",
    "mapped, /maps/7.xml, Ministry"
  })
  void aHomePageWithoutEnglishLeadsToItsStatements(String host, String path, String name)
      throws IOException {
    JsonNode proposal =
        run(troubled, "sources", "add", "http://%s.example/".formatted(host), "--json").json();

    assertThat(proposal.at("/discoveries/0/discovery/url").asText())
        .isEqualTo("http://%s.example%s".formatted(host, path));
    assertThat(proposal.get("samples").findValuesAsText("url"))
        .hasSize(3)
        .allMatch(url -> url.contains("/s/"));
    assertThat(proposal.at("/institution/value").asText()).isEqualTo(name);
    assertThat(proposal.at("/institution/certainty").asText()).isEqualTo("assumed");
  }

  @ParameterizedTest(name = "{0} leads to {1}")
  @CsvSource({
    "http://hub.example/, http://hub.example/releases",
    "http://portal.example/, http://portal.example/feed",
    "http://teasers.example/press, http://teasers.example/press",
    "http://api.example/v1/news, http://api.example/v1/news"
  })
  void anAddressLeadsToWhatListsStatementsAndNotToWhatIsNearer(String asked, String found)
      throws IOException {
    JsonNode proposal = run(troubled, "sources", "add", asked, "--json").json();

    assertThat(proposal.at("/discoveries/0/discovery/url").asText()).isEqualTo(found);
    assertThat(proposal.get("samples").findValuesAsText("url"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(url -> url.contains("/s/"));
  }

  @Test
  void theJsonThatAListIsMadeOfMakesASourceThatIsRead() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("json"));
    Files.writeString(mine.resolve("herald.yaml"), rooms.settings());

    String[] add = {"sources", "add", "http://api.example/v1/news", "--id", "xx-api", "--yes"};
    Ran added = run(mine, add);
    JsonNode report =
        run(mine, "sources", "check", "xx-api", "--stale", "9999", "--json").json().get(0);

    assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.OK);
    assertThat(report.at("/probes/0/items").asInt()).isEqualTo(3);
    assertThat(report.at("/probes/0/newest").asText()).isEqualTo("2026-02-25");
  }

  @Test
  void aTrialShowsTheSameProposalAndWritesNothing() throws IOException {
    JsonNode tried = run(config, "try", home("majles"), "--json").json();

    assertThat(tried.get("readAs").asText()).isEqualTo("homepage");
    assertThat(tried.get("proposal").get("zone").get("value").asText()).isEqualTo("Asia/Tehran");
    assertThat(config.resolve(tried.get("proposal").get("file").asText())).doesNotExist();
  }

  @Test
  void theTerminalAsksForWhatIsAssumedAndForConsent() throws IOException {
    var asked = new StringWriter();
    var answers = new BufferedReader(new StringReader("be\nnowhere\nEurope/Brussels\nyes\n"));
    var questions = new Questions(answers, new PrintWriter(asked));
    var proposal = SampleProposals.withAssumedCountryAndZone();

    var settled = questions.settle(proposal);

    assertThat(settled.country().value()).isEqualTo("BE");
    assertThat(settled.id().value()).isEqualTo("be-press");
    assertThat(settled.zone().value()).isEqualTo(ZoneId.of("Europe/Brussels"));
    assertThat(settled.doubts()).isEmpty();
    assertThat(questions.accept(settled)).isTrue();
    assertThat(questions.accept(settled)).as("the end of the answers").isFalse();
    assertThat(asked.toString()).contains("country [FR, assumed]", "no such time zone", "[y/n]");
  }

  private static Source find(String id) {
    return ConfigLoader.load(config).sources().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String home(String institution) {
    return "http://%s.localhost:%d/".formatted(institution, office.port());
  }

  private static Set<String> published(Institution institution) {
    return published(institution.id());
  }

  private static Set<String> published(String institution) {
    return office.oracle().statements().stream()
        .filter(entry -> entry.institution().equals(institution))
        .map(Oracle.Entry::url)
        .collect(Collectors.toSet());
  }

  private static Ran run(Path config, String... arguments) {
    List<String> all = new java.util.ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", config.toString()));
    return Ran.of(all.toArray(String[]::new));
  }
}
