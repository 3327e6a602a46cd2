package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFilterTest {
  private static final String TEXT =
      "<p>The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published, so that all who live below can read them.</p>";

  @Test
  void aTableInAFigureIsText() {
    List<String> body =
        body(
            TEXT
                + """
                <figure class="wp-block-table"><table>
                <tr><td>Upper dam</td><td><a href="/1">1931</a></td><td>sound</td></tr>
                </table></figure>
                """
                + TEXT);

    assertThat(body).contains("Upper dam | 1931 | sound");
  }

  @Test
  void aSmallBoxWithAPictureAndItsCreditIsACaption() {
    List<String> body =
        body(
            TEXT
                + """
                <div class="media"><img src="/dam.jpg"><p>The upper dam was built in 1931.</p>
                <p>Photo: A. Weir</p></div>
                """
                + TEXT);

    assertThat(body).hasSize(2);
  }

  @Test
  void aCaptionThatEndsInItsCreditIsLeftOut() {
    List<String> body =
        body(TEXT + "<p>The upper dam in spring. (Photo: Ministry of Rivers)</p>" + TEXT);

    assertThat(body).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "字号 大 中 小　文章来源：新闻处　打印本页 关闭窗口",
        "Font size: A- A A+ | Print this page",
        "Размер шрифта А А А Версия для печати",
        "حجم الخط أ أ أ طباعة"
      })
  void aLineOfToolsOverTheTextIsLeftOut(String tools) {
    assertThat(body("<p>" + tools + "</p>" + TEXT + TEXT.replace("spring", "autumn"))).hasSize(2);
  }

  @Test
  void aSentenceOfToolsIsText() {
    String sentence = "<p>The ministry will print this page in a font size that all can read.</p>";

    assertThat(body(sentence + TEXT)).hasSize(2);
  }

  @Test
  void aPointerToAnotherArticleIsLeftOutEvenInTheMiddle() {
    List<String> body =
        body(
            TEXT
                + "<p>Read also: <a href='/2'>New gauges</a></p>"
                + "<p>ON THE RIVER | <a href='/3'>Who pays for the gauges of the lower river</a></p>"
                + TEXT);

    assertThat(body).hasSize(2);
  }

  @Test
  void aLineOfDatesAboveTheTextIsLeftOut() {
    List<String> body = body("<p>Published on 26 January 2022 in the section News</p>" + TEXT);

    assertThat(body).hasSize(1);
  }

  @Test
  void shortLinesOfTheTextsOwnColumnAreKept() {
    List<String> body =
        body("<p>Dear neighbours</p>" + TEXT + "<ul><li>Upper dam</li><li>Mill</li></ul>");

    assertThat(body.getFirst()).isEqualTo("Dear neighbours");
    assertThat(body.getLast()).isEqualTo("Upper dam\nMill");
  }

  @Test
  void pageBuildersNamesOfWidgetsAreNoNoise() {
    List<String> body =
        body("<div class='elementor-widget elementor-widget-text-editor'>" + TEXT + "</div>");

    assertThat(body).hasSize(1);
  }

  private static List<String> body(String content) {
    String html =
        "<title>A decision on dams</title><h1>A decision on dams</h1><article>%s</article>"
            .formatted(content);
    return Pages.extract(Pages.html(html), Hints.NONE).blocks().stream()
        .filter(block -> block.zone().isBody())
        .map(Block::text)
        .toList();
  }
}
