package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source.Discovery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class HomeSearchTest {
  private static final String MENU =
      """
      <nav><a href="/a">Ny tan-dalana</a> <a href="/b">Ny lahatsoratra</a> <a href="/c">Ny serivisy</a></nav>
      """;
  private static final String SERVICES =
      list("Passports and identity cards", "Permits for building", "Taxes of businesses", "");
  private static final String STATEMENTS =
      list(
          "Report on the harbour adopted",
          "Session on the railway begins",
          "Budget of the forest agreed",
          "<time datetime='2026-02-2%d'>February</time>");

  private final Map<String, String> site = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void inALanguageWithoutWordsThePageThatListsDatedTitlesIsFound() {
    site.put("/", MENU);
    site.put("/a", SERVICES);
    site.put("/b", STATEMENTS);
    site.put("/c", "<p>Nothing here.</p>");

    assertThat(find()).contains("https://press.example/b");
  }

  @Test
  void aMenuIsNotTakenForAListWhereAPressRoomIsNamed() {
    site.put("/", SERVICES + "<a href='/novini'>Новини</a>");
    site.put("/novini", STATEMENTS);

    assertThat(find()).contains("https://press.example/novini");
    assertThat(asked).doesNotContain("https://press.example/1");
  }

  @Test
  void aPressRoomThatListsNothingItselfLeadsToItsSections() {
    site.put("/", "<a href='/newsroom'>Newsroom</a>");
    site.put("/newsroom", "<a href='/photos'>Photos</a> <a href='/releases'>Press releases</a>");
    site.put("/releases", STATEMENTS);

    assertThat(find()).contains("https://press.example/releases");
  }

  @Test
  void aPageAboutFeedsLeadsToThatOfThePress() {
    site.put("/", "<a href='/feedback'>Feedback</a> <a href='/rss-feeds'>RSS</a>");
    site.put("/rss-feeds", "<a href='/jobs.xml'>Jobs</a> <a href='/press.xml'>Press releases</a>");
    site.put("/press.xml", feed());
    site.put("/jobs.xml", feed());

    assertThat(find()).contains("https://press.example/press.xml");
    assertThat(asked).doesNotContain("https://press.example/feedback");
  }

  @Test
  void aHomePageThatListsStatementsIsTheListing() {
    site.put("/", STATEMENTS);

    assertThat(find()).contains("https://press.example/");
  }

  @Test
  void aSitemapOfTheWholeSiteIsTakenOnlyWhereNothingLists() {
    site.put("/", "<a href='/news'>News</a>");
    site.put("/sitemap.xml", sitemap(""));
    assertThat(find()).contains("https://press.example/sitemap.xml");

    site.put("/news", STATEMENTS);
    assertThat(find()).contains("https://press.example/news");
  }

  @Test
  void aSitemapOfNewsThatRobotsNamesNeedsNoFurtherSearch() {
    site.put("/", "<a href='/news'>News</a>");
    site.put("/maps/7.xml", sitemap("<n:news><n:title>Report adopted</n:title></n:news>"));

    assertThat(find("https://press.example/maps/7.xml"))
        .contains("https://press.example/maps/7.xml");
    assertThat(asked).containsExactly("https://press.example/maps/7.xml");
  }

  @Test
  void whereNothingListsNothingIsFound() {
    site.put("/", "<p>Welcome.</p><a href='/a'>About</a>");

    assertThat(find()).isEmpty();
  }

  private Optional<String> find(String... sitemaps) {
    return HomeSearch.find(
            answer("https://press.example/", site.getOrDefault("/", "")),
            List.of(sitemaps).stream().map(HttpUrl::get).toList(),
            this::ask)
        .map(found -> found.discovery().url());
  }

  private Optional<Answer> ask(Discovery candidate) {
    asked.add(candidate.url());
    return Optional.ofNullable(site.get(HttpUrl.get(candidate.url()).encodedPath()))
        .map(body -> answer(candidate.url(), body));
  }

  private static Answer answer(String url, String body) {
    boolean xml = url.endsWith(".xml");
    return new Answer(
        HttpUrl.get(url),
        ByteString.encodeUtf8(body),
        Optional.of(xml ? "application/xml" : "text/html; charset=utf-8"),
        List.of("en"),
        ZoneOffset.UTC,
        Instant.parse("2026-03-01T00:00:00Z"));
  }

  private static String list(String one, String two, String three, String beside) {
    var items = new StringBuilder();
    int number = 0;
    for (String title : List.of(one, two, three)) {
      number++;
      items.append(
          "<li><a href='/%d'>%s</a> %s</li>"
              .formatted(number, title, beside.replace("%d", String.valueOf(number))));
    }
    return "<ul>" + items + "</ul>";
  }

  private static String feed() {
    return "<rss><channel>"
        + "<item><title>Report adopted</title><link>/1</link></item>".repeat(3)
        + "</channel></rss>";
  }

  private static String sitemap(String more) {
    return "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        + " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        + "<url><loc>https://press.example/1</loc>%s</url>".formatted(more)
        + "<url><loc>https://press.example/2</loc>%s</url>".formatted(more)
        + "<url><loc>https://press.example/3</loc>%s</url></urlset>".formatted(more);
  }
}
