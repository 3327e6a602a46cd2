package dev.herald.app.office;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/// Escaping and encoding of pages.
final class Html {
  private Html() {}

  /// Text for an element or a quoted attribute.
  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /// Bytes of a page; characters that the charset lacks become character references.
  static byte[] encode(String page, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) return page.getBytes(charset);
    CharsetEncoder encoder = charset.newEncoder();
    var out = new ByteArrayOutputStream(page.length());
    page.codePoints()
        .mapToObj(Character::toString)
        .map(letter -> encoder.canEncode(letter) ? letter : "&#" + letter.codePointAt(0) + ";")
        .forEach(letter -> out.writeBytes(letter.getBytes(charset)));
    return out.toByteArray();
  }
}
