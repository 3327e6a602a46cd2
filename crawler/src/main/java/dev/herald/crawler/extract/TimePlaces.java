package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Where on a page a time stands, seen from the title and the body.
final class TimePlaces {
  private static final double FAR_FROM_TITLE = 0.5;
  private static final double LABELLED_AT_SIDE = 0.5;
  private static final int FAR_BLOCKS = 14;
  private static final int FAR_BOXES = 30;
  private static final int MOST_CLIMB = 12;
  private static final int MOST_HEAD_CLIMB = 4;
  private static final int MOST_SIBLINGS = 20;
  private static final int SIDE_CHARS = 200;

  private final Box body;
  private final int titleOrder;
  private final int titleIndex;
  private final int bodyOrder;
  private final int[] firstOrders;
  private final Map<Element, Box> boxByElement = new HashMap<>();

  TimePlaces(Reading reading, Box body, String title) {
    this.body = body;
    this.firstOrders = firstOrders(reading);
    this.bodyOrder = firstOrder(reading, body);
    @Nullable RawBlock heading = titleBlock(reading, body, title);
    this.titleOrder = heading == null ? bodyOrder : heading.order();
    this.titleIndex = heading == null ? body.index : heading.box().index;
    for (Box box : reading.boxes()) boxByElement.put(box.element, box);
  }

  /// For each box, the order of the first block that stands in it or after it.
  private static int[] firstOrders(Reading reading) {
    var orders = new int[reading.boxes().size() + 1];
    Arrays.fill(orders, Integer.MAX_VALUE);
    for (RawBlock block : reading.blocks())
      orders[block.box().index] = Math.min(orders[block.box().index], block.order());
    for (int i = orders.length - 2; i >= 0; i--) orders[i] = Math.min(orders[i], orders[i + 1]);
    return orders;
  }

  private static int firstOrder(Reading reading, Box body) {
    for (RawBlock block : reading.blocks()) if (body.contains(block.box())) return block.order();
    return 0;
  }

  /// The heading that is the title: the first one in the body, or else the last one before it.
  private static @Nullable RawBlock titleBlock(Reading reading, Box body, String title) {
    String bare = Texts.bare(title);
    @Nullable RawBlock last = null;
    for (RawBlock block : reading.blocks()) {
      if (block.box().index >= body.end) break;
      boolean isTitle =
          block.level() > 0
              && block.text().length() < title.length() + 60
              && Texts.bare(block.text()).equals(bare);
      if (isTitle && body.contains(block.box())) return block;
      if (isTitle) last = block;
    }
    return last;
  }

  /// Order of the title's block, or of the body's first where the page has no such heading.
  int titleOrder() {
    return titleOrder;
  }

  /// Order of the body's first block.
  int bodyOrder() {
    return bodyOrder;
  }

  boolean isInBody(Box box) {
    return body.contains(box);
  }

  boolean isAfterBody(Box box) {
    return box.index >= body.end;
  }

  /// The box that an element opens; null if it opens none.
  @Nullable Box own(Element element) {
    return boxByElement.get(element);
  }

  /// How far an element is from where a publication time stands: 1 near title or in the body's
  /// head, 0 where it is none.
  double factor(Element element, boolean labelled) {
    @Nullable Box box = boxOf(element);
    if (box == null) return standsByHeading(element) ? 0.9 : 0.4;
    if (isForeign(box) || element.closest("blockquote") != null) return 0;
    if (isAtSide(box)) return labelled ? LABELLED_AT_SIDE : 0;
    if (isAfterBody(box)) return 0.3;
    int start = Math.min(titleIndex, body.index);
    boolean near =
        box.index >= start
            ? firstOrders[box.index] - titleOrder <= FAR_BLOCKS
            : start - box.index < FAR_BOXES;
    if (!near && standsByHeading(element)) return 0.9;
    if (box.index >= start) return near ? 1 : FAR_FROM_TITLE;
    return near ? 0.9 : 0.3;
  }

  /// A page's head may be styled so richly that nothing of it is read as text.
  private static boolean standsByHeading(Element element) {
    @Nullable Element at = element.parent();
    for (int i = 0; i < MOST_HEAD_CLIMB && at != null; i++) {
      if (at.childrenSize() > MOST_SIBLINGS) return false;
      if (at.selectFirst("h1") != null) return true;
      at = at.parent();
    }
    return false;
  }

  /// Whether a box belongs to another article, to the page's frame, or stands beside the text.
  boolean isElsewhere(Box box) {
    return isForeign(box) || isAtSide(box);
  }

  private boolean isForeign(Box box) {
    @Nullable Box at = box;
    for (int i = 0; i < MOST_CLIMB && at != null && !at.contains(body) && !holdsTitle(at); i++) {
      if (at.tag.equals("nav") || (at.tag.equals("footer") && !isInArticle(at))) return true;
      if (ClassWords.of(at.element).speakOf(NameTopic.FOREIGN)) return true;
      at = at.parent;
    }
    return false;
  }

  private boolean isAtSide(Box box) {
    @Nullable Box at = box;
    for (int i = 0; i < MOST_CLIMB && at != null && !at.contains(body) && !holdsTitle(at); i++) {
      if (at.tag.equals("aside") && at.chars > SIDE_CHARS) return true;
      if (ClassWords.of(at.element).speakOf(NameTopic.SIDE)) return true;
      at = at.parent;
    }
    return false;
  }

  /// An article has a footer of its own, with its date.
  private boolean isInArticle(Box footer) {
    @Nullable Box at = footer.parent;
    while (at != null && !at.tag.equals("article")) at = at.parent;
    return at != null && at.contains(body);
  }

  private boolean holdsTitle(Box box) {
    return titleIndex >= box.index && titleIndex < box.end;
  }

  private @Nullable Box boxOf(Element element) {
    @Nullable Element at = element;
    for (int i = 0; i < MOST_CLIMB && at != null; i++) {
      Box box = boxByElement.get(at);
      if (box != null) return box;
      at = at.parent();
    }
    return null;
  }
}
