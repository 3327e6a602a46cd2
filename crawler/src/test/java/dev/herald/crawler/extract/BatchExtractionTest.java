package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchExtractionTest {
  private static final int MOST_BYTES = 100_000;

  @TempDir private Path folder;

  @Test
  void answersComeInTheOrderOfTheLines() throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      page("p" + i + ".html", "The council decides on bridge number " + i);
      lines.append("{\"id\":\"%d\",\"url\":null,\"html\":\"p%d.html\"}\n".formatted(i, i));
    }

    List<JsonNode> answers = run(lines.toString());

    assertThat(answers).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(answers.get(i).get("id").asText()).isEqualTo(Integer.toString(i));
      assertThat(answers.get(i).get("title").asText()).endsWith("number " + i);
      assertThat(answers.get(i).get("language").asText()).isEqualTo("en");
      assertThat(answers.get(i).get("published").asText()).isEqualTo("2024-03-14");
      assertThat(answers.get(i).get("text").asText()).startsWith("The council met today");
    }
  }

  @Test
  void aPageMayBeCompressed() throws IOException {
    page("page.html", "A decision of the council");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("page.html.gz")))) {
      Files.copy(folder.resolve("page.html"), out);
    }

    assertThat(run("{\"id\":\"a\",\"html\":\"page.html.gz\"}").getFirst().get("title").asText())
        .isEqualTo("A decision of the council");
  }

  @Test
  void aLineThatFailsSaysWhyAndTheRestGoesOn() throws IOException {
    page("good.html", "A decision of the council");
    Files.write(folder.resolve("huge.html"), new byte[MOST_BYTES + 1]);

    List<JsonNode> answers =
        run(
            """
            {"id":"broken","html":
            {"id":"gone","html":"gone.html"}
            {"id":"none"}
            {"id":"huge","html":"huge.html"}

            {"id":"good","html":"good.html"}
            """);

    assertThat(answers).hasSize(5);
    assertThat(answers.subList(0, 4)).allMatch(answer -> answer.has("error") && answer.size() == 2);
    assertThat(answers.getFirst().get("id").asText()).isEqualTo("broken");
    assertThat(answers.get(1).get("id").asText()).isEqualTo("gone");
    assertThat(answers.get(1).get("error").asText())
        .isEqualTo(
            "%s: no such file; \"html\" is a path relative to %s"
                .formatted(folder.resolve("gone.html"), folder));
    assertThat(answers.get(3).get("error").asText()).contains("over the limit of 100000 bytes");
    assertThat(answers.get(4).has("error")).isFalse();
  }

  /// Each stands between two lines that must go on being answered.
  static Stream<Arguments> linesThatNobodyCanRead() {
    return Stream.of(
        Arguments.of("not UTF-8", bytes("\u00ff\u00fe"), "null"),
        Arguments.of("a path that is not UTF-8", bytes("{\"id\":7,\"html\":\"\u00ff\"}"), "7"),
        Arguments.of(
            "an id that is not UTF-8", bytes("{\"id\":\"\u00ff\",\"html\":\"a\"}"), "null"),
        Arguments.of("half an object", bytes("{\"html\":\"good.html\",\"id\":\"b\""), "\"b\""),
        Arguments.of("no object", bytes("[1]"), "null"),
        Arguments.of("zeros", new byte[40], "null"),
        Arguments.of("a path with a zero", bytes("{\"id\":\"z\",\"html\":\"\\u0000\"}"), "\"z\""),
        Arguments.of(
            "two objects",
            bytes("{\"id\":\"a\",\"html\":\"good.html\"}{\"id\":\"b\",\"html\":\"good.html\"}"),
            "\"a\""),
        Arguments.of("too deep", bytes("[".repeat(100_000)), "null"),
        Arguments.of("no page", bytes("{\"id\":\"d\",\"html\":\"\"}"), "\"d\""),
        Arguments.of("not gzip", bytes("{\"id\":\"g\",\"html\":\"plain.gz\"}"), "\"g\""),
        Arguments.of(
            "too long",
            bytes("{\"id\":\"l\",\"html\":\"%s\"}".formatted("x".repeat(2 << 20))),
            "\"l\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linesThatNobodyCanRead")
  void everyLineIsAnswered(String what, byte[] line, String id) throws IOException {
    page("good.html", "A decision of the council");
    Files.writeString(folder.resolve("plain.gz"), "<html>");
    byte[] good = bytes("{\"id\":\"good\",\"html\":\"good.html\"}\n");

    List<JsonNode> answers = run(join(good, line, bytes("\r\n \n"), good));

    assertThat(answers).as(what).hasSize(3);
    assertThat(answers.get(1).get("id")).hasToString(id);
    assertThat(answers.get(1).get("error").asText()).isNotBlank();
    assertThat(answers.get(0).has("title") && answers.get(2).has("title")).isTrue();
  }

  @Test
  void aPageThatExhaustsTheStackFailsAlone() throws IOException {
    page("good.html", "A decision of the council");
    page("endless.html", "A page of endless depth");
    var general = new GeneralExtractor();
    Extractor extractor =
        (page, hints) ->
            page.bytes().utf8().contains("endless") ? descend(0) : general.extract(page, hints);

    List<JsonNode> answers =
        run(
            extractor,
            bytes(
                """
                {"id":"endless","html":"endless.html"}
                {"id":"good","html":"good.html"}
                """));

    assertThat(answers.getFirst().get("id").asText()).isEqualTo("endless");
    assertThat(answers.getFirst().get("error").asText()).contains("StackOverflowError");
    assertThat(answers.get(1).get("title").asText()).isEqualTo("A decision of the council");
  }

  private static ExtractResult descend(int depth) {
    return depth < 0 ? new ExtractResult.NoStatement("deep enough") : descend(depth + 1);
  }

  /// One byte for each character, so that a test can write bytes that are no UTF-8.
  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  @Test
  void aMonthIsADateThatSaysSo() throws IOException {
    page("month.html", "A decision of the council", "March 2024");
    page("changed.html", "A decision of the council", "Last updated: 14 March 2024");

    List<JsonNode> answers =
        run(
            """
            {"id":"month","html":"month.html"}
            {"id":"changed","html":"changed.html"}
            """);

    assertThat(answers.getFirst().get("published").asText()).isEqualTo("2024-03-01");
    assertThat(answers.getFirst().get("published_precision").asText()).isEqualTo("month");
    assertThat(answers.get(1).get("published").asText()).isEqualTo("2024-03-14");
    assertThat(answers.get(1).get("published_flags"))
        .extracting(JsonNode::asText)
        .containsExactly("last-changed");
  }

  private void page(String name, String title) throws IOException {
    page(name, title, "14 March 2024");
  }

  private void page(String name, String title, String date) throws IOException {
    String paragraph =
        "<p>The council met today and decided, after a long debate, to repair the old bridge.</p>";
    Files.writeString(
        folder.resolve(name),
        "<html lang=en><title>%s</title><h1>%s</h1><p>%s</p>%s"
            .formatted(title, title, date, paragraph.repeat(3)));
  }

  private List<JsonNode> run(String lines) throws IOException {
    return run(lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> run(byte[] lines) throws IOException {
    return run(new GeneralExtractor(), lines);
  }

  private List<JsonNode> run(Extractor extractor, byte[] lines) throws IOException {
    Path in = Files.write(folder.resolve("in.jsonl"), lines);
    var out = new ByteArrayOutputStream();
    var clock = Clock.fixed(Pages.FETCHED, ZoneOffset.UTC);

    new BatchExtraction(extractor, clock, MOST_BYTES).run(in, out);

    var answers = new ArrayList<JsonNode>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList())
      answers.add(new ObjectMapper().readTree(line));
    return answers;
  }
}
