package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectorsTest {
  private static final String HTML =
      """
      <html lang="de"><head><title>Presse</title></head><body>
      <h1>Ministerium für Flüsse</h1>
      <div id="t"><span>Deiche werden</span> geprüft</div>
      <div class="d">Montag, 4. März 2024, 9.30 Uhr</div>
      <div class="x"><p>Kurz.</p><p class="ad">Jetzt das Magazin bestellen!</p><p>Knapp.</p></div>
      <div class="sig">Referat Presse</div>
      </body></html>
      """;

  @Test
  void selectorsWinOverStructureAndAreRecorded() {
    Extracted found = Pages.extract(Pages.html(HTML), hints(List.of("#none", "#t")));

    assertThat(found.title()).isEqualTo("Deiche werden geprüft");
    assertThat(found.blocks())
        .containsExactly(
            Block.of(Zone.PARAGRAPH, "Kurz."),
            Block.of(Zone.PARAGRAPH, "Knapp."),
            Block.of(Zone.SIGNATURE, "Referat Presse"));
    assertThat(found.extraction().chosenBy())
        .containsEntry("title", "selector #t")
        .containsEntry("body", "selector xpath://div[@class='x']")
        .containsEntry("signature", "selector .sig")
        .containsEntry("published", "selector");
  }

  @Test
  void theSourcesDateFormatIsReadInItsLanguageAndZone() {
    PublicationTime time = Pages.extract(Pages.html(HTML), hints(List.of("#t"))).published();

    assertThat(time.instant()).contains(Instant.parse("2024-03-04T08:30:00Z"));
    assertThat(time.printed()).contains("Montag, 4. März 2024, 9.30 Uhr");
    assertThat(time.provenance()).isEqualTo(Provenance.SELECTOR);
  }

  @Test
  void selectorsThatFindNothingOrAreBrokenFallBackToStructure() {
    Extracted found = Pages.extract(Pages.html(HTML), hints(List.of("#gone", "p[", "xpath://*[")));

    assertThat(found.title()).isEqualTo("Ministerium für Flüsse");
    assertThat(found.extraction().chosenBy().get("title")).doesNotStartWith("selector");
  }

  private static Hints hints(List<String> title) {
    return new Hints(
        List.of("de"),
        Optional.of(ZoneId.of("Europe/Berlin")),
        new Selectors(
            title,
            List.of(".d"),
            List.of("EEEE, d. MMMM uuuu, H.mm 'Uhr'"),
            List.of("xpath://div[@class='x']"),
            List.of(".sig"),
            List.of(".ad")),
        Boilerplate.NONE,
        Optional.empty(),
        PublicationTime.UNKNOWN);
  }
}
