package dev.herald.crawler.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/// Decodes pages and feeds: byte order mark, then HTTP, then the document's own declaration, then
/// what the bytes look like. Never throws; bytes that fit nothing become U+FFFD.
public final class PageDecoder {
  private static final int PRESCAN_BYTES = 4096;
  private static final Pattern HTTP =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s\"';,]{1,40})");
  private static final Pattern META =
      Pattern.compile("(?i)<meta[^>]{0,400}?charset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]{1,40})");
  private static final Pattern XML =
      Pattern.compile("(?i)<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");
  private static final Map<String, String> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ru", "windows-1251"),
          Map.entry("uk", "windows-1251"),
          Map.entry("bg", "windows-1251"),
          Map.entry("sr", "windows-1251"),
          Map.entry("tr", "windows-1254"),
          Map.entry("az", "windows-1254"),
          Map.entry("el", "windows-1253"),
          Map.entry("he", "windows-1255"),
          Map.entry("ar", "windows-1256"),
          Map.entry("fa", "windows-1256"),
          Map.entry("pl", "windows-1250"),
          Map.entry("cs", "windows-1250"),
          Map.entry("hu", "windows-1250"),
          Map.entry("th", "x-windows-874"),
          Map.entry("zh", "GB18030"),
          Map.entry("ja", "windows-31j"),
          Map.entry("ko", "x-windows-949"));

  private PageDecoder() {}

  /// Decodes an HTML page.
  ///
  /// @param languages of the source, most used first: a hint for undeclared bytes
  public static Decoded decode(
      ByteString bytes, Optional<String> contentType, List<String> languages) {
    return decode(bytes, contentType, languages, META, "meta");
  }

  /// Decodes XML: feeds and sitemaps.
  public static Decoded decodeXml(
      ByteString bytes, Optional<String> contentType, List<String> languages) {
    return decode(bytes, contentType, languages, XML, "xml");
  }

  private static Decoded decode(
      ByteString bytes,
      Optional<String> contentType,
      List<String> languages,
      Pattern declaration,
      String how) {
    Optional<Decoded> marked = byMark(bytes);
    if (marked.isPresent()) return marked.get();
    Optional<Charset> http = contentType.flatMap(type -> first(HTTP, type)).flatMap(Labels::find);
    if (http.isPresent()) return with(bytes, http.get(), "http");
    Optional<Charset> declared = first(declaration, head(bytes)).flatMap(Labels::findInMeta);
    if (declared.isPresent()) return with(bytes, declared.get(), how);
    Optional<String> utf8 = strict(bytes, StandardCharsets.UTF_8);
    if (utf8.isPresent()) return new Decoded(utf8.get(), StandardCharsets.UTF_8, "utf-8");
    return detect(bytes, languages);
  }

  private static Optional<Decoded> byMark(ByteString bytes) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF))
      return Optional.of(with(bytes.substring(3), StandardCharsets.UTF_8, "bom"));
    if (starts(bytes, 0xFE, 0xFF) || starts(bytes, 0x00, 0x3C))
      return Optional.of(with(bytes, StandardCharsets.UTF_16BE, "bom"));
    if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0x3C, 0x00))
      return Optional.of(with(bytes, StandardCharsets.UTF_16LE, "bom"));
    return Optional.empty();
  }

  private static boolean starts(ByteString bytes, int... with) {
    if (bytes.size() < with.length) return false;
    for (int i = 0; i < with.length; i++) if ((bytes.getByte(i) & 0xff) != with[i]) return false;
    return true;
  }

  private static Decoded detect(ByteString bytes, List<String> languages) {
    Optional<Charset> expected =
        languages.stream()
            .map(language -> BY_LANGUAGE.get(language.split("-", 2)[0]))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .flatMap(Labels::find);
    CharsetMatch match =
        new CharsetDetector()
            .setText(bytes.substring(0, Math.min(bytes.size(), 64 << 10)).toByteArray())
            .detect();
    boolean sure = match != null && match.getConfidence() >= 50;
    if (expected.isPresent() && !sure) return with(bytes, expected.get(), "detected");
    if (match == null) return with(bytes, Charset.forName("windows-1252"), "default");
    return with(
        bytes, Labels.find(match.getName()).orElse(Charset.forName("windows-1252")), "detected");
  }

  private static Decoded with(ByteString bytes, Charset charset, String how) {
    String text = bytes.string(charset);
    boolean mark = !text.isEmpty() && text.charAt(0) == '\uFEFF';
    return new Decoded(mark ? text.substring(1) : text, charset, how);
  }

  private static Optional<String> strict(ByteString bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String head(ByteString bytes) {
    return bytes
        .substring(0, Math.min(bytes.size(), PRESCAN_BYTES))
        .string(StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
