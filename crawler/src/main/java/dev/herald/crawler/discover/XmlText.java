package dev.herald.crawler.discover;

import dev.herald.crawler.charset.PageDecoder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/// XML as publishers serve it: any encoding, well-formed or not. Never follows or expands what a
/// document type declares.
final class XmlText {
  /// No honest feed or sitemap is that deep.
  private static final int MAX_DEPTH = 256;

  private static final int MAX_ENTITY_CHARS = 12;
  private static final String CDATA = "<![CDATA[";

  /// First four bytes of UTF-32, which browsers do not know and feeds have used.
  private static final Map<ByteString, String> UTF_32 =
      Map.of(
          ByteString.of((byte) 0, (byte) 0, (byte) 0xFE, (byte) 0xFF), "UTF-32",
          ByteString.of((byte) 0xFF, (byte) 0xFE, (byte) 0, (byte) 0), "UTF-32",
          ByteString.of((byte) 0, (byte) 0, (byte) 0, (byte) '<'), "UTF-32BE",
          ByteString.of((byte) '<', (byte) 0, (byte) 0, (byte) 0), "UTF-32LE");

  private XmlText() {}

  static String decode(Answer answer) {
    ByteString bytes = answer.bytes();
    Optional<String> wide =
        bytes.size() < 4
            ? Optional.empty()
            : Optional.ofNullable(UTF_32.get(bytes.substring(0, 4)));
    return wide.map(charset -> bytes.string(Charset.forName(charset)))
        .orElseGet(
            () -> PageDecoder.decodeXml(bytes, answer.contentType(), answer.languages()).text());
  }

  /// Parses as far as there is anything to read; names of elements and attributes in lower case.
  static Document parse(String text, String url) {
    Parser parser = Parser.xmlParser().settings(ParseSettings.htmlDefault).setMaxDepth(MAX_DEPTH);
    return Jsoup.parse(escapeLooseAmpersands(text), url, parser);
  }

  /// Whether the end of the root element is there.
  static boolean isClosed(String text, Element root) {
    String end = "</" + root.tagName();
    if (root.childNodeSize() == 0 && text.stripTrailing().endsWith("/>")) return true;
    for (int i = text.lastIndexOf("</"); i >= 0; i = text.lastIndexOf("</", i - 1))
      if (text.regionMatches(true, i, end, 0, end.length())) return true;
    return false;
  }

  /// `?a=1&copy=2` in a link means an ampersand, not a sign of copyright.
  private static String escapeLooseAmpersands(String text) {
    if (text.indexOf('&') < 0) return text;
    var out = new StringBuilder(text.length() + 64);
    int from = 0;
    while (from < text.length()) {
      int cdata = text.indexOf(CDATA, from);
      int end = cdata < 0 ? text.length() : cdata;
      escape(text, from, end, out);
      if (cdata < 0) break;
      int close = text.indexOf("]]>", cdata);
      from = close < 0 ? text.length() : close;
      out.append(text, cdata, from);
    }
    return out.toString();
  }

  private static void escape(String text, int from, int to, StringBuilder out) {
    int copied = from;
    for (int i = text.indexOf('&', from); i >= 0 && i < to; i = text.indexOf('&', i + 1)) {
      if (isReference(text, i + 1)) continue;
      out.append(text, copied, i).append("&amp;");
      copied = i + 1;
    }
    out.append(text, copied, to);
  }

  private static boolean isReference(String text, int from) {
    int most = Math.min(text.length(), from + MAX_ENTITY_CHARS);
    for (int i = from; i < most; i++) {
      char c = text.charAt(i);
      if (c == ';') return i > from;
      boolean hash = c == '#' && i == from;
      if (!hash && !(c < 128 && Character.isLetterOrDigit(c))) return false;
    }
    return false;
  }
}
