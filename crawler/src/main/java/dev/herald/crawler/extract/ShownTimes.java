package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import dev.herald.crawler.time.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Times that the page shows: in time elements, in elements named after dates, and in plain text
/// near the title or at the borders of the body.
final class ShownTimes {
  private static final double DATE_PUBLISHED = 0.95;
  private static final double TIME_ELEMENT = 0.8;
  private static final double NAMED = 0.7;
  private static final double NEAR_TITLE = 0.75;
  private static final double LABELLED = 0.9;
  private static final double DATELINE = 0.5;
  private static final double ELSEWHERE = 0.3;
  private static final double LABELLED_AT_SIDE = 0.5;
  private static final double UNDER_BODY = 0.6;
  private static final double FAR_FROM_TITLE = 0.5;

  private static final int BLOCKS_BEFORE_TITLE = 6;
  private static final int BLOCKS_AFTER_TITLE = 10;
  private static final int SHORT_CHARS = 140;
  private static final int LINE_CHARS = 300;
  private static final int UNDATED_CHARS = 80;
  private static final int FAR_BLOCKS = 14;
  private static final int LABEL_CHARS = 40;
  private static final int DATELINE_CHARS = 60;
  private static final int BLOCKS_IN_BODY = 2;
  private static final int BLOCKS_AFTER_BODY = 8;
  private static final int MOST_CLIMB = 12;
  private static final int MOST_NAMED = 60;
  private static final int MOST_LABEL_CLIMB = 3;
  private static final int MOST_HEAD_CLIMB = 4;
  private static final int MOST_SIBLINGS = 20;
  private static final int MOST_ELEMENT_CHARS = 200;
  private static final int SIDE_CHARS = 200;
  private static final List<String> MACHINE_ATTRIBUTES = List.of("datetime", "content");

  private final Reading reading;
  private final Box body;
  private final TimeReading times;
  private final int titleOrder;
  private final int titleIndex;
  private final int[] firstOrders;
  private final List<Candidate> found = new ArrayList<>();
  private final List<String> undated = new ArrayList<>();
  private final Map<Element, Box> boxByElement = new HashMap<>();

  private ShownTimes(Reading reading, Box body, String title, TimeReading times) {
    this.reading = reading;
    this.body = body;
    this.times = times;
    @Nullable RawBlock heading = titleBlock(reading, body, title);
    this.titleOrder = heading == null ? firstOrder(reading, body) : heading.order();
    this.titleIndex = heading == null ? body.index : heading.box().index;
    this.firstOrders = firstOrders(reading);
  }

  /// What a page shows.
  ///
  /// @param candidates days, with what speaks for them
  /// @param undated short texts that stand where a time does, and name no day with its year
  record Shown(List<Candidate> candidates, List<String> undated) {}

