package dev.herald.crawler.charset;

import dev.herald.crawler.charset.EncodingLabels.Encoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okio.ByteString;

/// Turns the body of an answer into text, never throwing, whatever it declares.
///
/// In order: byte order mark, HTTP header, the document's own declaration, valid UTF-8, the
/// source's languages, statistics. A declaration of UTF-8 that the bytes plainly break is passed
/// over, because a text full of U+FFFD helps nobody.
///
/// ```java
/// String html = PageDecoder.decode(page.body(), page.contentType(), source.languages()).text();
/// ```
public final class PageDecoder {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int MAX_DECLARATION = 1024;

  private PageDecoder() {}

  /// Decodes an HTML page (HTML, section 13.2.3; Encoding Standard).
  ///
  /// @param contentType the `Content-Type` header
  /// @param languages BCP 47, those the source publishes in; only a hint, may be empty
  public static Decoded decode(
      ByteString body, Optional<String> contentType, List<String> languages) {
    byte[] bytes = body.toByteArray();
    return byMark(bytes)
        .or(() -> byHeader(bytes, contentType))
        .or(() -> MetaPrescan.find(bytes).flatMap(e -> as(bytes, e, "meta")))
        .or(() -> byDeclaration(bytes))
        .orElseGet(() -> byContent(bytes, languages.isEmpty() ? htmlLanguage(bytes) : languages));
  }

  /// Decodes a feed or sitemap (XML 1.0, appendix F; RFC 7303).
  ///
  /// @param contentType the `Content-Type` header
  /// @param languages BCP 47, those the source publishes in; only a hint, may be empty
  public static Decoded decodeXml(
      ByteString body, Optional<String> contentType, List<String> languages) {
    byte[] bytes = body.toByteArray();
    return byMark(bytes)
        .or(() -> byUtf16Pattern(bytes))
        .or(() -> byHeader(bytes, contentType))
        .or(() -> byDeclaration(bytes))
        .orElseGet(() -> byContent(bytes, languages));
  }

  private static Optional<Decoded> byMark(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF))
      return Optional.of(decoded(bytes, 3, StandardCharsets.UTF_8, "bom"));
    if (startsWith(bytes, 0xFE, 0xFF))
      return Optional.of(decoded(bytes, 2, StandardCharsets.UTF_16BE, "bom"));
    if (startsWith(bytes, 0xFF, 0xFE))
      return Optional.of(decoded(bytes, 2, StandardCharsets.UTF_16LE, "bom"));
    return Optional.empty();
  }

  private static Optional<Decoded> byUtf16Pattern(byte[] bytes) {
    if (startsWith(bytes, 0, '<'))
      return Optional.of(decoded(bytes, 0, StandardCharsets.UTF_16BE, "utf-16"));
    if (startsWith(bytes, '<', 0))
      return Optional.of(decoded(bytes, 0, StandardCharsets.UTF_16LE, "utf-16"));
    return Optional.empty();
  }

  private static Optional<Decoded> byHeader(byte[] bytes, Optional<String> contentType) {
    return contentType
        .flatMap(MetaPrescan::charsetIn)
        .flatMap(EncodingLabels::find)
        .filter(e -> !e.isReplacement())
        .flatMap(e -> as(bytes, e, "http"));
  }

  /// The encoding of an XML declaration, which XHTML pages carry as well.
  private static Optional<Decoded> byDeclaration(byte[] bytes) {
    String head = LegacyEncodings.ascii(bytes, MAX_DECLARATION).stripLeading();
    if (!head.startsWith("<?xml")) return Optional.empty();
    int close = head.indexOf("?>");
    if (close < 0) return Optional.empty();
    String declaration = head.substring(0, close);
    int name = declaration.indexOf("encoding");
    if (name < 0) return Optional.empty();
    int equals = declaration.indexOf('=', name);
    if (equals < 0) return Optional.empty();
    String value = declaration.substring(equals + 1).strip();
    if (value.length() < 2) return Optional.empty();
    int end = value.indexOf(value.charAt(0), 1);
    if (end < 0) return Optional.empty();
    return EncodingLabels.find(value.substring(1, end))
        .filter(e -> !e.isReplacement() && !e.name().startsWith("UTF-16"))
        .flatMap(e -> as(bytes, e, "xml"));
  }

  private static Decoded byContent(byte[] bytes, List<String> languages) {
    if (LegacyEncodings.hasEscapes(bytes)) {
      Charset charset = LegacyEncodings.byStatistics(bytes);
      return decoded(bytes, 0, charset, "statistics");
    }
    Utf8 utf8 = Utf8.count(bytes);
    if (utf8.isAscii())
      return decoded(bytes, 0, EncodingLabels.named("windows-1252").charset(), "ascii");
    if (utf8.isMostly()) return decoded(bytes, 0, StandardCharsets.UTF_8, "utf-8");
    if (!languages.isEmpty()) {
      Optional<Charset> byLanguage = LegacyEncodings.byLanguage(bytes, languages);
      if (byLanguage.isPresent()) return decoded(bytes, 0, byLanguage.get(), "language");
    }
    return decoded(bytes, 0, LegacyEncodings.byStatistics(bytes), "statistics");
  }

  /// Reads as declared, unless UTF-8 is declared and the bytes are plainly something else.
  private static Optional<Decoded> as(byte[] bytes, Encoding encoding, String how) {
    Decoded decoded = decoded(bytes, 0, encoding.charset(), how);
    boolean isOther =
        encoding.charset().equals(StandardCharsets.UTF_8)
            && decoded.text().indexOf(REPLACEMENT) >= 0
            && !Utf8.count(bytes).isMostly();
    return isOther ? Optional.empty() : Optional.of(decoded);
  }

  private static List<String> htmlLanguage(byte[] bytes) {
    String head = LegacyEncodings.ascii(bytes, MAX_DECLARATION).toLowerCase(Locale.ROOT);
    int html = head.indexOf("<html");
    int close = html < 0 ? -1 : head.indexOf('>', html);
    int lang = close < 0 ? -1 : head.indexOf("lang=", html);
    if (lang < 0 || lang > close) return List.of();
    int start = lang + 5;
    if (head.charAt(start) == '"' || head.charAt(start) == '\'') start++;
    int end = start;
    while (end < close && Character.isLetter(head.charAt(end))) end++;
    return end - start == 2 || end - start == 3 ? List.of(head.substring(start, end)) : List.of();
  }

  private static Decoded decoded(byte[] bytes, int from, Charset charset, String how) {
    return new Decoded(new String(bytes, from, bytes.length - from, charset), charset, how);
  }

  private static boolean startsWith(byte[] bytes, int... first) {
    if (bytes.length < first.length) return false;
    for (int i = 0; i < first.length; i++) if ((bytes[i] & 0xFF) != first[i]) return false;
    return true;
  }
}
