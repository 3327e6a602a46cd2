package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The real press text the first acceptance rests on, laid out as its site does. The text is not
/// part of this project: where the corpora are absent, JUnit reports the test as skipped.
@EnabledIf(
    value = "isPresent",
    disabledReason = "herald.corpora has no example-statement.txt beside it")
class ExampleStatementTest {
  private static final Path TEXT =
      Path.of(System.getProperty("herald.corpora", "corpora"))
          .resolveSibling("example-statement.txt");

  static boolean isPresent() {
    return Files.isReadable(TEXT);
  }

  @Test
  void theExampleComesOutAsPromised() throws IOException {
    Extracted found = Pages.extract(page(), inBaku());

    assertThat(found.title())
        .isEqualTo(
            "The Statement of the Parliamentary Union of the OIC Member States on the occasion of"
                + " the Khojali Genocide’s 29th Anniversary");
    assertThat(found.language()).isEqualTo("en");
    assertThat(found.published().printed()).contains("26 February 2021 | 19:10");
    assertThat(found.published().instant()).contains(Instant.parse("2021-02-26T15:10:00Z"));
    assertThat(found.published().precision()).isEqualTo(Precision.MINUTE);
    assertThat(texts(found, Zone.SIGNATURE))
        .containsExactly("The Press and Public Relations Department\nThe Milli Majlis");
    assertThat(texts(found, Zone.BOILERPLATE)).singleElement().asString().contains("125 MPs");
    assertThat(texts(found, Zone.QUOTE)).hasSize(7);
    assertThat(found.blocks())
        .filteredOn(block -> block.zone().isBody())
        .extracting(Block::text)
        .noneMatch(text -> text.contains("125 MPs") || text.contains("Press and Public"));
  }

  private static List<String> texts(Extracted found, Zone zone) {
    return found.blocks().stream().filter(b -> b.zone() == zone).map(Block::text).toList();
  }

  private static Hints inBaku() {
    return new Hints(
        List.of("en", "az"),
        Optional.of(ZoneId.of("Asia/Baku")),
        Selectors.NONE,
        Boilerplate.NONE,
        Optional.empty(),
        PublicationTime.UNKNOWN);
  }

  private static PageContent page() throws IOException {
    List<String> parts = Files.readString(TEXT).lines().map(String::strip).toList();
    var html =
        new StringBuilder(
            "<html lang='en'><title>News - Parliament</title><body><nav><a href='/'>Home</a></nav><div class='news'>");
    html.append("<h1>").append(Entities.escape(parts.getFirst())).append("</h1>");
    var paragraph = new StringBuilder();
    for (String part : parts.subList(1, parts.size())) {
      if (part.isEmpty() && !paragraph.isEmpty()) {
        html.append("<p>").append(paragraph).append("</p>");
        paragraph.setLength(0);
      } else if (!part.isEmpty()) {
        if (!paragraph.isEmpty()) paragraph.append("<br>");
        paragraph.append(Entities.escape(part));
      }
    }
    html.append("<p>").append(paragraph).append("</p></div></body></html>");
    return Pages.html(html.toString());
  }
}