  static Shown find(Reading reading, Box body, String title, TimeReading times) {
    var shown = new ShownTimes(reading, body, title, times);
    shown.elements();
    shown.nearTitle();
    shown.lastBlocks();
    shown.afterBody();
    return new Shown(shown.found, shown.undated);
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

  private static int firstOrder(Reading reading, Box body) {
    for (RawBlock block : reading.blocks()) if (body.contains(block.box())) return block.order();
    return 0;
  }

  private void elements() {
    for (Box box : reading.boxes()) boxByElement.put(box.element, box);
    int seen = 0;
    for (Element element : reading.boxes().getFirst().element.getAllElements()) {
      boolean time = element.normalName().equals("time");
      boolean declared = element.attr("itemprop").equalsIgnoreCase("datePublished");
      if (!time && !declared && !DateWords.isNamedAfterDate(element)) continue;
      Box box = boxByElement.get(element);
      if (box != null && box.chars > MOST_ELEMENT_CHARS) continue;
      if (++seen > MOST_NAMED) return;
      element(element, time, declared);
    }
  }

  private void element(Element element, boolean time, boolean declared) {
    String text = Texts.line(element.wholeText());
    if (text.length() > MOST_ELEMENT_CHARS) return;
    String before = before(element, text);
    boolean update =
        DateWords.isOtherDate(element)
            || DateWords.speaksOfUpdate(text)
            || DateWords.isOther(before);
    if (update) return;
    boolean labelled = DateWords.speaksOfPublication(text) || DateWords.speaksOfPublication(before);
    double weight = declared ? DATE_PUBLISHED : time ? TIME_ELEMENT : NAMED;
    if (labelled) weight = Math.max(weight, LABELLED);
    weight *= placeFactor(element, labelled);
    if (weight < 0.1) return;
    String written = machineText(element);
    double w = weight;
    if (!written.isBlank())
      times.read(written, Provenance.TIME_ELEMENT).ifPresent(t -> found.add(new Candidate(t, w)));
    List<Found> shown = times.findAll(text, Provenance.VISIBLE_TEXT);
    if (shown.isEmpty() && element.childrenSize() > 1)
      shown = times.findAll(spaced(element), Provenance.VISIBLE_TEXT);
    if (!shown.isEmpty()) {
      if (!isOther(text, shown.getFirst())) found.add(new Candidate(shown.getFirst().time(), w));
    } else if (text.length() <= UNDATED_CHARS) undated.add(text);
  }

  /// The text of a date that is styled part by part, without blanks between the parts.
  private static String spaced(Element element) {
    return element
        .nodeStream(TextNode.class)
        .map(part -> Texts.line(part.text()))
        .collect(Collectors.joining(" "));
  }

  /// The words right before an element, if they stand in a short line with it.
  private static String before(Element element, String text) {
    String before = "";
    @Nullable Element at = element.parent();
    for (int i = 0; i < MOST_LABEL_CLIMB && at != null && before.isEmpty(); i++) {
      if (at.childNodeSize() > MOST_SIBLINGS) return "";
      String line = Texts.line(at.wholeText());
      int found = line.length() > MOST_ELEMENT_CHARS ? -1 : line.indexOf(text);
      if (found < 0) return "";
      before = line.substring(Math.max(0, found - LABEL_CHARS), found);
      at = at.parent();
    }
    return before;
  }

  private static String machineText(Element element) {
    for (String attribute : MACHINE_ATTRIBUTES)
      if (element.hasAttr(attribute)) return element.attr(attribute);
    if (element.normalName().equals("abbr")) return element.attr("title");
    for (var data : element.dataset().entrySet())
      if (DateWords.isNamedAfterDate(data.getKey())) return data.getValue();
    return "";
  }

  /// How far a place is from where a publication time stands: 1 near title or in the body's head.
  private double placeFactor(Element element, boolean labelled) {
    @Nullable Box box = boxOf(element);
    if (box == null) return standsByHeading(element) ? 0.9 : 0.4;
    if (isForeign(box) || element.closest("blockquote") != null) return 0;
    if (isAtSide(box)) return labelled ? LABELLED_AT_SIDE : 0;
    boolean after = box.index >= body.end;
    if (after) return 0.3;
    int start = Math.min(titleIndex, body.index);
    boolean near =
        box.index >= start
            ? firstOrders[box.index] - titleOrder <= FAR_BLOCKS
            : start - box.index < 30;
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

  /// Whether a box belongs to another article or to the page's frame.
  private boolean isForeign(Box box) {
    @Nullable Box at = box;
    for (int i = 0; i < MOST_CLIMB && at != null && !at.contains(body) && !holdsTitle(at); i++) {
      if (at.tag.equals("nav") || (at.tag.equals("footer") && !isInArticle(at))) return true;
      if (ClassWords.speaksOf(Markup.names(at.element), NameTopic.FOREIGN)) return true;
      at = at.parent;
    }
    return false;
  }

  private boolean isElsewhere(Box box) {
    return isForeign(box) || isAtSide(box);
  }

  private boolean isAtSide(Box box) {
    @Nullable Box at = box;
    for (int i = 0; i < MOST_CLIMB && at != null && !at.contains(body) && !holdsTitle(at); i++) {
      if (at.tag.equals("aside") && at.chars > SIDE_CHARS) return true;
      if (ClassWords.speaksOf(Markup.names(at.element), NameTopic.SIDE)) return true;
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

  private void nearTitle() {
    int from = Math.max(0, titleOrder - BLOCKS_BEFORE_TITLE);
    int to = Math.min(reading.blocks().size(), titleOrder + BLOCKS_AFTER_TITLE);
    for (int i = from; i < to; i++) near(reading.blocks().get(i), Math.abs(i - titleOrder));
    // Where much stands between, the date is in the text's first lines, or on the line over it.
    int body = firstOrder(reading, this.body);
    for (int i = Math.max(to, body - 1); i < Math.min(reading.blocks().size(), body + BLOCKS_IN_BODY); i++)
      near(reading.blocks().get(i), BLOCKS_AFTER_TITLE);
  }

  /// @param distance from the title
  private void near(RawBlock block, int distance) {
    if (isElsewhere(block.box())) return;
    String text = Texts.line(block.text());
    if (block.linkDensity() > 0.9 && Texts.words(text) > 8) return;
    boolean isShort = text.length() <= SHORT_CHARS;
    List<Found> dates = times.findAll(text, Provenance.VISIBLE_TEXT);
    if (dates.isEmpty() && text.length() <= UNDATED_CHARS && distance > 0) undated.add(text);
    for (Found shown : dates) {
      if (isOther(text, shown)) continue;
      boolean labelled = isLabelled(text, shown, isShort);
      if (!isShort && shown.start() > DATELINE_CHARS && !labelled) continue;
      double weight = labelled ? LABELLED : weight(text, shown, distance);
      if (block.box().index >= body.end) weight *= UNDER_BODY;
      found.add(new Candidate(shown.time(), weight));
      break;
    }
  }

  /// A line of its own is a date line; in a sentence or in the title a date is of something else.
  private static double weight(String text, Found shown, int distance) {
    if (text.length() > SHORT_CHARS || distance == 0) return DATELINE;
    String before = text.substring(0, shown.start()).strip();
    String after = text.substring(shown.end()).strip();
    boolean inSentence =
        Texts.endsSentence(text)
            && !before.isEmpty()
            && Character.isLetter(before.charAt(before.length() - 1))
            && (after.isEmpty()
                || Character.isLetter(after.charAt(0))
                || ".,".indexOf(after.charAt(0)) >= 0);
    return inSentence ? ELSEWHERE : NEAR_TITLE - 0.01 * distance;
  }

  /// Whether the words before a date name it an update, or the day of a photograph.
  private static boolean isOther(String text, Found shown) {
    String before = before(text, shown);
    return DateWords.isOther(before) || CreditLine.opens(before);
  }

  private static String before(String text, Found shown) {
    return text.substring(Math.max(0, shown.start() - LABEL_CHARS), shown.start());
  }

  private static boolean isLabelled(String text, Found shown, boolean isShort) {
    if (DateWords.speaksOfPublication(before(text, shown))) return true;
    int end = Math.min(text.length(), shown.end() + LABEL_CHARS);
    return isShort && DateWords.isPosted(text.substring(shown.end(), end));
  }

  /// Some institutions print the date under the text.
  private void lastBlocks() {
    int budget = 6;
    for (int i = reading.blocks().size() - 1; i >= 0 && budget > 0; i--) {
      RawBlock block = reading.blocks().get(i);
      if (!body.contains(block.box()) || isElsewhere(block.box())) continue;
      budget--;
      under(block, true);
    }
  }

  /// What stands below the body must say that it is the date of publication.
  private void afterBody() {
    int budget = BLOCKS_AFTER_BODY;
    for (RawBlock block : reading.blocks()) {
      if (block.box().index < body.end || isElsewhere(block.box())) continue;
      if (budget-- == 0) return;
      under(block, false);
    }
  }

  private void under(RawBlock block, boolean inBody) {
    for (String line : block.text().split("\n", -1)) {
      if (line.length() > LINE_CHARS || line.indexOf('©') >= 0) continue;
      for (Found shown : times.findAll(line, Provenance.VISIBLE_TEXT)) {
        if (isOther(line, shown)) continue;
        boolean labelled = isLabelled(line, shown, true);
        if (shown.start() > DATELINE_CHARS && !labelled) continue;
        boolean alone = shown.end() - shown.start() > line.length() * 0.5;
        if (labelled || (alone && inBody))
          found.add(new Candidate(shown.time(), labelled ? LABELLED : ELSEWHERE));
      }
    }
  }
}
