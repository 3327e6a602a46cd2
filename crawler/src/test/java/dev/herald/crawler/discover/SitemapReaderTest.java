package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;

class SitemapReaderTest {
  private static final HttpUrl SITE = HttpUrl.get("https://press.example/sitemap.xml");

  @Test
  void aNewsDateWithoutTimeStaysADay() {
    Listed listed =
        read(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
              <url><loc>https://press.example/1</loc><news:news><news:title>Rates &amp;amp; prices</news:title>
                <news:publication_date>2026-02-26</news:publication_date></news:news></url>
            </urlset>
            """);

    Item item = listed.items().getFirst();
    assertThat(item.title()).contains("Rates & prices");
    assertThat(item.published().precision()).isEqualTo(Precision.DAY);
    assertThat(item.published().provenance()).isEqualTo(Provenance.SITEMAP);
  }

  @Test
  void lastmodIsAHintAndNoTimeOfPublication() {
    Listed listed =
        read(
            "<urlset><url><loc>/1</loc><lastmod>2026-02-26T10:00:00+04:00</lastmod></url></urlset>");

    Item item = listed.items().getFirst();
    assertThat(item.changed()).contains(Instant.parse("2026-02-26T06:00:00Z"));
    assertThat(item.published().date()).isEmpty();
  }

  @Test
  void aTextSitemapNamesAnAddressInALine() {
    Listed listed =
        read("\ufeffhttps://press.example/1\r\n\r\n  https://press.example/2\nftp://no/3\n");

    assertThat(listed.items())
        .extracting(item -> item.url().toString())
        .containsExactly("https://press.example/1", "https://press.example/2");
    assertThat(listed.problems()).singleElement().asString().contains("ftp://no/3");
  }

  @Test
  void addressesOfPicturesAndFilmsAreNoStatements() {
    Listed listed =
        read(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
                xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
              <url><image:image><image:loc>https://press.example/seal.png</image:loc></image:image>
                <loc>https://press.example/1</loc></url>
              <url><loc>https://press.example/2</loc><video:video>
                <video:title>Opening of the session</video:title>
                <video:publication_date>2019-01-01</video:publication_date>
                <video:content_loc>https://press.example/film.mp4</video:content_loc></video:video></url>
            </urlset>
            """);

    assertThat(listed.items())
        .extracting(item -> item.url().toString())
        .containsExactly("https://press.example/1", "https://press.example/2");
    assertThat(listed.items())
        .allMatch(item -> item.title().isEmpty() && item.published().date().isEmpty());
    assertThat(listed.problems()).isEmpty();
  }

  @Test
  void anIndexNamesItsSitemapsNewestFirst() {
    Listed listed =
        read(
            """
            <sitemapindex>
              <sitemap><loc>https://press.example/2024.xml</loc><lastmod>2024-12-31</lastmod></sitemap>
              <sitemap><loc>https://press.example/other.xml</loc></sitemap>
              <sitemap><loc>https://files.example/2026.xml</loc><lastmod>2026-02-26</lastmod></sitemap>
            </sitemapindex>
            """);

    assertThat(listed.more())
        .containsExactly(
            HttpUrl.get("https://files.example/2026.xml"),
            HttpUrl.get("https://press.example/2024.xml"),
            HttpUrl.get("https://press.example/other.xml"));
  }

  @Test
  void aSitemapElsewhereMayNamePagesOfTheConfiguredSite() {
    String text =
        "<urlset><url><loc>https://www.press.example/1</loc></url>"
            + "<url><loc>https://other.example/2</loc></url></urlset>";
    Answer answer = answer(HttpUrl.get("https://files.example/1.xml"), ByteString.encodeUtf8(text));

    Listed listed = SitemapReader.read(answer, SITE);

    assertThat(listed.items()).hasSize(1);
    assertThat(listed.problems())
        .containsExactly(
            "sitemap https://files.example/1.xml: names another host: https://other.example/2");
  }

  @Test
  void aPackedSitemapThatWasCutOffKeepsWhatIsWhole() throws Exception {
    StringBuilder urls = new StringBuilder("<urlset>");
    for (int n = 0; n < 20_000; n++)
      urls.append("<url><loc>https://press.example/")
          .append(ByteString.encodeUtf8("" + n).sha256().hex())
          .append("</loc></url>");
    Buffer packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8(urls.append("</urlset>").toString());
    }
    ByteString half = packed.readByteString(packed.size() / 2);

    Listed listed = SitemapReader.read(answer(SITE, half), SITE);

    assertThat(listed.items()).hasSizeBetween(5_000, 15_000);
    assertThat(listed.items()).allMatch(item -> item.url().encodedPath().length() == 65);
    assertThat(listed.complete()).isFalse();
    assertThat(listed.problems()).contains("sitemap %s: is cut off".formatted(SITE));
  }

  @Test
  void anEmptySitemapSaysThatNothingWasPublished() {
    for (String empty : List.of("<urlset></urlset>", "<urlset xmlns='http://x.example'/>\n")) {
      Listed listed = read(empty);

      assertThat(listed.items()).isEmpty();
      assertThat(listed.problems()).isEmpty();
    }
  }

  private static Listed read(String text) {
    return SitemapReader.read(answer(SITE, ByteString.encodeUtf8(text)), SITE);
  }

  private static Answer answer(HttpUrl url, ByteString bytes) {
    return new Answer(
        url,
        bytes,
        Optional.of("application/xml; charset=utf-8"),
        List.of("en"),
        ZoneId.of("UTC"),
        Instant.parse("2026-03-01T00:00:00Z"));
  }
}
