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
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
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

  private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
  private static final List<String> SIGNATURE =
      List.of("The Press and Public Relations Department", "The Milli Majlis");

  static boolean isPresent() {
    return Files.isReadable(TEXT);
  }

  @Test
  void theExampleComesOutAsPromised() throws IOException {
    Extracted found = Pages.extract(page(example()), inBaku(Boilerplate.NONE));

    assertThat(found.title())
        .isEqualTo(
            "The Statement of the Parliamentary Union of the OIC Member States on the occasion of"
                + " the Khojali Genocide’s 29th Anniversary");
    assertThat(found.language()).isEqualTo("en");
    assertThat(found.published().printed()).hasValue("26 February 2021 | 19:10");
    assertThat(found.published().date()).hasValue(LocalDate.of(2021, 2, 26));
    assertThat(found.published().time()).hasValue(LocalTime.of(19, 10));
    assertThat(found.published().zone()).hasValue(BAKU);
    assertThat(found.published().instant()).contains(Instant.parse("2021-02-26T15:10:00Z"));
    assertThat(found.published().precision()).isEqualTo(Precision.MINUTE);
    assertThat(texts(found, Zone.SIGNATURE)).containsExactly(String.join("\n", SIGNATURE));
    assertThat(texts(found, Zone.BOILERPLATE)).singleElement().asString().contains("125 MPs");
    assertThat(texts(found, Zone.QUOTE)).hasSize(7);
    assertThat(found.blocks())
        .filteredOn(block -> block.zone().isBody())
        .extracting(Block::text)
        .noneMatch(text -> text.contains("125 MPs") || text.contains("Press and Public"));
  }

  /// Without the signature before it, nothing but its repetition tells the footer from the text.
  @Test
  void itsFooterIsLearnedFromOtherPagesOfItsSite() throws IOException {
    List<String> example = example();
    String footer = example.getLast();
    List<String> unsigned = new ArrayList<>(example);
    unsigned.removeAll(SIGNATURE);
    Boilerplate known = Boilerplate.NONE;
    for (int sitting = 1; sitting <= Boilerplate.LEAST_PAGES; sitting++)
      known =
          BoilerplateLearner.observe(
              known,
              Pages.extract(page(onSitting(sitting, footer)), inBaku(Boilerplate.NONE)).blocks());

    Extracted unknown = Pages.extract(page(unsigned), inBaku(Boilerplate.NONE));
    Extracted learned = Pages.extract(page(unsigned), inBaku(known));
    Extracted signed = Pages.extract(page(example), inBaku(known));

    assertThat(texts(unknown, Zone.PARAGRAPH)).contains(footer);
    assertThat(texts(learned, Zone.PARAGRAPH)).isNotEmpty().doesNotContain(footer);
    assertThat(texts(learned, Zone.BOILERPLATE)).containsExactly(footer);
    assertThat(signed.blocks())
        .isEqualTo(Pages.extract(page(example), inBaku(Boilerplate.NONE)).blocks());
  }

  private static List<String> texts(Extracted found, Zone zone) {
    return found.blocks().stream().filter(b -> b.zone() == zone).map(Block::text).toList();
  }

  private static Hints inBaku(Boilerplate known) {
    return new Hints(
        List.of("en", "az"),
        Optional.of(BAKU),
        Selectors.NONE,
        known,
        Optional.empty(),
        PublicationTime.UNKNOWN);
  }

  private static List<String> example() throws IOException {
    return Files.readString(TEXT).lines().map(String::strip).toList();
  }

  private static List<String> onSitting(int number, String footer) {
    return List.of(
        "Sitting %d of the spring session".formatted(number),
        "",
        "%d March 2021 | 12:00".formatted(number),
        "",
        "The sitting opened at noon with %d bills before the members of parliament."
            .formatted(number),
        "",
        "After a debate of %d hours the bills went to the committees.".formatted(number + 1),
        "",
        footer);
  }

  private static PageContent page(List<String> parts) {
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
