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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(answers.subList(0, 4)).allMatch(answer -> answer.has("error"));
    assertThat(answers.get(1).get("id").asText()).isEqualTo("gone");
    assertThat(answers.get(1).get("error").asText()).contains("gone.html");
    assertThat(answers.get(3).get("error").asText()).contains("over the limit of 100000 bytes");
    assertThat(answers.get(4).has("error")).isFalse();
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
    Path in = Files.writeString(folder.resolve("in.jsonl"), lines);
    var out = new ByteArrayOutputStream();
    var clock = Clock.fixed(Pages.FETCHED, ZoneOffset.UTC);

    new BatchExtraction(new GeneralExtractor(), clock, MOST_BYTES).run(in, out);

    var answers = new ArrayList<JsonNode>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList())
      answers.add(new ObjectMapper().readTree(line));
    return answers;
  }
}
