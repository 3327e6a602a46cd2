package dev.herald.app.office;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page templates of a site: `layout.html`, parted by lines such as `<!--: page -->`.
///
/// Sections: `page` around everything, `head` and `statement` of a statement's page, `listing` and
/// its repeated `item`. A gap is `{{name}}`; values are HTML already.
record Layout(Map<String, String> sections) {
  private static final Pattern SECTION = Pattern.compile("<!--: ([a-z]+) -->\n");
  private static final Pattern GAP = Pattern.compile("\\{\\{([a-z0-9.-]+)\\}\\}");

  Layout {
    sections = Map.copyOf(sections);
  }

  static Layout load(String siteId) {
    String text = Resources.text("sites/" + siteId + "/layout.html");
    Map<String, String> sections = new HashMap<>();
    Matcher mark = SECTION.matcher(text);
    String name = "";
    int start = 0;
    while (mark.find()) {
      if (!name.isEmpty()) sections.put(name, text.substring(start, mark.start()));
      name = mark.group(1);
      start = mark.end();
    }
    sections.put(name, text.substring(start));
    return new Layout(sections);
  }

  /// A section with its gaps filled.
  ///
  /// @throws IllegalStateException if the section or a value is missing
  String fill(String section, Map<String, String> values) {
    String template = sections.get(section);
    if (template == null) throw new IllegalStateException("no section " + section);
    Matcher gap = GAP.matcher(template);
    var out = new StringBuilder();
    while (gap.find()) {
      String value = values.get(gap.group(1));
      if (value == null)
        throw new IllegalStateException(
            "section %s: no value for %s".formatted(section, gap.group(1)));
      gap.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return gap.appendTail(out).toString();
  }
}
