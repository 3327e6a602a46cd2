package dev.herald.crawler.extract;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// The text of an element as one line, read only as far as it may be short.
final class ShortLine implements NodeFilter {
  private final StringBuilder text = new StringBuilder();
  private final int most;
  private int letters;

  private ShortLine(int most) {
    this.most = most;
  }

  /// The line; empty if it is longer than most chars.
  static String of(Element element, int most) {
    var reader = new ShortLine(most);
    NodeTraversor.filter(reader, element);
    String line = reader.letters > most ? "" : Texts.line(reader.text.toString());
    return line.length() > most ? "" : line;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode part) {
      String written = part.getWholeText();
      text.append(written);
      for (int i = 0; i < written.length() && letters <= most; i++)
        if (Character.isLetterOrDigit(written.charAt(i))) letters++;
    } else if (node.nameIs("br")) {
      text.append('\n');
    }
    return letters > most ? FilterResult.STOP : FilterResult.CONTINUE;
  }
}
