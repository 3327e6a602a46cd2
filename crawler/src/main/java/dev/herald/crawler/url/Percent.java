package dev.herald.crawler.url;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Percent-encoding of the URL standard.
final class Percent {
  /// Characters below U+007F that are escaped, beside controls and everything from U+007F on.
  enum EscapeSet {
    FRAGMENT(" \"<>`"),
    QUERY(" \"#<>'"),
    PATH(" \"#<>?^`{}"),
    USER(" \"#<>?^`{}/:;=@[\\]|");

    private final String characters;

    EscapeSet(String characters) {
      this.characters = characters;
    }

    boolean escapes(int unit) {
      return unit <= 0x1F || unit >= 0x7F || characters.indexOf(unit) >= 0;
    }
  }

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  /// Escapes `text` as UTF-8; half surrogate pairs become U+FFFD.
  static String encode(String text, EscapeSet set) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    append(out, utf8(text), set);
    return out.toString();
  }

  /// Escapes a query as a page in `charset` sends it: what the charset lacks goes as `&#…;`.
  static String encode(String text, EscapeSet set, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)
        || charset.name().startsWith("UTF-16")
        || !charset.canEncode()) return encode(text, set);
    StringBuilder out = new StringBuilder(text.length() + 16);
    try {
      append(out, bytes(charset.newEncoder().encode(CharBuffer.wrap(text))), set);
    } catch (CharacterCodingException _) {
      text.codePoints().forEach(point -> appendOrReference(out, point, set, charset));
    }
    return out.toString();
  }

  private static void appendOrReference(
      StringBuilder out, int point, EscapeSet set, Charset charset) {
    try {
      String character = Character.toString(point);
      append(out, bytes(charset.newEncoder().encode(CharBuffer.wrap(character))), set);
    } catch (CharacterCodingException _) {
      out.append("%26%23").append(point).append("%3B");
    }
  }

  private static void append(StringBuilder out, byte[] bytes, EscapeSet set) {
    for (byte b : bytes) {
      int unit = b & 0xFF;
      if (set.escapes(unit)) HEX.toHexDigits(out.append('%'), b);
      else out.append((char) unit);
    }
  }

  /// Undoes every escape; what is no escape stays.
  static byte[] decode(String text) {
    byte[] in = utf8(text);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int value = in[i] == '%' ? hexPair(in, i + 1) : -1;
      out[length++] = value < 0 ? in[i] : (byte) value;
      if (value >= 0) i += 2;
    }
    return Arrays.copyOf(out, length);
  }

  /// Undoes escapes of letters, digits and `-._~`, which mean the same escaped (RFC 3986, section
  /// 6.2.2), writes the others in upper case, and escapes what must be.
  ///
  /// @param text path or query, ASCII
  static String normalise(String text) {
    byte[] in = utf8(text);
    StringBuilder out = new StringBuilder(in.length);
    for (int i = 0; i < in.length; i++) {
      int unit = in[i] & 0xFF;
      int value = unit == '%' ? hexPair(in, i + 1) : -1;
      if (value >= 0) {
        if (isUnreserved(value)) out.append((char) value);
        else HEX.toHexDigits(out.append('%'), (byte) value);
        i += 2;
      } else if (unit == '%') out.append("%25");
      else if (unit <= 0x20 || unit >= 0x7F || "\"<>^`{|}".indexOf(unit) >= 0)
        HEX.toHexDigits(out.append('%'), in[i]);
      else out.append((char) unit);
    }
    return out.toString();
  }

  private static boolean isUnreserved(int unit) {
    return unit < 0x80 && (Character.isLetterOrDigit(unit) || "-._~".indexOf(unit) >= 0);
  }

  private static int hexPair(byte[] in, int at) {
    if (at + 1 >= in.length) return -1;
    int high = Character.digit(in[at], 16);
    int low = Character.digit(in[at + 1], 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(whole::appendCodePoint);
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }
}
