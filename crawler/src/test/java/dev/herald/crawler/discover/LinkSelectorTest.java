package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkSelectorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<div class=list><h3><a class=title href=/1>The budget of the year one</a></h3><h3><a class=title href=/2>The budget of the year two</a></h3><h3><a class=title href=/3>The budget of the year three</a></h3></div> | a.title",
        "<ul class=news><li><a href=/1>The budget of the year one</a><li><a href=/2>The budget of the year two</a><li><a href=/3>The budget of the year three</a></ul><ul class=menu><li><a href=/x>About</a></ul> | .news li a",
        "<p class=item-1234><a href=/1>The budget of the year one</a><a href=/2>The budget of the year two</a><a href=/3>The budget of the year three</a></p> |",
        "<main id=press><p><a href=/1>The budget of the year one</a><p><a href=/2>The budget of the year two</a><p><a href=/3>The budget of the year three</a><p><span><a href=/imprint>Imprint</a></span></main> |"
      })
  void aSelectorIsGivenOnlyWhereItIsExact(String html, String selector) {
    var answer =
        new Answer(
            HttpUrl.get("https://press.example/news"),
            ByteString.encodeUtf8("<html><body>" + html + "</body></html>"),
            Optional.of("text/html; charset=utf-8"),
            List.of("en"),
            ZoneOffset.UTC,
            Instant.EPOCH);

    assertThat(LinkSelector.find(answer)).isEqualTo(Optional.ofNullable(selector));
  }
}
