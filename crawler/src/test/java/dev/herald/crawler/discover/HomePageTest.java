package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.language.Languages;
import dev.herald.config.source.Source.Discovery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomePageTest {
  private static final String NAMES = "/discover/press-sections.csv";

  /// The other links come first, and the address of the section says nothing.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = NAMES, numLinesToSkip = 1)
  void aPressSectionIsKnownByTheTextOfItsLink(String language, String text, String path) {
    Answer home = home(language, "/s/4f", text, "/x/1", "Kontakt", "/x/2", "Facebook");

    assertThat(listings(home)).containsExactly("https://press.example/s/4f");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvFileSource(resources = NAMES, numLinesToSkip = 1)
  void aPressSectionIsKnownByItsAddress(String language, String text, String path) {
    String address = HttpUrl.get("https://press.example" + path).encodedPath();
    Answer home = home(language, "/x/2", "Kontakt", address, "→", "/x/1", "Facebook");

    assertThat(listings(home)).containsExactly("https://press.example" + address);
  }

  @Test
  void everyLanguageWithAnAnalyzerIsTried() throws Exception {
    String table =
        ByteString.read(
                HomePageTest.class.getResourceAsStream(NAMES),
                HomePageTest.class.getResourceAsStream(NAMES).available())
            .utf8();

    Set<String> tried =
        Arrays.stream(table.split("\n"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .collect(Collectors.toSet());

    assertThat(tried).containsAll(Languages.analyzers().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Newsletter",
        "Impressum",
        "Empresas",
        "Personal",
        "Services for citizens",
        "Press release 12 of 3 May",
        "The minister spoke to the press about the budget"
      })
  void whatMerelySoundsLikeOneIsNone(String text) {
    assertThat(listings(home("en", "/x/1", text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/newsletter/subscribe", "/impressum", "/empresas", "/news/2026/105"})
  void norIsAnAddressThatDoes(String path) {
    assertThat(listings(home("en", path, "→"))).isEmpty();
  }

  @Test
  void theNamedSectionComesBeforeWhatOnlyItsAddressTells() {
    Answer home = home("bg", "/media-kit", "Лого", "/c/7", "Новини");

    assertThat(listings(home))
        .containsExactly("https://press.example/c/7", "https://press.example/media-kit");
  }

  @Test
  void theSitemapsOfRobotsComeBeforeThoseAtUsualPlaces() {
    List<HttpUrl> sitemaps = List.of(HttpUrl.get("https://files.example/maps/7.xml"));

    List<String> candidates =
        HomePage.candidates(home("en", "/x/1", "Contact"), sitemaps).stream()
            .map(Discovery::url)
            .toList();

    assertThat(candidates)
        .startsWith("https://files.example/maps/7.xml", "https://press.example/news-sitemap.xml");
  }

  @Test
  void itsMenusAreWhatElseMayList() {
    String page =
        """
        <html><body><p><a href="/imprint">Imprint</a></p>
        <ul class="main-menu"><li><a href="/b">Dvi</a><li><a href="/b#top">Dvi</a>
        <li><a href="https://other.example/c">Tri</a><li><a href="/law.pdf">Ligj</a><li><a href="/">X</a></ul>
        """;

    List<String> others = HomePage.others(answer("en", page)).stream().map(Discovery::url).toList();

    assertThat(others)
        .containsExactly(
            "https://press.example/", "https://press.example/b", "https://press.example/imprint");
  }

  private static Answer home(String language, String... addressesAndTexts) {
    var links = new StringBuilder();
    for (int i = 0; i < addressesAndTexts.length; i += 2)
      links.append(
          "<li><a href='%s'>%s</a>".formatted(addressesAndTexts[i], addressesAndTexts[i + 1]));
    return answer(language, "<html lang='%s'><body><ul>%s</ul>".formatted(language, links));
  }

  private static Answer answer(String language, String page) {
    return new Answer(
        HttpUrl.get("https://press.example/"),
        ByteString.encodeUtf8(page),
        Optional.of("text/html; charset=utf-8"),
        List.of(language),
        ZoneOffset.UTC,
        Instant.parse("2026-03-01T00:00:00Z"));
  }

  private static List<String> listings(Answer home) {
    return HomePage.candidates(home, List.of()).stream()
        .filter(candidate -> candidate.kind() == Discovery.Kind.LISTING)
        .map(Discovery::url)
        .toList();
  }
}
