package dev.herald.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlShapeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/news/2026/11/24/the-budget-is-agreed-7/, /news/{number}/{number}/{number}/{slug}/, /news/2025/1/2/other-news-9/, /news/archive/",
    "/az/xeber/12.html, /az/xeber/{number}.html, /az/xeber/9.html, /az/haqqinda.html",
    "/presse/2026-11-24-haushalt, /presse/{slug}, /presse/2025-01-02-wahl-12, /presse/2025/wahl",
    "/news.php?id=7, /news.php?id={}, /news.php?id=8, /print.php?id=7",
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
}
