package dev.herald.crawler.extract;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// Tells rows of data, whose cells are one line each whatever stands in them, from the rows of
/// tables that lay a page out.
final class DataRows {
  private static final int LEAST_CELLS = 2;
  private static final int MOST_CELLS = 50;
  private static final int MOST_CELL_CHARS = 200;
  private static final int MOST_CELL_NODES = 40;

  private DataRows() {}

  /// Whether a row is made of short cells, none of which holds a table, list or heading.
  static boolean isRow(Element row) {
    if (row.childrenSize() < LEAST_CELLS || row.childrenSize() > MOST_CELLS) return false;
    for (Element one : row.children()) if (!isShort(one)) return false;
    return true;
  }

  private static boolean isShort(Element cell) {
    var counter = new Counter();
    NodeTraversor.filter(counter, cell);
    return counter.isShort;
  }

  private static final class Counter implements NodeFilter {
    private int chars;
    private int nodes;
    private boolean isShort = true;

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) chars += text.getWholeText().strip().length();
      isShort = ++nodes <= MOST_CELL_NODES && chars <= MOST_CELL_CHARS && !holdsMore(node);
      return isShort ? FilterResult.CONTINUE : FilterResult.STOP;
    }

    private static boolean holdsMore(Node node) {
      return switch (node.nodeName()) {
        case "table", "ul", "ol", "dl", "form", "h1", "h2", "h3", "h4", "blockquote", "pre" -> true;
        default -> false;
      };
    }
  }
}
