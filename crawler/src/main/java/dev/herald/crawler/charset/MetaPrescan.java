package dev.herald.crawler.charset;

import dev.herald.crawler.charset.EncodingLabels.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the encoding a page declares in a `meta` element (HTML, section 13.2.3.2).
///
/// The standard looks at the first 1024 bytes and lets the parser find later ones; this looks at
/// the first [#MAX_BYTES] in one pass, linear in their number.
final class MetaPrescan {
  private static final int MAX_BYTES = 256 * 1024;

  private final byte[] bytes;
  private final int end;
  private int at;

  private MetaPrescan(byte[] bytes) {
    this.bytes = bytes;
    this.end = Math.min(bytes.length, MAX_BYTES);
  }

  static Optional<Encoding> find(byte[] bytes) {
    return new MetaPrescan(bytes).scan();
  }

  private Optional<Encoding> scan() {
    while (at < end) {
      if (bytes[at] != '<') {
        at++;
      } else if (startsWith("<!--")) {
        skipComment();
      } else if (startsWith("<meta") && at + 5 < end && isSpaceOrSlash(bytes[at + 5])) {
        at += 5;
        Optional<Encoding> encoding = readMeta();
        if (encoding.isPresent()) return encoding;
      } else if (isTagStart()) {
        skipTag();
      } else if (startsWith("<!") || startsWith("</") || startsWith("<?")) {
        while (at < end && bytes[at] != '>') at++;
      } else {
        at++;
      }
    }
    return Optional.empty();
  }

  private void skipComment() {
    // The two dashes that open a comment may also close it: <!-->.
    at += 2;
    while (at < end && !startsWith("-->")) at++;
    at += 3;
  }

  private boolean isTagStart() {
    int name = at + 1 < end && bytes[at + 1] == '/' ? at + 2 : at + 1;
    return name < end && isLetter(bytes[name]);
  }

  private void skipTag() {
    while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') at++;
    while (readAttribute().isPresent()) {
      // Attributes only have to be passed, so that what they quote is not taken for markup.
    }
  }

  private Optional<Encoding> readMeta() {
    Set<String> seen = new HashSet<>();
    boolean pragma = false;
    Optional<Boolean> needPragma = Optional.empty();
    Optional<Encoding> encoding = Optional.empty();
    for (Optional<Attribute> next = readAttribute(); next.isPresent(); next = readAttribute()) {
      Attribute attribute = next.get();
      if (!seen.add(attribute.name)) continue;
      switch (attribute.name) {
        case "http-equiv" -> pragma |= attribute.value.equals("content-type");
        case "content" -> {
          Optional<Encoding> named = charsetIn(attribute.value).flatMap(EncodingLabels::find);
          if (named.isPresent() && encoding.isEmpty()) {
            encoding = named;
            needPragma = Optional.of(true);
          }
        }
        case "charset" -> {
          encoding = EncodingLabels.find(attribute.value);
          needPragma = Optional.of(false);
        }
        default -> {}
      }
    }
    if (needPragma.isEmpty() || (needPragma.get() && !pragma)) return Optional.empty();
    return encoding.filter(e -> !e.isReplacement()).map(MetaPrescan::asReadable);
  }

  /// A page whose `meta` could be read is neither UTF-16 nor user-defined.
  private static Encoding asReadable(Encoding encoding) {
    return switch (encoding.name()) {
      case "UTF-16LE", "UTF-16BE" -> EncodingLabels.named("UTF-8");
      case "x-user-defined" -> EncodingLabels.named("windows-1252");
      default -> encoding;
    };
  }

  /// The charset parameter of a content type (HTML, section 2.4.4).
  static Optional<String> charsetIn(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    int from = 0;
    while (true) {
      int found = lower.indexOf("charset", from);
      if (found < 0) return Optional.empty();
      int i = skipSpaces(value, found + 7);
      if (i < value.length() && value.charAt(i) == '=') {
        i = skipSpaces(value, i + 1);
        return i < value.length() ? unquoted(value, i) : Optional.empty();
      }
      from = found + 7;
    }
  }

  private static Optional<String> unquoted(String value, int start) {
    char quote = value.charAt(start);
    if (quote == '"' || quote == '\'') {
      int close = value.indexOf(quote, start + 1);
      return close < 0 ? Optional.empty() : Optional.of(value.substring(start + 1, close));
    }
    int stop = start;
    while (stop < value.length()
        && value.charAt(stop) != ';'
        && !isSpace((byte) value.charAt(stop))) stop++;
    return Optional.of(value.substring(start, stop));
  }

  private static int skipSpaces(String value, int from) {
    int i = from;
    while (i < value.length() && isSpace((byte) value.charAt(i))) i++;
    return i;
  }

  private record Attribute(String name, String value) {}

  private Optional<Attribute> readAttribute() {
    while (at < end && isSpaceOrSlash(bytes[at])) at++;
    if (at >= end || bytes[at] == '>') return Optional.empty();
    int start = at;
    while (at < end
        && !(bytes[at] == '=' && at > start)
        && !isSpaceOrSlash(bytes[at])
        && bytes[at] != '>') at++;
    String name = lower(start, at);
    while (at < end && isSpace(bytes[at])) at++;
    if (at >= end || bytes[at] != '=') return Optional.of(new Attribute(name, ""));
    at++;
    while (at < end && isSpace(bytes[at])) at++;
    return readValue().map(value -> new Attribute(name, value));
  }

  private Optional<String> readValue() {
    if (at >= end) return Optional.empty();
    byte quote = bytes[at];
    if (quote == '"' || quote == '\'') {
      int start = ++at;
      while (at < end && bytes[at] != quote) at++;
      if (at >= end) return Optional.empty();
      return Optional.of(lower(start, at++));
    }
    int start = at;
    while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') at++;
    return at >= end ? Optional.empty() : Optional.of(lower(start, at));
  }

  private String lower(int from, int to) {
    return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }

  private boolean startsWith(String ascii) {
    if (at + ascii.length() > end) return false;
    for (int i = 0; i < ascii.length(); i++)
      if (Character.toLowerCase((char) (bytes[at + i] & 0xFF)) != ascii.charAt(i)) return false;
    return true;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r';
  }

  private static boolean isSpaceOrSlash(byte b) {
    return b == '/' || isSpace(b);
  }
}
