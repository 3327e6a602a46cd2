package dev.herald.config.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Overlap;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.config.message.PublicationTime.Flag;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages once written stay readable for ever: files named `*.v1.json` are never edited.
class MessageContractTest {

  @Test
  void aRevisionOfVersionOneReadsAsItWasMeant() throws IOException {
    Revision revision = MessageCodec.read(golden("revision.v1.json"), Revision.class);

    assertThat(revision.statement().blocks())
        .containsExactly(
            new Block(Zone.HEADING, "The visit", Optional.empty(), 2, List.of()),
            new Block(
                Zone.QUOTE,
                "“We agreed,” said the Speaker.",
                Optional.empty(),
                0,
                List.of(new Quotation(0, 12, Optional.of("the Speaker")))),
            new Block(Zone.PARAGRAPH, "Xoş gəlmisiniz.", Optional.of("az"), 0, List.of()),
            Block.of(Zone.SIGNATURE, "The Press Department"));
    assertThat(revision.statement().published())
        .isEqualTo(
            PublicationTime.ofMinute(
                    "26 February 2021 | 19:10",
                    LocalDate.of(2021, 2, 26),
                    LocalTime.of(19, 10),
                    ZoneId.of("Asia/Baku"),
                    Provenance.SELECTOR)
                .withFlags(Set.of(Flag.BACK_DATED)));
    assertThat(revision.statement().evidence())
        .isEqualTo(
            new Evidence(
                "https://press.example/en/news/1",
                Optional.of("2021-02-26.warc.gz"),
                4096,
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                200,
                Map.of("content-type", "text/html; charset=utf-8"),
                Instant.parse("2021-02-26T15:30:00.123Z"),
                "allowed: no rule matches"));
    assertThat(revision.cause()).isEqualTo(Cause.EDITED);
    assertThat(revision.number()).isEqualTo(2);
    assertThat(revision.version()).isEqualTo(1614352200123L);
    assertThat(revision.statement().attachments())
        .extracting(Statement.Attachment::problem)
        .containsExactly(Optional.empty(), Optional.of("no text layer"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "revision.v1.json, dev.herald.config.message.Revision",
    "revision-fewest-fields.v1.json, dev.herald.config.message.Revision",
    "crawl-report.v1.json, dev.herald.config.message.CrawlReport",
    "rule.v1.json, dev.herald.config.rule.Rule",
  })
  void whatIsReadIsWrittenTheSame(String file, Class<?> type) throws IOException {
    Object message = MessageCodec.read(golden(file), type);

    byte[] written = MessageCodec.write(message);

    assertThat(MessageCodec.mapper().readTree(written))
        .isEqualTo(MessageCodec.mapper().readTree(golden(file)));
    Object again = MessageCodec.read(written, type);
    assertThat(again).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "revision.v1.json, dev.herald.config.message.Revision",
    "crawl-report.v1.json, dev.herald.config.message.CrawlReport",
    "rule.v1.json, dev.herald.config.rule.Rule",
  })
  void fieldsOfALaterVersionAreIgnoredEverywhere(String file, Class<?> type) throws IOException {
    JsonNode later = MessageCodec.mapper().readTree(golden(file));
    addFields(later);
    ((ObjectNode) later).put("schemaVersion", 2);

    Object message = MessageCodec.read(bytes(later), type);

    Object known = MessageCodec.read(golden(file), type);
    assertThat(message)
        .usingRecursiveComparison()
        .ignoringFields("schemaVersion", "statement.evidence.headers")
        .ignoringFields("statement.extraction.chosenBy")
        .isEqualTo(known);
  }

  @Test
  void valuesOfALaterVersionAreReadAsTheSafestKnownOne() throws IOException {
    var later = (ObjectNode) MessageCodec.mapper().readTree(golden("revision.v1.json"));
    later.put("cause", "corrected");
    ((ObjectNode) later.at("/statement/blocks/0")).put("zone", "caption");
    var published = (ObjectNode) later.at("/statement/published");
    published.put("precision", "year").put("provenance", "oracle");
    ((ArrayNode) published.get("flags")).add("leap-second");

    Revision revision = MessageCodec.read(bytes(later), Revision.class);

    assertThat(revision.cause()).isEqualTo(Cause.REEXTRACTED);
    assertThat(revision.statement().blocks().getFirst().zone()).isEqualTo(Zone.PARAGRAPH);
    assertThat(revision.statement().published())
        .isEqualTo(
            new PublicationTime(
                Optional.of("26 February 2021 | 19:10"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ZoneId.of("Asia/Baku")),
                Optional.empty(),
                Precision.UNKNOWN,
                Provenance.NONE,
                Set.of(Flag.BACK_DATED)));
  }

