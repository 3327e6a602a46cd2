package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractCommandTest {
  private static final String URL = "https://press.example/1";
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Budget agreed</title>
      <meta property="article:published_time" content="2024-03-14T10:30:00+01:00"></head>
      <body><main><article><h1>Budget agreed</h1>
      <p>The ministry has agreed the budget for the coming year with all the states.</p>
      <p>It is larger than that of the year before, and the states pay a third of it.</p>
      </article></main></body></html>
      """;

  @TempDir Path folder;

  @Test
  void aPageGivesTheFieldsOfABatchAndTheRecordBesideThem() throws IOException {
    JsonNode answer = Ran.of("extract", "--url", URL, page(), "--json").json();

    assertThat(answer.get("id").asText()).isEqualTo(Hashes.statementId(URL));
    assertThat(answer.get("url").asText()).isEqualTo(URL);
    assertThat(answer.get("title").asText()).isEqualTo("Budget agreed");
    assertThat(answer.get("published").asText()).isEqualTo("2024-03-14T10:30:00+01:00");
    assertThat(answer.get("text").asText())
        .startsWith("The ministry has agreed")
        .endsWith(
            "states.\n\n"
                + "It is larger than that of the year before, and the states pay a third of it.");
    assertThat(answer.get("language").asText()).isEqualTo("en");
    assertThat(answer.at("/statement/published/instant").asText())
        .isEqualTo("2024-03-14T09:30:00Z");
    assertThat(answer.at("/statement/blocks")).hasSize(2);
  }

  @Test
  void aPageOfNobodyKnowsWhereComesFromStandardInput() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8)));
    try {
      JsonNode answer = Ran.of("extract", "-").json();

      assertThat(answer.get("title").asText()).isEqualTo("Budget agreed");
      assertThat(answer.get("id").isNull() && answer.get("url").isNull()).isTrue();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aPageOverTheLimitIsRefusedNotCut() throws IOException {
    Path page = folder.resolve("bomb.html.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(page))) {
      out.write(PAGE.getBytes(StandardCharsets.UTF_8));
      out.write(new byte[StoredPage.MAX_BYTES]);
    }

    Ran ran = Ran.of("extract", page.toString());

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip())
        .isEqualTo(page + ": page is over the limit of " + StoredPage.MAX_BYTES + " bytes");
  }

  @Test
  void whatIsNotCompressedAsItsNameSaysIsBadInput() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html.gz"), PAGE);

    Ran ran = Ran.of("extract", page.toString());

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err()).contains("page.html.gz: no gzip");
  }

  @Test
  void whatIsNoAddressIsNotTakenForOne() throws IOException {
    Ran extracted = Ran.of("extract", "--url", "not an address", page());
    Ran tried = Ran.of("try", page(), "--url", "ftp://press.example/1");

    assertThat(extracted.code()).isEqualTo(ExitCode.USAGE);
    assertThat(extracted.out()).isEmpty();
    assertThat(extracted.err()).contains("--url: 'not an address' is no http or https address");
    assertThat(tried.code()).isEqualTo(ExitCode.USAGE);
    assertThat(tried.err()).contains("--url: 'ftp://press.example/1'");
  }

  @Test
  void aBatchNamesItsPagesItself() throws IOException {
    Path list = Files.writeString(folder.resolve("in.jsonl"), "");

    Ran ran = Ran.of("extract", "--batch", list.toString(), page());

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("--batch takes no FILE and no --url");
  }

  @Test
  void aPageWithoutAStatementSaysWhy() throws IOException {
    Path page = Files.write(folder.resolve("garbage.html"), new byte[4000]);

    Ran ran = Ran.of("extract", page.toString());

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("no statement: ");
  }

  private String page() throws IOException {
    return Files.writeString(folder.resolve("page.html"), PAGE).toString();
  }
}
