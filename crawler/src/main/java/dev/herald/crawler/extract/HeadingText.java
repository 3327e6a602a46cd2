package dev.herald.crawler.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The text of a heading without a date that a template sets into it.
final class HeadingText {
  private static final int LEAST_REST = 8;
  private static final int MOST_CHILDREN = 10;
  private static final Pattern NUMERIC_DATE_BEFORE =
      Pattern.compile(
          "(?:\\d{1,2}([./-])\\d{1,2}\\1\\d{4}|\\d{4}([./-])\\d{1,2}\\2\\d{1,2})[\\s|:–—-]+");

  private HeadingText() {}

  static String of(RawBlock heading) {
    String text = Texts.line(heading.text());
    Element element = heading.box().element;
    if (element.childrenSize() > 0 && element.childrenSize() <= MOST_CHILDREN)
      for (Element part : element.children())
        if (part.normalName().equals("time") || DateWords.isNamedAfterDate(part))
          text = without(text, Texts.line(part.text()));
    Matcher date = NUMERIC_DATE_BEFORE.matcher(text);
    return date.lookingAt() && text.length() - date.end() >= LEAST_REST
        ? text.substring(date.end())
        : text;
  }

  /// What is left of a text where a part of it stands at either end; where that is next to nothing,
  /// the part was the title.
  private static String without(String text, String part) {
    if (part.isEmpty() || text.length() - part.length() < LEAST_REST) return text;
    if (text.endsWith(part)) return trimmed(text.substring(0, text.length() - part.length()));
    return text.startsWith(part) ? trimmed(text.substring(part.length())) : text;
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSeparator(text.charAt(start))) start++;
    while (end > start && isSeparator(text.charAt(end - 1))) end--;
    return text.substring(start, end);
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '|' || c == '-' || c == '–' || c == '—' || c == '·' || c == ',';
  }
}
