package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.extract.PageContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okio.ByteString;

/// A page of a corpus and what people wrote down of it.
///
/// @param gold the corpus's line
/// @param file the page's bytes, gzip
public record GoldPage(JsonNode gold, Path file) {
  private static final Instant FETCHED = Instant.parse("2026-11-24T12:00:00Z");
  private static final Pattern ARCHIVED =
      Pattern.compile("https?://web\\.archive\\.org/web/[^/]+/(?:https?:/{1,2})?(.*)");

  /// Where the page came from, if the corpus says so.
  public Optional<String> url() {
    return Optional.ofNullable(gold.path("url").textValue());
  }

  /// The host, without `www.`; of an archived page the original one; the file's name if unknown.
  public String site() {
    return url()
        .map(GoldPage::original)
        .map(HttpUrl::parse)
        .map(HttpUrl::host)
        .map(host -> host.startsWith("www.") ? host.substring(4) : host)
        .orElse(file.getFileName().toString());
  }

  /// Which half of the corpus the page's site is in, so that what is tuned on one is judged on the
  /// other.
  public int half() {
    var hash = new CRC32();
    hash.update(site().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return (int) (hash.getValue() & 1);
  }

  /// Whether the page is an official institution's.
  public boolean isOfficial() {
    return gold.path("official").asBoolean();
  }

  /// The page as the extractor takes it.
  public PageContent content() {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new PageContent(ByteString.of(in.readAllBytes()), url(), Optional.empty(), FETCHED);
    } catch (IOException e) {
      throw new UncheckedIOException("a page of the corpus cannot be read", e);
    }
  }

  private static String original(String url) {
    Matcher archived = ARCHIVED.matcher(url);
    return archived.matches() ? "http://" + archived.group(1) : url;
  }
}
