package dev.herald.crawler.discover;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.ExtensionMetadata;
import crawlercommons.sitemaps.extension.NewsAttributes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;

/// Reads sitemaps with crawler-commons: plain, index, news and text, gzipped or not.
///
/// `lastmod` is a hint of when a page may have changed; only a news sitemap's publication date is
/// taken as a publication time.
final class SitemapReader {
  private static final int MAX_BYTES = 50 << 20;
  private static final int MAX_CHILDREN = 200;

  private SitemapReader() {}

  static Listed read(Answer answer) {
    try {
      byte[] bytes = text(answer);
      SiteMapParser parser = new SiteMapParser(false, true);
      parser.enableExtension(Extension.NEWS);
      URL url = URI.create(answer.url().toString()).toURL();
      // Once unpacked, the type of the packed file would make the parser unpack again.
      AbstractSiteMap map =
          isGzip(answer.bytes().toByteArray())
              ? parser.parseSiteMap(bytes, url)
              : parser.parseSiteMap(answer.contentType().orElse("application/xml"), bytes, url);
      return map instanceof SiteMapIndex index
          ? children(index, answer)
          : items((SiteMap) map, answer);
    } catch (UnknownFormatException | IOException | IllegalArgumentException e) {
      return Listed.nothing(
          "sitemap %s: cannot be read: %s".formatted(answer.url(), e.getMessage()));
    }
  }

  /// As UTF-8: crawler-commons does not read UTF-16.
  private static byte[] text(Answer answer) throws IOException {
    byte[] bytes = answer.bytes().toByteArray();
    if (isGzip(bytes)) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES)
        throw new IOException("is over %d bytes when unpacked".formatted(MAX_BYTES));
    }
    String text =
        PageDecoder.decodeXml(okio.ByteString.of(bytes), answer.contentType(), answer.languages())
            .text();
    return text.replaceFirst("encoding=[\"'][^\"']{1,40}[\"']", "encoding=\"UTF-8\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  private static Listed children(SiteMapIndex index, Answer answer) {
    List<HttpUrl> children =
        index.getSitemaps().stream()
            .sorted(
                Comparator.comparing(
                    AbstractSiteMap::getLastModified,
                    Comparator.nullsLast(Comparator.reverseOrder())))
            .map(child -> CanonicalUrl.parse(child.getUrl().toString()))
            .flatMap(Optional::stream)
            .filter(child -> sameSite(child, answer.url()))
            .limit(MAX_CHILDREN)
            .toList();
    return new Listed(List.of(), children, List.of());
  }

  private static Listed items(SiteMap map, Answer answer) {
    List<Item> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SiteMapURL entry : map.getSiteMapUrls()) {
      Optional<HttpUrl> url = CanonicalUrl.parse(entry.getUrl().toString());
      if (url.isEmpty() || !sameSite(url.get(), answer.url())) {
        problems.add("sitemap %s: names another host: %s".formatted(answer.url(), entry.getUrl()));
        continue;
      }
      Optional<NewsAttributes> news = news(entry);
      items.add(
          new Item(
              url.get(),
              news.flatMap(attributes -> Optional.ofNullable(attributes.getTitle()))
                  .map(FeedText::markup)
                  .filter(title -> !title.isEmpty()),
              news.flatMap(attributes -> published(attributes, answer))
                  .orElse(PublicationTime.UNKNOWN),
              Optional.ofNullable(entry.getLastModified()).map(Date::toInstant)));
    }
    return new Listed(items, List.of(), problems);
  }

  private static Optional<NewsAttributes> news(SiteMapURL entry) {
    ExtensionMetadata[] attributes = entry.getAttributesForExtension(Extension.NEWS);
    if (attributes == null) return Optional.empty();
    return Arrays.stream(attributes)
        .filter(NewsAttributes.class::isInstance)
        .map(NewsAttributes.class::cast)
        .findFirst();
  }

  private static Optional<PublicationTime> published(NewsAttributes news, Answer answer) {
    ZonedDateTime at = news.getPublicationDateTime();
    if (at == null) return Optional.empty();
    ZonedDateTime local = at.withZoneSameInstant(answer.zone());
    return Optional.of(
        PublicationTime.ofMinute(
            at.toString(),
            LocalDate.from(local),
            LocalTime.from(local),
            answer.zone(),
            Provenance.SITEMAP));
  }

  private static boolean sameSite(HttpUrl one, HttpUrl other) {
    String a = withoutWww(one.host());
    String b = withoutWww(other.host());
    return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
