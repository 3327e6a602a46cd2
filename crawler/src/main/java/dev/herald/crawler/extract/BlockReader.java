package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Markup.Role;
import dev.herald.crawler.extract.RawBlock.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/// Reads a page once, in order, into runs of text and the boxes that hold them. Never recursive.
final class BlockReader implements NodeFilter {
  private static final int MOST_BLOCKS = 50_000;
  private static final int MOST_CHARS = 20_000_000;

  private final List<Box> boxes = new ArrayList<>();
  private final List<RawBlock> blocks = new ArrayList<>();
  private final Deque<Box> lists = new ArrayDeque<>();
  private final Deque<Box> rows = new ArrayDeque<>();
  private final StringBuilder run = new StringBuilder();
  private final boolean readsHidden;
  private int linkChars;
  private int boldChars;
  private int breaks;
  private int links;
  private int bolds;
  private int quotes;
  private int preformatted;
  private int cells;
  private @Nullable Element judgedRow;
  private boolean isDataRow;
  private int chars;
  private Box box;

  private BlockReader(Element root, boolean readsHidden) {
    this.readsHidden = readsHidden;
    this.box = new Box(root, null, 0, Role.NEUTRAL);
    boxes.add(box);
  }

  /// What a page holds.
  ///
  /// @param boxes in document order, the root first
  /// @param blocks in document order
  record Reading(List<Box> boxes, List<RawBlock> blocks) {
    /// The whole page, whatever part of it was read.
    Element page() {
      return boxes.getFirst().element.root();
    }
  }

  /// Reads the subtree of an element.
  ///
  /// @param readsHidden whether parts hidden by style count too
  static Reading read(Element root, boolean readsHidden) {
    var reader = new BlockReader(root, readsHidden);
    NodeTraversor.filter(reader, root);
    reader.flush();
    Box top = reader.boxes.getFirst();
    top.end = reader.boxes.size();
    return new Reading(reader.boxes, reader.blocks);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      append(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) return FilterResult.SKIP_ENTIRELY;
    if (isRoot(element)) return FilterResult.CONTINUE;
    if (blocks.size() >= MOST_BLOCKS || chars > MOST_CHARS) return FilterResult.STOP;
    Role role = Markup.roleOf(element);
    if (role == Role.SKIP && !(readsHidden && Markup.isBlock(element.normalName())))
      return FilterResult.SKIP_ENTIRELY;
    open(element, role);
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(@Nullable Node node, int depth) {
    if (node instanceof Element element && !isRoot(element)) close(element);
    return FilterResult.CONTINUE;
  }

  private void open(Element element, Role role) {
    String tag = element.normalName();
    if (cells > 0) append(" ");
    else if (Markup.isBlock(tag)) {
      flush();
      box = new Box(element, box, boxes.size(), role == Role.SKIP ? Role.NEUTRAL : role);
      boxes.add(box);
    }
    switch (tag) {
      case "a" -> links++;
      case "b", "strong" -> bolds++;
      case "br" -> lineBreak();
      case "blockquote", "q" -> quotes++;
      case "pre" -> preformatted++;
      case "ul", "ol", "dl" -> lists.push(box);
      case "tr" -> rows.push(box);
      case "td", "th" -> cells += cells > 0 || isDataCell(element) ? 1 : 0;
      default -> {}
    }
  }

  private void close(Element element) {
    String tag = element.normalName();
    boolean isCell = tag.equals("td") || tag.equals("th");
    if (isCell && cells > 0) cells--;
    if (cells > 0) append(" ");
    else if (Markup.isBlock(tag)) {
      flush();
      box.end = boxes.size();
      Box parent = box.parent;
      if (parent != null) box = parent;
    }
    switch (tag) {
      case "a" -> links--;
      case "b", "strong" -> bolds--;
      case "blockquote", "q" -> quotes--;
      case "pre" -> preformatted--;
      case "ul", "ol", "dl" -> lists.pop();
      case "tr" -> rows.pop();
      default -> {}
    }
  }

  /// Each row is judged once, for all its cells.
  private boolean isDataCell(Element cell) {
    // A cell of text alone is one run anyway.
    @Nullable Element row = cell.parent();
    if (cell.childrenSize() == 0 || row == null) return false;
    if (!row.equals(judgedRow)) {
      judgedRow = row;
      isDataRow = row.normalName().equals("tr") && DataRows.isRow(row);
    }
    return isDataRow;
  }

  private boolean isRoot(Element element) {
    return boxes.getFirst().element.equals(element);
  }

  private void lineBreak() {
    breaks++;
    if (breaks >= 2 && preformatted == 0) {
      int before = breaks;
      flush();
      breaks = before;
    }
  }

  private void append(String source) {
    String text = preformatted > 0 ? source : Texts.unescaped(source);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Texts.isPlain(c)) appendLetter(c);
      else if (!Texts.isInvisible(c) && !Texts.isIdleJoiner(c, lastChar())) appendOther(c);
    }
  }

  private void appendOther(char c) {
    if (c == '\n' && preformatted > 0) breaks++;
    else if (!Texts.isBlank(c)) appendLetter(c);
    else if (!run.isEmpty() && breaks == 0 && !endsBlank()) run.append(' ');
  }

  private void appendLetter(char c) {
    if (breaks > 0 && !run.isEmpty()) {
      if (endsBlank()) run.setLength(run.length() - 1);
      run.append('\n');
    }
    breaks = 0;
    run.append(c);
    chars++;
    if (links > 0) linkChars++;
    if (bolds > 0) boldChars++;
  }

  private char lastChar() {
    return run.isEmpty() ? ' ' : run.charAt(run.length() - 1);
  }

  private boolean endsBlank() {
    char last = run.charAt(run.length() - 1);
    return last == ' ' || last == '\n';
  }

  private void flush() {
    while (!run.isEmpty() && endsBlank()) run.setLength(run.length() - 1);
    if (!run.isEmpty()) {
      String text = Texts.nfc(run.toString());
      blocks.add(
          new RawBlock(
              kind(),
              text,
              linkChars,
              boldChars,
              Markup.headingLevel(box.tag),
              box,
              nearest(lists),
              nearest(rows),
              blocks.size(),
              quotes > 0));
      run.setLength(0);
    }
    linkChars = 0;
    boldChars = 0;
    breaks = 0;
  }

  private static @Nullable Box nearest(Deque<Box> boxes) {
    return boxes.peek();
  }

  private Kind kind() {
    if (Markup.headingLevel(box.tag) > 0) return Kind.HEADING;
    if (preformatted > 0) return Kind.PREFORMATTED;
    return switch (box.tag) {
      case "p" -> lists.isEmpty() ? Kind.PARAGRAPH : paragraphInList();
      case "li", "dd", "dt" -> Kind.ITEM;
      case "td", "th" -> Kind.CELL;
      case "blockquote" -> Kind.PARAGRAPH;
      default -> Kind.OTHER;
    };
  }

  private Kind paragraphInList() {
    Box parent = box.parent;
    return parent != null && parent.tag.equals("li") ? Kind.ITEM : Kind.PARAGRAPH;
  }
}
