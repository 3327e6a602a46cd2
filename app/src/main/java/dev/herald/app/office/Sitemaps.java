package dev.herald.app.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import okio.ByteString;

/// The sitemaps of one site (sitemaps.org protocol 0.9, with the news extension).
final class Sitemaps {
  private static final int MOST_ARCHIVED = 10_000;
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final Room room;
  private final int listed;

  Sitemaps(Room room, int listed) {
    this.room = room;
    this.listed = listed;
  }

  /// The document at a path.
  Optional<Reply> find(String path) {
    return switch (room.site().sitemap()) {
      case NONE -> Optional.empty();
      case PLAIN ->
          path.equals("/sitemap.xml") ? Optional.of(xml(urls(MOST_ARCHIVED))) : Optional.empty();
      case NEWS_INDEX ->
          switch (path) {
            case "/sitemap.xml" -> Optional.of(xml(index()));
            case "/sitemap-news.xml" -> Optional.of(xml(news()));
            case "/sitemap-archive.xml.gz" ->
                Optional.of(Reply.of(200, "application/gzip", gzip(utf8(urls(MOST_ARCHIVED)))));
            default -> Optional.empty();
          };
    };
  }

  private String index() {
    return XML
        + """
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <sitemap><loc>%1$s/sitemap-news.xml</loc></sitemap>
          <sitemap><loc>%1$s/sitemap-archive.xml.gz</loc></sitemap>
        </sitemapindex>
        """
            .formatted(room.base());
  }

  private String urls(int most) {
    var xml =
        new StringBuilder(XML + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (String language : room.site().languages())
      for (Shown shown : room.listed(language, 0, most))
        xml.append(
            "  <url><loc>%s</loc><lastmod>%s</lastmod></url>\n"
                .formatted(Html.escape(shown.url()), shown.at()));
    return xml.append("</urlset>\n").toString();
  }

  private String news() {
    var xml =
        new StringBuilder(
            XML
                + """
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
                """);
    for (String language : room.site().languages())
      for (Shown shown : room.listed(language, 0, listed))
        xml.append(
            """
              <url>
                <loc>%s</loc>
                <news:news>
                  <news:publication>
                    <news:name>%s</news:name>
                    <news:language>%s</news:language>
                  </news:publication>
                  <news:publication_date>%s</news:publication_date>
                  <news:title>%s</news:title>
                </news:news>
              </url>
            """
                .formatted(
                    Html.escape(shown.url()),
                    Html.escape(room.site().text(language, "name")),
                    language,
                    shown.at(),
                    Html.escape(shown.title())));
    return xml.append("</urlset>\n").toString();
  }

  private static Reply xml(String text) {
    return Reply.of(200, "application/xml; charset=utf-8", utf8(text));
  }

  private static ByteString utf8(String text) {
    return ByteString.encodeString(text, StandardCharsets.UTF_8);
  }

  static ByteString gzip(ByteString plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("gzip in memory", e);
    }
    return ByteString.of(bytes.toByteArray());
  }
}
