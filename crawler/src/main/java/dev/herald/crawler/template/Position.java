package dev.herald.crawler.template;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The place of an element in a template: its tag, id and classes and those of what is around it,
/// up to an id. Counts no siblings, so that a page with one more teaser is the same template.
///
/// ```java
/// Position.of(element);   // "main > div.press > div#text"
/// ```
public final class Position {
  private static final int MOST_STEPS = 4;

  private Position() {}

  /// The place, at most 500 chars.
  public static String of(Element element) {
    var path = new StringBuilder();
    @Nullable Element at = element;
    for (int steps = 0; at != null && steps < MOST_STEPS; steps++) {
      String tag = at.normalName();
      if (tag.equals("body") || tag.equals("html")) break;
      String id = Names.id(at);
      path.insert(0, step(tag, id, Names.classes(at)) + (path.isEmpty() ? "" : " > "));
      if (!id.isEmpty()) break;
      at = at.parent();
    }
    return path.isEmpty() ? element.normalName() : path.toString();
  }

  private static String step(String tag, String id, List<String> classes) {
    String bounded = tag.length() > 20 ? tag.substring(0, 20) : tag;
    if (!id.isEmpty()) return bounded + "#" + id;
    return classes.isEmpty() ? bounded : bounded + "." + String.join(".", classes);
  }
}
