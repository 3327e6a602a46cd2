package dev.herald.crawler.state;

import dev.herald.config.message.MessageCodec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as PostgreSQL takes it: without U+0000, and without halves of surrogate pairs, which
/// publishers' systems leave where they cut a text in the middle of an emoji.
///
/// One such character in a title would otherwise keep its source from being saved, with all that is
/// saved together with it, at every visit. Stateless.
public final class StorableText {
  private static final int REPLACEMENT = 0xFFFD;

  /// A pair of surrogates, another character by its number, or a short escape such as `\n`.
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u[dD][89abAB]..\\\\u[dD][c-fC-F]..|u....|.)");

  private StorableText() {}

  /// A contract type as JSON that fits into a column of type `jsonb`.
  public static String json(Object message) {
    String json = MessageCodec.writeText(message);
    return json.contains("\\u")
        ? ESCAPE.matcher(json).replaceAll(escape -> Matcher.quoteReplacement(kept(escape.group())))
        : json;
  }

  private static String kept(String escape) {
    if (!escape.startsWith("\\u") || escape.length() > 6) return escape;
    char c = (char) Integer.parseInt(escape, 2, 6, 16);
    if (c == 0) return "";
    return Character.isSurrogate(c) ? Character.toString(REPLACEMENT) : escape;
  }

  /// A text that fits into a column of type `text`.
  public static String of(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
