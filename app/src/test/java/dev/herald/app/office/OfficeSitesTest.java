package dev.herald.app.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import dev.herald.app.office.OfficeClient.Answer;
import dev.herald.app.office.Oracle.Entry;
import dev.herald.app.office.Oracle.Paragraph;
import dev.herald.config.ConfigLoader;
import dev.herald.config.LoadedConfig;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.Boilerplate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficeSitesTest {
  static final List<String> SITES = Site.loadAll().stream().map(Site::id).toList();

  private final OfficeClient client = new OfficeClient();
  private PressOffice office;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var clock = Clock.fixed(Instant.parse("2026-03-05T10:20:30Z"), ZoneOffset.UTC);
    office = PressOffice.start(PressOfficeOptions.quiet(folder).withClock(clock));
    for (String site : SITES) office.publish(site, 12);
  }

  @AfterAll
  void stop() throws IOException {
    office.close();
  }

  @Test
  void thereAreInstitutionsEnoughInLanguagesEnough() {
    Set<String> languages = new HashSet<>();
    office.institutions().forEach(institution -> languages.addAll(institution.languages()));

    assertThat(office.institutions()).hasSizeGreaterThanOrEqualTo(13);
    assertThat(languages)
        .contains("ar", "az", "zh", "en", "fr", "el", "hi", "fa", "ru", "es", "tr")
        .contains("de", "pt", "ja");
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void everyPageShowsWhatTheOracleSays(String site) throws IOException {
    for (Entry entry : entries(site)) {
      Document page = page(entry.url());

      assertThat(page.select("h1, h2").eachText()).contains(clean(entry.latest().title()));
      String text = clean(page.body().wholeText());
      for (Paragraph paragraph : entry.latest().paragraphs())
        assertThat(text).contains(clean(paragraph.text()));
      entry.printed().ifPresent(printed -> assertThat(text).contains(clean(printed)));
      entry.about().ifPresent(about -> assertThat(text).contains(clean(about)));
      entry
          .signature()
          .ifPresent(s -> s.lines().forEach(line -> assertThat(text).contains(clean(line))));
      assertThat(text).doesNotContain("{", "}", "[[", "]]");
    }
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void quotationsStandWhereTheOracleSaysAndInTheLanguagesMarks(String site) {
    int quoted = 0;
    int named = 0;
    for (Entry entry : entries(site)) {
      for (Paragraph paragraph : entry.latest().paragraphs()) {
        for (var quotation : paragraph.quotations()) {
          String words = paragraph.text().substring(quotation.start(), quotation.end());
          assertThat(words).matches("(?s)[“„«「‘].+[”“»」’].?");
          quotation.speaker().ifPresent(name -> assertThat(paragraph.text()).contains(name));
          if (quotation.speaker().isPresent()) named++;
          quoted++;
        }
      }
    }
    assertThat(quoted).isGreaterThan(10);
    assertThat(named).isGreaterThan(quoted / 2);
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void noParagraphRepeatsAsAFooterWould(String site) {
    Map<String, Integer> pages = new HashMap<>();
    for (Entry entry : entries(site))
      for (Paragraph paragraph : entry.latest().paragraphs())
        pages.merge(Boilerplate.key(paragraph.text()), 1, Integer::sum);

    assertThat(pages.values()).allMatch(count -> count <= entries(site).size() / 5);
  }

  @ParameterizedTest
  @FieldSource("SITES")
  void theListingLeadsToEveryStatement(String site) throws IOException {
    Room room = office.room(site);
    for (String language : room.site().languages()) {
      Set<String> found = new HashSet<>();
      String next = room.base() + room.site().listing().get(language);
      while (!next.isEmpty()) {
        Document page = page(next);
        page.select("a[href]").forEach(link -> found.add(link.absUrl("href")));
        Element more = page.selectFirst("a[rel=next]");
        next = more == null ? "" : more.absUrl("href");
      }
      assertThat(found)
          .containsAll(
              entries(site).stream()
                  .filter(entry -> entry.language().equals(language))
                  .map(Entry::url)
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hazine, windows-1254, text/html; charset=iso-8859-9",
    "ekonomika, windows-1251, text/html",
    "sihha, windows-1256, text/html; charset=windows-1256",
    "yanghang, GB18030, text/html",
    "vouli, UTF-8, text/html",
    "commons, UTF-8, text/html; charset=utf-8"
  })
  void aLegacyCharsetIsDeclaredWhereItsSiteDeclaresIt(String site, String charset, String type)
      throws IOException {
    Entry entry = entries(site).getFirst();
    Answer answer = client.get(entry.url());

    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(Jsoup.parse(answer.body().string(Charset.forName(charset))).title())
        .contains(entry.latest().title());
    if (!charset.equals("UTF-8"))
      assertThat(answer.body().string(StandardCharsets.UTF_8)).contains("\ufffd");
    String head = answer.body().string(StandardCharsets.ISO_8859_1);
    assertThat(head.contains("charset=gb2312")).isEqualTo(site.equals("yanghang"));
    assertThat(head.contains("charset=\"utf-8\"")).isEqualTo(charset.equals("UTF-8"));
  }

  @ParameterizedTest
  @CsvSource({
    "meclis, 26 February 2021 | 19:10",
    "hazine, 5 Mart 2026 Perşembe",
    "sihha, ٥ مارس ٢٠٢٦",
    "majles, ۱۴ اسفند ۱۴۰۴",
    "swasthya, ५ मार्च २०२६",
    "yanghang, 2026年3月5日",
    "suisan, 令和8年3月5日",
    "ekonomika, 5 марта 2026 года",
    "vouli, 5 Μαρτίου 2026",
    "pescas, 05/03/2026 às 10h20"
  })
  void timesArePrintedAsTheInstitutionsDo(String site, String printed) {
    assertThat(entries(site).stream().flatMap(entry -> entry.printed().stream()))
        .anyMatch(text -> text.contains(printed));
  }

  @Test
  void theExampleStatementIsWhereItsSiteBegan() throws IOException {
    Entry example =
        entries("meclis").stream()
            .filter(entry -> entry.number() == 1 && entry.language().equals("en"))
            .findFirst()
            .orElseThrow();

    assertThat(client.get(example.url()).body().utf8().replace(":" + office.port(), ""))
        .isEqualTo(file("example-statement.html"));
    assertThat(example.printed()).contains("26 February 2021 | 19:10");
    assertThat(example.instant()).contains(Instant.parse("2021-02-26T15:10:00Z"));
    assertThat(example.precision()).isEqualTo(Precision.MINUTE);
    assertThat(example.signature())
        .contains("The Press and Public Relations Department\nThe Ali Mejlis");
    assertThat(example.latest().paragraphs().stream().flatMap(p -> p.quotations().stream()))
        .hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @CsvSource({"commons, true", "banque, false", "vouli, false", "landtag, false"})
  void feedsAreReadByACommonReader(String site, boolean full) throws Exception {
    Room room = office.room(site);
    Answer answer = client.get(room.base() + room.site().feed().orElseThrow().path());

    SyndFeed feed =
        new SyndFeedInput()
            .build(
                new XmlReader(
                    new ByteArrayInputStream(answer.body().toByteArray()),
                    answer.header("content-type")));

    List<Entry> entries = entries(site);
    assertThat(feed.getEntries()).hasSize(Math.min(20, entries.size()));
    for (SyndEntry item : feed.getEntries()) {
      Entry entry = office.oracle().find(item.getLink()).orElseThrow();
      assertThat(item.getTitle()).isEqualTo(entry.latest().title());
      assertThat(item.getPublishedDate().toInstant()).isEqualTo(entry.instant().orElseThrow());
      assertThat(item.getContents().isEmpty()).isNotEqualTo(full);
    }
  }

  @Test
  void theJsonFeedNamesItsItems() throws IOException {
    Answer answer = client.get(office.room("majles").base() + "/fa/feed.json");

    var items = MessageCodec.mapper().readTree(answer.body().toByteArray()).get("items");

    assertThat(items).hasSizeGreaterThan(10);
    items.forEach(
        item ->
            assertThat(
                    office.oracle().find(item.get("url").asText()).orElseThrow().latest().title())
                .isEqualTo(item.get("title").asText()));
  }

  @ParameterizedTest
  @CsvSource({"union", "suisan"})
  void sitemapsNameEveryStatement(String site) throws Exception {
    Set<String> found = new HashSet<>();
    collect(new SiteMapParser(), office.room(site).base() + "/sitemap.xml", found);

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(entries(site).stream().map(Entry::url).toList());
  }

  @Test
  void translationsNameEachOther() throws IOException {
    for (Entry entry : entries("union")) {
      Document page = page(entry.url());

      assertThat(page.select("link[rel=alternate][hreflang]").eachAttr("hreflang"))
          .containsExactly("en", "fr", "es", "ar");
      assertThat(page.select("link[rel=alternate][hreflang]").eachAttr("href"))
          .contains(entry.translations().getFirst().url(), entry.url());
    }
  }

  @Test
  void anAnnexIsAPdfWithText() throws IOException {
    List<Entry> withAnnex = new ArrayList<>();
    for (String site : List.of("banque", "union", "suisan"))
      entries(site).stream()
          .filter(entry -> entry.annex().isPresent())
          .limit(8)
          .forEach(withAnnex::add);
    assertThat(withAnnex).hasSizeGreaterThan(10);

    for (Entry entry : withAnnex) {
      String url = entry.annex().orElseThrow();
      assertThat(page(entry.url()).select("a[href$=.pdf]").eachAttr("abs:href")).contains(url);
      Answer answer = client.get(url);
      assertThat(answer.header("content-type")).isEqualTo("application/pdf");
      assertThat(client.get(url).body()).isEqualTo(answer.body());
      try (var pdf = Loader.loadPDF(answer.body().toByteArray())) {
        assertThat(new PDFTextStripper().getText(pdf)).hasSizeGreaterThan(200);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "commons, ETag, If-None-Match",
    "hazine, Last-Modified, If-Modified-Since",
    "yanghang, Last-Modified, If-Modified-Since",
    "banque, ETag, If-None-Match"
  })
  void validatorsAreHonest(String site, String validator, String condition) throws IOException {
    Room room = office.room(site);
    for (String url : List.of(entries(site).getFirst().url(), room.base() + "/")) {
      Answer answer = client.get(url);
      String value = answer.header(validator.toLowerCase(java.util.Locale.ROOT));
      if (value.isEmpty()) assertThat(url).as("changed this very second").endsWith("/");
      else assertThat(client.get(url, Map.of(condition, value)).status()).isEqualTo(304);
    }
  }

  @Test
  void anotherAddressOfAStatementRedirectsToItsOwn() throws IOException {
    Entry entry = entries("commons").getFirst();

    Answer answer = client.get(entry.url().replaceFirst("/[a-z0-9-]+-(\\d+)/$", "/other-$1/"));

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("location")).isEqualTo(entry.url());
  }

  @Test
  void theConfigItWritesLoads(@TempDir Path folder) throws IOException {
    PressOfficeConfig.write(
        folder, office, Map.of("desk", "http://127.0.0.1:" + office.port() + "/hook"));

    LoadedConfig config = ConfigLoader.load(folder);

    assertThat(config.sources().stream().map(Source::id).toList())
        .containsExactlyInAnyOrderElementsOf(SITES);
    for (Source source : config.sources()) {
      Site site = office.room(source.id()).site();
      assertThat(source.institution()).isEqualTo(site.text(site.mainLanguage(), "name"));
      assertThat(source.country()).isEqualTo(site.country());
      assertThat(source.zone()).isEqualTo(site.zone());
      assertThat(source.languages()).isEqualTo(site.languages());
      assertThat(config.herald().fetch().resolve())
          .containsEntry(site.host(), "127.0.0.1:" + office.port());
    }
    assertThat(config.rules()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(config.rules()).allMatch(rule -> rule.channels().equals(List.of("log", "desk")));
  }

  private void collect(SiteMapParser parser, String url, Set<String> found) throws Exception {
    AbstractSiteMap map =
        parser.parseSiteMap(client.get(url).body().toByteArray(), URI.create(url).toURL());
    switch (map) {
      case SiteMapIndex index -> {
        for (AbstractSiteMap child : index.getSitemaps())
          collect(parser, child.getUrl().toString(), found);
      }
      case SiteMap leaf ->
          leaf.getSiteMapUrls().stream()
              .map(SiteMapURL::getUrl)
              .map(Object::toString)
              .forEach(found::add);
      default -> throw new AssertionError(map);
    }
  }

  private List<Entry> entries(String site) {
    return office.oracle().statements().stream()
        .filter(entry -> entry.institution().equals(site))
        .toList();
  }

  private Document page(String url) throws IOException {
    Answer answer = client.get(url);
    assertThat(answer.status()).isEqualTo(200);
    String site = URI.create(url).getHost().replace(".localhost", "");
    return Jsoup.parse(answer.body().string(office.room(site).site().encoding()), url);
  }

  private static String file(String name) throws IOException {
    try (var in = OfficeSitesTest.class.getResourceAsStream("/office/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String clean(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ').replaceAll("\\s+", " ").strip();
  }
}
