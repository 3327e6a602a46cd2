package dev.herald.dashboard.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.List;

/// Text with the found words marked, shown with `<mark>` and everything else escaped.
///
/// @param parts the text in order; joined they are the whole text
public record Marked(List<Part> parts) implements Content {
  private static final String OPEN = "<mark>";
  private static final String CLOSE = "</mark>";

  public Marked {
    parts = List.copyOf(parts);
  }

  /// A run of text, marked or not.
  public record Part(String text, boolean marked) {}

  /// Text without marks.
  public static Marked plain(String text) {
    return new Marked(List.of(new Part(text, false)));
  }

  /// Reads escaped HTML whose only elements are `<mark>`; any other tag comes out as visible text.
  public static Marked parse(String html) {
    var parts = new ArrayList<Part>();
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf(OPEN, at);
      int close = open < 0 ? -1 : html.indexOf(CLOSE, open);
      if (close < 0) {
        add(parts, html.substring(at), false);
        break;
      }
      add(parts, html.substring(at, open), false);
      add(parts, html.substring(open + OPEN.length(), close), true);
      at = close + CLOSE.length();
    }
    return new Marked(parts);
  }

  /// The text without marks.
  public String text() {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  @Override
  public void writeTo(TemplateOutput output) {
    for (Part part : parts) {
      if (part.marked()) output.writeContent(OPEN);
      output.writeContent(escape(part.text()));
      if (part.marked()) output.writeContent(CLOSE);
    }
  }

  private static void add(List<Part> parts, String html, boolean marked) {
    if (!html.isEmpty()) parts.add(new Part(unescape(html), marked));
  }

  private static String unescape(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
