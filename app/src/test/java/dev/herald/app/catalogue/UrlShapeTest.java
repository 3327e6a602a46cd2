package dev.herald.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlShapeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/news/2026/11/24/the-budget-is-agreed-7/, /news/{number}/{number}/{number}/{slug}/, /news/2025/1/2/other-news-9/, /news/archive/",
    "/az/xeber/12.html, /az/xeber/{number}.html, /az/xeber/9.html, /az/haqqinda.html",
    "/presse/2026-11-24-haushalt, /presse/{slug}, /presse/2025-01-02-wahl-12, /presse/2025/wahl",
    "/news.php?id=7, /news.php?id={}, /news.php?id=8, /print.php?id=7",
    "/index.php?view=article&id=7&lang=en, /index.php?id={}&lang=en&view=article, /index.php?lang=en&view=article&id=8, /index.php?view=vacancy&id=7&lang=en",
    "/news.php?topic=harbour, /news.php?topic={}, /news.php?topic=railway, /news.php?id=7",
    "/新闻/一.shtml, /{slug}/{slug}.shtml, /公告/二.shtml, /about.shtml"
  })
  void anAddressBecomesAPatternThatItsNeighboursFitAndOthersDoNot(
      String path, String pattern, String neighbour, String other) {
    UrlShape shape = UrlShape.of(HttpUrl.get("https://press.example" + path));

    assertThat(shape.pattern()).isEqualTo(pattern);
    for (String fitting : new String[] {path, neighbour})
      assertThat(HttpUrl.get("https://www.press.example" + fitting).toString())
          .containsPattern(shape.regex());
    assertThat(HttpUrl.get("https://press.example" + other).toString())
        .doesNotContainPattern(shape.regex());
  }

  @Test
  void whereManyStandInOneFolderTheirNamesAreOfOnePageEach() {
    List<HttpUrl> listed =
        Stream.of("budget", "census", "salt", "roads", "floods", "museum", "timber", "quotas")
            .flatMap(name -> Stream.of("/news/" + name, "/" + name))
            .map(path -> HttpUrl.get("https://press.example" + path))
            .toList();

    Function<HttpUrl, UrlShape> shape = UrlShape.among(listed);

    assertThat(shape.apply(listed.get(0)).pattern()).isEqualTo("/news/{slug}");
    assertThat(shape.apply(listed.get(1)).pattern()).isEqualTo("/budget");
  }
}
