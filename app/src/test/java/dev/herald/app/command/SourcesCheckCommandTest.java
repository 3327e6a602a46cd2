package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every outcome of a check, from press offices on loopback that each misbehave in one way.
class SourcesCheckCommandTest {
  @TempDir static Path config;

  private static PressRooms rooms;
  private static Ran all;
  private static Map<String, JsonNode> reports;

  @BeforeAll
  static void checkAllOnce() throws Exception {
    rooms = PressRooms.open(config.resolve("keys.p12"));
    Files.writeString(config.resolve("herald.yaml"), rooms.settings());
    for (Map.Entry<String, String> source : rooms.sources().entrySet()) {
      Path file = config.resolve("sources/xx").resolve(source.getKey() + ".yaml");
      Files.createDirectories(config.resolve("sources/xx"));
      Files.writeString(file, source.getValue());
    }
    all = run("sources", "check", "--json");
    reports =
        StreamSupport.stream(MessageCodec.mapper().readTree(all.out()).spliterator(), false)
            .collect(Collectors.toMap(report -> report.get("id").asText(), report -> report));
  }

  @AfterAll
  static void close() {
    rooms.close();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fine-feed|ok|",
        "fine-listing|ok|",
        "fine-home|ok|",
        "film-first|ok|",
        "indexed|ok|",
        "refusing|forbidden|HTTP 403",
        "guarded|html-for-feed|application/rss+xml titled 'Just a moment...'",
        "page-for-feed|html-for-feed|text/html",
        "app|script-only|without scripts",
        "empty|nothing-listed|",
        "broken-items|http-error|HTTP 404",
        "no-statement|unreadable|",
        "item-guarded|guarded|titled 'Just a moment...'",
        "listing-guarded|guarded|titled 'Just a moment...'",
        "item-app|unreadable|",
        "old|stale|nothing newer than",
        "old-listing|stale|nothing newer than",
        "moved|moved|http://fine.example/rss",
        "expired|certificate|the certificate",
        "closed|robots|Disallow: /",
        "absent|no-answer|refused",
        "gone|http-error|HTTP 404"
      })
  void eachTroubleHasItsWord(String id, String outcome, String detail) {
    JsonNode report = report(id);

    assertThat(report.get("outcome").asText()).as(report.toString()).isEqualTo(outcome);
    assertThat(probe(id).get("detail").asText()).contains(detail == null ? "" : detail);
  }

  @Test
  void aGoodSourceSaysHowFreshItIsAndWhatWasRead() {
    JsonNode probe = probe("fine-feed");

    assertThat(probe.get("items").asInt()).isEqualTo(2);
    assertThat(probe.get("newest").asText()).isEqualTo(rooms.recentDay().toString());
    assertThat(probe.get("ageDays").asLong()).isBetween(1L, 3L);
    assertThat(probe.get("statement").get("url").asText()).isEqualTo("http://fine.example/new");
    assertThat(probe.get("statement").get("title").asText()).isEqualTo("Budget agreed");
  }

  @Test
  void aMovedAddressIsNamedAndATemporaryRedirectIsNone() {
    assertThat(probe("moved").get("movedTo").asText()).isEqualTo("http://fine.example/rss");
    assertThat(report("elsewhere-today").get("outcome").asText()).isEqualTo("ok");
    assertThat(probe("elsewhere-today").has("movedTo")).isFalse();
  }

  @Test
  void oneBadDiscoveryMakesTheSourceBadAndTheOtherIsStillTold() {
    JsonNode report = report("half");

    assertThat(report.get("outcome").asText()).isEqualTo("forbidden");
    assertThat(report.get("probes").findValuesAsText("outcome")).containsExactly("ok", "forbidden");
  }

  @Test
  void progressGoesToStandardErrorAndTheExitCodeTells() {
    assertThat(all.code()).isEqualTo(ExitCode.FAILED);
    assertThat(all.err())
        .contains("/%d] closed: robots".formatted(reports.size()))
        .contains("of %d sources are ok".formatted(reports.size()));
    assertThat(all.err().lines().filter(line -> line.startsWith("[")))
        .hasSameSizeAs(reports.keySet());
    assertThat(reports).as("not enabled").doesNotContainKey("asleep");
  }

  @Test
  void namedSourcesAreCheckedAloneAndAllFineIsZero() {
    Ran ran = run("sources", "check", "fine-feed", "asleep");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).contains("OUTCOME", "fine-feed", "asleep", "Budget agreed");
    assertThat(ran.out()).doesNotContain("robots");
    assertThat(ran.err()).contains("2 of 2 sources are ok");
  }

  @Test
  void aCountryIsCheckedAloneAndTheAgeCanBeChosen() {
    Ran strict = run("sources", "check", "--country", "de,FR", "--stale", "0");
    Ran nobody = run("sources", "check", "--country", "FR");

    assertThat(strict.code()).isEqualTo(ExitCode.FAILED);
    assertThat(strict.out()).contains("fine-home", "stale").doesNotContain("fine-feed");
    assertThat(nobody.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(nobody.err()).contains("no source is chosen");
  }

  @Test
  void anUnknownSourceIsNotFound() {
    Ran ran = run("sources", "check", "fine-fed");

    assertThat(ran.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ran.err()).contains("'fine-fed'");
  }

  @Test
  void hostsAreAskedOneThingAtATime() {
    assertThat(rooms.mostAtOnce()).as("requests to one host at once").isEqualTo(1);
  }

  private static JsonNode report(String id) {
    assertThat(reports).containsKey(id);
    return reports.getOrDefault(id, MessageCodec.mapper().missingNode());
  }

  private static JsonNode probe(String id) {
    return report(id).at("/probes/0");
  }

  private static Ran run(String... arguments) {
    return Ran.of(
        Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
            .toArray(String[]::new));
  }
}
