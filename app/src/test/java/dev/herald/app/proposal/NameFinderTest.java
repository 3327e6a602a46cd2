package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.proposal.Fact.Certainty;
import dev.herald.config.language.Languages;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.language.WordTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFinderTest {
  private static final String NAME = "Ministry of Harbours";

  @Test
  void whatTitlesAndMastheadAgreeOnIsCertain() {
    Fact<String> found =
        find(
            page("Welcome | Ministry of Harbours", "<a href='/'>Ministry of Harbours</a>"),
            page("Pier opened | Ministry of Harbours", ""),
            page("Pier closed | Ministry of Harbours", ""));

    assertThat(found.value()).isEqualTo(NAME);
    assertThat(found.certainty()).isEqualTo(Certainty.CERTAIN);
  }

  @Test
  void oneKindOfWitnessMakesNothingCertainHoweverOftenItSpeaks() {
    String masthead = "<header><a href='/'>Ministry of Harbours</a></header>";

    Fact<String> shown = find(page("", masthead), page("", masthead), page("", masthead));
    Fact<String> said = find(page("<meta property=og:site_name content='%s'>", NAME, ""));
    Fact<String> titled =
        find(page("A | " + NAME, ""), page("Pier | " + NAME, ""), page("Crane | " + NAME, ""));

    assertThat(List.of(shown, said, titled))
        .allSatisfy(found -> assertThat(found.value()).isEqualTo(NAME))
        .allSatisfy(found -> assertThat(found.certainty()).isEqualTo(Certainty.LIKELY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav><a href='/'>Overview of services</a></nav>",
        "<ul class='top-menu'><li><a href='/'>Overview of services</a></li></ul>",
        "<div role=navigation><a href='/'>Overview of services</a></div>",
        "<div class=breadcrumbs><a href='/'>Overview of services</a></div>"
      })
  void aMenusLinkIsNoMasthead(String menu) {
    Fact<String> found =
        find(page(NAME, menu), page("Pier opened", menu), page("Pier closed", menu));

    assertThat(found.value()).isEqualTo(NAME);
  }

  @Test
  void thePictureOfAMenuIs() {
    Fact<String> found =
        find(page("", "<nav><a href='/'><img src=seal.png alt='Ministry of Harbours'></a></nav>"));

    assertThat(found.value()).isEqualTo(NAME);
  }

  @Test
  void theMastheadIsReadBehindALinkThatSaysHome() {
    String links = "<a href='/'>Home</a><header><a href='/'>Ministry of Harbours</a></header>";

    assertThat(find(page("", links)).value()).isEqualTo(NAME);
  }

  @Test
  void whatAllTitlesShareBeatsAMastheadThatDisagrees() {
    String masthead = "<header><a href='/'>Open data portal</a></header>";

    Fact<String> found =
        find(
            page("", masthead),
            page("Pier opened - " + NAME, masthead),
            page("Pier closed - " + NAME, masthead));

    assertThat(found.value()).isEqualTo(NAME);
    assertThat(found.certainty()).isEqualTo(Certainty.LIKELY);
  }

  static List<String> homeWords() {
    return WordTable.words(NameFinder.class, "home-words.txt");
  }

  @ParameterizedTest
  @MethodSource("homeWords")
  void noWordForHomeIsEverAName(String word) {
    String masthead = "<header><a href='/'>" + word + "</a></header>";

    assertThat(find(page(word + " | " + NAME, masthead)).value()).isEqualTo(NAME);
    assertThat(find(page(word, masthead)).value()).isEqualTo("press.example");
  }

  @Test
  void everyLanguageWithAnAnalyzerHasItsWordForHome() {
    List<String> languages =
        WordTable.lines(NameFinder.class, "home-words.txt").stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();

    assertThat(languages).containsAll(Languages.analyzers().keySet());
  }

  private static Fact<String> find(FetchedPage home, FetchedPage... statements) {
    return NameFinder.find(
        Optional.of(home), Arrays.asList(statements), List.of("en"), "press.example");
  }

  private static FetchedPage page(String title, String body) {
    return page("<title>%s</title>", title, body);
  }

  private static FetchedPage page(String head, String value, String body) {
    HttpUrl url = HttpUrl.get("https://press.example/");
    String html =
        "<html><head>%s</head><body>%s</body></html>".formatted(head.formatted(value), body);
    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    return new FetchedPage(
        url,
        url,
        200,
        List.of(),
        List.of("Content-Type: text/html; charset=utf-8"),
        ByteString.encodeUtf8(html),
        0,
        now,
        now,
        "allowed");
  }
}
