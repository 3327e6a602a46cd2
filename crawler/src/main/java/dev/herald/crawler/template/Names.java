package dev.herald.crawler.template;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jsoup.nodes.Element;

/// Reduces class names and ids to what a site's pages share: numbers are all alike, and names that
/// a build tool made up are left out.
public final class Names {
  private static final int MOST_CHARS = 40;
  private static final int MOST_NAMES = 3;
  private static final int MOST_NUMBERS = 3;
  private static final int MOST_ATTRIBUTE_CHARS = 400;
  private static final List<String> MADE_UP = List.of("css-", "sc-", "jsx-", "jss", "svelte-");

  private Names() {}

  /// The first stable class names of an element, in their order, at most three.
  public static List<String> classes(Element element) {
    String written = clip(element.className());
    if (written.isBlank()) return List.of();
    var names = new ArrayList<String>(MOST_NAMES);
    var all = new StringTokenizer(written);
    while (all.hasMoreTokens()) {
      String stable = stable(all.nextToken());
      if (!stable.isEmpty() && !names.contains(stable)) names.add(stable);
      if (names.size() == MOST_NAMES) break;
    }
    return names;
  }

  /// The element's id, or empty if it has none that other pages may share.
  public static String id(Element element) {
    return stable(clip(element.id()));
  }

  private static String stable(String name) {
    if (name.isEmpty() || name.length() > MOST_CHARS) return "";
    for (String prefix : MADE_UP) if (name.startsWith(prefix)) return "";
    var stable = new StringBuilder(name.length());
    int numbers = 0;
    boolean letterBefore = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = isDigit(c);
      boolean inNumber = digit && i > 0 && isDigit(name.charAt(i - 1));
      if (digit && !inNumber && letterBefore) numbers++;
      // Letters and numbers in turn are a hash.
      if (numbers >= MOST_NUMBERS) return "";
      if (!inNumber) stable.append(digit ? '0' : c);
      letterBefore = Character.isLetter(c);
    }
    return stable.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String clip(String written) {
    return written.length() > MOST_ATTRIBUTE_CHARS
        ? written.substring(0, MOST_ATTRIBUTE_CHARS)
        : written;
  }
}
