package dev.herald.config.source;

import java.util.Locale;
import java.util.regex.Pattern;

/// How the text of a range is taken apart.
final class Ranges {
  // No HTML element is called from or after, so no useful CSS selector begins like this.
  static final Pattern FORM = Pattern.compile("(?is)(from|after)\\s+(.+)");
  static final String TO = " to ";
  private static final int MOST_REASON_CHARS = 160;

  private Ranges() {}

  /// Where the start of a range ends; -1 if no end is given.
  static int indexOfTo(String text) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') quote = c;
      else if (c == '[' || c == '(') depth++;
      else if (c == ']' || c == ')') depth--;
      else if (depth == 0 && text.regionMatches(true, i, TO, 0, TO.length())) return i;
    }
    return -1;
  }

  /// What a parser has against an expression, in one line.
  static String reason(Exception e) {
    Throwable root = e;
    while (root.getCause() != null && root.getMessage() == null) root = root.getCause();
    String message = String.valueOf(root.getMessage()).replaceAll("\\s+", " ").strip();
    message = message.replaceFirst("^(?:[a-zA-Z.]+(?:Exception|Error): ?)+", "");
    message = message.replaceFirst("\\.$", "");
    if (message.isEmpty()) return "it cannot be parsed";
    String line = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    return line.length() > MOST_REASON_CHARS ? line.substring(0, MOST_REASON_CHARS) + "…" : line;
  }
}