  @Test
  void whatBecameOfSelectorsTravelsWithTheStatement() throws IOException {
    var revision = (ObjectNode) MessageCodec.mapper().readTree(golden("revision.v1.json"));
    var tried =
        new Statement.Tried(
            "body", Optional.of("since 2024-06-01"), ".text", 1, Optional.of("finds nothing"));
    var statement = (ObjectNode) revision.at("/statement");
    statement.put("author", "Press Department");
    ((ObjectNode) statement.at("/extraction"))
        .set("selectors", MessageCodec.mapper().valueToTree(List.of(tried)));

    Statement read = MessageCodec.read(bytes(revision), Revision.class).statement();

    assertThat(read.author()).contains("Press Department");
    assertThat(read.extraction().selectors()).contains(List.of(tried));
    assertThat(MessageCodec.mapper().readTree(MessageCodec.write(read))).isEqualTo(statement);
  }

  @Test
  void theDatelineTravelsWithTheStatementAndMayBeMissing() throws IOException {
    var revision = (ObjectNode) MessageCodec.mapper().readTree(golden("revision.v1.json"));
    var statement = (ObjectNode) revision.at("/statement");
    assertThat(MessageCodec.read(bytes(revision), Revision.class).statement().dateline()).isEmpty();
    var dateline = new Statement.Dateline("Baku", "Baku, 26 February");
    statement.set("dateline", MessageCodec.mapper().valueToTree(dateline));

    Statement read = MessageCodec.read(bytes(revision), Revision.class).statement();

    assertThat(read.dateline()).contains(dateline);
    assertThat(MessageCodec.mapper().readTree(MessageCodec.write(read))).isEqualTo(statement);
  }

  @Test
  void aLaterOutcomeOfAVisitIsReadAsPartial() throws IOException {
    var later = (ObjectNode) MessageCodec.mapper().readTree(golden("crawl-report.v1.json"));
    later.put("outcome", "postponed");

    assertThat(MessageCodec.read(bytes(later), CrawlReport.class).outcome())
        .isEqualTo(CrawlReport.Outcome.PARTIAL);
  }

  @Test
  void whatBecameOfDiscoveriesAndPagesTravelsWithTheReport() throws IOException {
    var report = (ObjectNode) MessageCodec.mapper().readTree(golden("crawl-report.v1.json"));
    var discovered =
        new Discovered(
            "https://press.example/rss",
            Discovered.Result.UNCHANGED,
            0,
            0,
            Optional.of(new Overlap(2, 7)));
    var pages = new Pages(1, 2, 3, 0, 4, 1, 0, 0, 0, 0, 0, Map.of("fetch", 1));
    report.set("discoveries", MessageCodec.mapper().valueToTree(List.of(discovered)));
    report.set("pages", MessageCodec.mapper().valueToTree(pages));

    CrawlReport read = MessageCodec.read(bytes(report), CrawlReport.class);

    assertThat(read.discoveries()).contains(List.of(discovered));
    assertThat(read.pages()).contains(pages);
    assertThat(MessageCodec.mapper().readTree(MessageCodec.write(read))).isEqualTo(report);
    assertThat(report.at("/discoveries/0/result").asText()).isEqualTo("unchanged");
  }

  @Test
  void aLaterResultOfADiscoveryIsReadAsFailed() throws IOException {
    var later = (ObjectNode) MessageCodec.mapper().readTree(golden("crawl-report.v1.json"));
    later
        .putArray("discoveries")
        .addObject()
        .put("url", "https://press.example/rss")
        .put("result", "postponed")
        .put("listed", 0)
        .put("added", 0);

    assertThat(MessageCodec.read(bytes(later), CrawlReport.class).discoveries())
        .contains(
            List.of(new Discovered("https://press.example/rss", Discovered.Result.FAILED, 0, 0)));
  }

  @Test
  void aRuleReadsAsItWasMeant() throws IOException {
    assertThat(MessageCodec.read(golden("rule.v1.json"), Rule.class))
        .isEqualTo(
            new Rule(
                "interest-rates",
                "Interest rates",
                "\"interest rate\" AND country:TR",
                List.of("log", "desk"),
                List.of(Cause.PUBLISHED, Cause.EDITED),
                true,
                Optional.of("For the economy desk.")));
  }

  @Test
  void whatIsNoMessageIsAnIoException() {
    for (String text : List.of("", "{", "[]", "{}", "{\"cause\":1}", "\u0000", "null"))
      assertThatThrownBy(
              () -> MessageCodec.read(text.getBytes(StandardCharsets.UTF_8), Revision.class))
          .as(text)
          .isInstanceOf(IOException.class);
  }

  private static void addFields(JsonNode node) {
    node.forEach(MessageContractTest::addFields);
    if (node instanceof ObjectNode object)
      object.put("aText", "later").set("zz", object.objectNode().put("deep", true));
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    if (node.at("/statement") instanceof ObjectNode statement) {
      // These two are maps of texts, where every key is known.
      ((ObjectNode) statement.at("/evidence/headers")).remove("zz");
      ((ObjectNode) statement.at("/extraction/chosenBy")).remove("zz");
    }
    return MessageCodec.mapper().writeValueAsBytes(node);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = MessageContractTest.class.getResourceAsStream("/message/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
