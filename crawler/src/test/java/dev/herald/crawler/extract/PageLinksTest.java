package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>See <a href='/files/annex.pdf'>Annex</a>.</p>",
        "<div class='downloads'><ul><li><a href='/files/annex.pdf'>Annex</a></li></ul></div>",
        "<div class='field--name-attachments'><a href='/files/annex.pdf'>Annex</a></div>",
        "<div id='anlagen'><a type='application/pdf' href='/files/annex.pdf'>Annex</a></div>",
      })
  void aFileBesideTheTextBelongsToIt(String html) {
    assertThat(attachments(html)).containsExactly("https://press.example/files/annex.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a type='application/pdf' href='/media/123'>Annex</a>",
        "<a download='annex.docx' href='/media/123'>Annex</a>",
      })
  void aFileIsKnownByItsTypeToo(String link) {
    assertThat(attachments("<p>The decision in full: " + link + ".</p>"))
        .containsExactly("https://press.example/media/123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<footer><a href='/files/terms.pdf'>Terms</a></footer>",
        "<nav><div class='downloads'><a href='/files/map.pdf'>Map</a></div></nav>",
        "<div class='related'><a href='/files/other.pdf'>Another decision</a></div>",
      })
  void aFileOfThePagesFrameDoesNot(String html) {
    assertThat(attachments(html)).isEmpty();
  }

  @Test
  void aSwitcherOfLanguagesLeadsToTranslations() {
    Extracted page =
        extract(
            "<ul><li><a hreflang='fr' href='/fr/news/1'>Français</a></li>"
                + "<li><a hreflang='ar' href='/ar/news/1'>العربية</a></li></ul>"
                + "<p>As <a hreflang='de' href='https://other.example/7'>a paper said</a>.</p>");

    assertThat(page.translations())
        .containsExactly(
            new Translation("fr", "https://press.example/fr/news/1"),
            new Translation("ar", "https://press.example/ar/news/1"));
  }

  private static List<String> attachments(String bottom) {
    return extract(bottom).attachmentLinks().stream().map(AttachmentLink::url).toList();
  }

  private static Extracted extract(String bottom) {
    return Pages.extract(Pages.onDams("", "<h1>A decision on dams</h1>", bottom), Hints.NONE);
  }
}
