package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source.Discovery;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerTest {
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/news | <a href=/1>x</a><link rel=next href='?page=2'> | /news?page=2",
        "/news | <a class=next href=#>›</a><a class=next href='?page=2'>›</a> | /news?page=2",
        "/news/ | <b>1</b> <a href=/news/page/2/>2</a> <a href=/news/page/3/>3</a> | /news/page/2/",
        "/news/page/2/ | <a href=/news/>1</a> <b>2</b> <a href=/news/page/3/>3</a> | /news/page/3/",
        "/news | <a href=?page=0>1</a> <a href=?page=1>2</a> <a href=?page=2>3</a> | /news?page=1",
        "/news?page=1 | <a href=?page=0>1</a> <a href=?page=1>2</a> <a href=?page=2>3</a> | /news?page=2",
        "/news.php?c=5 | <a href='?c=5&start=20'>2</a> <a href='?c=5&start=40'>3</a> | /news.php?c=5&start=20",
        "/news.php?c=5&start=20 | <a href='?c=5'>1</a> <a href='?c=5&start=40'>3</a> | /news.php?c=5&start=40",
        "/novosti/ | <a href='?PAGEN_1=2'>2</a> <a href='?PAGEN_1=3'>3</a> | /novosti/?PAGEN_1=2",
        "/xw/index.html | <a href=index_1.html>2</a> <a href=index_2.html>3</a> | /xw/index_1.html",
        "/presse | <a href=?seite=2>Ältere</a> | /presse?seite=2",
        "/presse?seite=2 | <a href=?seite=1>Neuere</a> <a href=?seite=3>Ältere</a> | /presse?seite=3"
      })
  void theNextPageIsFound(String own, String body, String next) {
    assertThat(next(own, body)).containsExactly("https://press.example" + next);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/news | <a href=/news/2026/11/2>2</a> <a href=/news/2026/11/3>3</a>",
        "/news | <a href='/news?year=2026&month=11&day=2'>2</a>",
        "/news | <a href=?year=2025>2025</a> <a href=?year=2024>2024</a>",
        "/news | <a href=?from=2025>2025</a>",
        "/news | <a href=/news/55#comments>2</a> <a href=/news/54#comments>1</a>",
        "/news | <a href=/p/7>The budget of the republic is agreed</a>",
        "/news | <a href='?category=2'>Courts</a> <a href='?category=3'>Schools</a>",
        "/news?page=3 | <a href=?page=1>1</a> <a href=?page=2>2</a> <b>3</b>",
        "/news | <a href=https://other.example/news?page=2>2</a>"
      })
  void whatIsNoNextPageIsNotFollowed(String own, String body) {
    assertThat(next(own, body)).isEmpty();
  }

  @Test
  void aCalendarIsNoPager() {
    String week = "<tr>" + "<td><a href=?d=2>2</a>".repeat(7);

    assertThat(next("/news", "<table>" + week.repeat(4) + "</table>")).isEmpty();
    assertThat(next("/news", "<table>" + week + "</table>")).isNotEmpty();
  }

  private static List<String> next(String own, String body) {
    HttpUrl url = HttpUrl.get("https://press.example" + own);
    var discovery =
        new Discovery(
            Discovery.Kind.LISTING,
            url.toString(),
            Optional.empty(),
            Optional.empty(),
            5,
            List.of(),
            List.of());
    return Pager.next(Jsoup.parse(body, url.toString()), url, discovery).stream()
        .map(HttpUrl::toString)
        .toList();
  }
}
