package dev.herald.crawler.discover;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Titles of feeds as plain text, whatever way they carry markup.
final class FeedText {
  private static final Set<String> UNSEEN = Set.of("script", "style");

  private FeedText() {}

  /// A title (RFC 4287, section 3.1); empty if there is nothing to read in it.
  static Optional<String> title(Element title) {
    return Optional.of(plain(title).strip()).filter(text -> !text.isEmpty());
  }

  private static String plain(Element title) {
    // Text constructs of Atom are literal unless they say otherwise; RSS never says anything.
    if (!title.children().isEmpty()) return inline(title);
    String text = title.wholeText();
    String type = title.attr("type").toLowerCase(Locale.ROOT).strip();
    String mode = title.attr("mode").toLowerCase(Locale.ROOT).strip();
    if (mode.equals("base64") || type.equals("application/octet-stream"))
      return markup(base64(text));
    boolean html = type.contains("html") || mode.equals("escaped") || !isAtom(title);
    return html ? markup(text) : oneLine(text);
  }

  /// The text of something that may hold markup or character references.
  static String markup(String text) {
    boolean plain = text.indexOf('<') < 0 && text.indexOf('&') < 0;
    return oneLine(plain ? text : Jsoup.parse(text).text());
  }

  private static String inline(Element title) {
    Element shown = title.clone();
    for (Element element : shown.getAllElements())
      if (UNSEEN.contains(element.tag().localName())) element.remove();
    return oneLine(shown.text());
  }

  private static boolean isAtom(Element title) {
    Element parent = title.parent();
    boolean entry = parent != null && parent.tag().localName().matches("entry|feed");
    return entry || FeedNames.isAtom(title);
  }

  private static String base64(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // What claims to be encoded and is not is read as it stands.
      return text;
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\s\u00a0]+", " ").strip();
  }
}
