package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import java.util.Optional;
import java.util.Random;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralExtractorTest {
  private static final String URL = "https://assembly.example/en/news/4711?print=0";

  @Test
  void titleIsTheHeadingWithoutTheSitesName() {
    Extracted found = Pages.extract(Pages.resource("statement.html", URL), Hints.NONE);

    assertThat(found.title())
        .isEqualTo("The Assembly of Norvania adopts a resolution on river safety");
  }

  @Test
  void navigationShareBarAndRelatedItemsAreLeftOut() {
    Extracted found = Pages.extract(Pages.resource("statement.html", URL), Hints.NONE);

    assertThat(found.blocks())
        .extracting(Block::text)
        .noneMatch(text -> text.contains("Members") || text.contains("Telegram"))
        .noneMatch(text -> text.contains("Committee visits") || text.contains("All rights"))
        .anyMatch(text -> text.startsWith("The Assembly of Norvania, which has followed"));
  }

  @Test
  void linksOfThePageAreReadAgainstItsAddress() {
    Extracted found = Pages.extract(Pages.resource("statement.html", URL), Hints.NONE);

    assertThat(found.canonicalUrl()).contains("https://assembly.example/en/news/4711");
    assertThat(found.translations())
        .containsExactly(new Translation("fr", "https://assembly.example/fr/actualites/4711"));
    assertThat(found.attachmentLinks())
        .containsExactly(
            new AttachmentLink(
                "https://assembly.example/files/resolution-17.pdf", "Resolution No. 17/2024"));
    assertThat(found.robotsMeta()).contains("noarchive");
  }

  @Test
  void binaryGarbageIsNoStatement() {
    var bytes = new byte[50_000];
    new Random(7).nextBytes(bytes);
    var page =
        new PageContent(ByteString.of(bytes), Optional.of(URL), Optional.empty(), Pages.FETCHED);

    assertThat(new GeneralExtractor().extract(page, Hints.NONE))
        .isEqualTo(new NoStatement("the body is binary data, not a page"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html></html>", "<p></p><!-- -->", "<title> </title>"})
  void aPageWithoutTextIsNoStatement(String html) {
    assertThat(new GeneralExtractor().extract(Pages.html(html), Hints.NONE))
        .isInstanceOf(NoStatement.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<div>", "<b><i>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<span>"})
  void nestingAHundredThousandDeepIsSurvived(String tags) {
    String html =
        "<title>Deep waters</title><h1>Deep waters</h1>"
            + tags.repeat(100_000 / (tags.split("<", -1).length - 1))
            + "<p>The ministry says that it has looked to the bottom of the matter, at last.";

    assertThat(Pages.extract(Pages.html(html), Hints.NONE).title()).isEqualTo("Deep waters");
  }

  @Test
  void fiveMegabyteAttributesAreSurvived() {
    String huge = "share comment nav ".repeat(300_000);
    String html =
        "<title>A decision</title><h1>A decision</h1><div class='%s' style='%s' id='%s'><p>The court has decided the case of the harbour today, and it will publish its reasons soon.</div>"
            .formatted(huge, huge, huge);

    assertThat(new GeneralExtractor().extract(Pages.html(html), Hints.NONE))
        .isInstanceOf(Extracted.class);
  }
}
