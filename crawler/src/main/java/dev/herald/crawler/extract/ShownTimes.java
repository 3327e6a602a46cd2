package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import dev.herald.crawler.time.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
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

  private static final int BLOCKS_BEFORE_TITLE = 6;
  private static final int BLOCKS_AFTER_TITLE = 10;
  private static final int SHORT_CHARS = 140;
  private static final int MOST_CLIMB = 12;
  private static final int MOST_NAMED = 60;
  private static final int SIDE_CHARS = 200;
  private static final List<String> MACHINE_ATTRIBUTES = List.of("datetime", "content");

  private final Reading reading;
  private final Box body;
  private final TimeReading times;
  private final int titleOrder;
  private final int titleIndex;
  private final List<Candidate> found = new ArrayList<>();
  private final Map<Element, Box> boxByElement = new HashMap<>();

  private ShownTimes(Reading reading, Box body, String title, TimeReading times) {
    this.reading = reading;
    this.body = body;
    this.times = times;
    @Nullable RawBlock heading = titleBlock(reading, body, title);
    this.titleOrder = heading == null ? firstOrder(reading, body) : heading.order();
    this.titleIndex = heading == null ? body.index : heading.box().index;
  }

  static List<Candidate> find(Reading reading, Box body, String title, TimeReading times) {
    var shown = new ShownTimes(reading, body, title, times);
    shown.elements();
    shown.nearTitle();
    return shown.found;
  }

  private static @Nullable RawBlock titleBlock(Reading reading, Box body, String title) {
    String bare = Texts.bare(title);
    for (RawBlock block : reading.blocks()) {
      if (block.box().index >= body.end) return null;
      if (block.level() > 0
          && block.text().length() < title.length() + 60
          && Texts.bare(block.text()).equals(bare)) return block;
    }
    return null;
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
      if (++seen > MOST_NAMED) return;
      element(element, time, declared);
    }
  }

  private void element(Element element, boolean time, boolean declared) {
    if (DateWords.isOtherDate(element)) return;
    String written = machineText(element);
    String text = element.wholeText();
    if (text.length() > 200) return;
    double weight = declared ? DATE_PUBLISHED : time ? TIME_ELEMENT : NAMED;
    weight *= placeFactor(element);
    if (weight < 0.1) return;
    Optional<String> label = Optional.of(Texts.line(text));
    if (label.filter(DateWords::speaksOfUpdate).isPresent()) return;
    double w = weight;
    boolean machine = !written.isBlank();
    if (machine)
      times.read(written, Provenance.TIME_ELEMENT).ifPresent(t -> found.add(new Candidate(t, w)));
    for (Found shown : times.findAll(Texts.line(text), Provenance.VISIBLE_TEXT)) {
      found.add(new Candidate(shown.time(), w));
      break;
    }
  }

  private static String machineText(Element element) {
    for (String attribute : MACHINE_ATTRIBUTES)
      if (element.hasAttr(attribute)) return element.attr(attribute);
    return element.normalName().equals("abbr") ? element.attr("title") : "";
  }

  /// How far a place is from where a publication time stands: 1 near title or in the body's head.
  private double placeFactor(Element element) {
    @Nullable Box box = boxOf(element);
    if (box == null) return 0.4;
    if (isForeign(box)) return 0;
    boolean after = box.index >= body.end;
    if (after) return 0.3;
    int start = Math.min(titleIndex, body.index);
    if (box.index >= start) return 1;
    return start - box.index < 30 ? 0.9 : 0.3;
  }

  /// Whether a box belongs to another article or to the page's frame.
  private boolean isForeign(Box box) {
    @Nullable Box at = box;
    for (int i = 0; i < MOST_CLIMB && at != null && !at.contains(body) && !holdsTitle(at); i++) {
      if (at.tag.equals("nav") || at.tag.equals("footer")) return true;
      if (at.tag.equals("aside") && at.chars > SIDE_CHARS) return true;
      if (DateWords.isForeign(Markup.names(at.element))) return true;
      at = at.parent;
    }
    return false;
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
    for (int i = from; i < to; i++) {
      RawBlock block = reading.blocks().get(i);
      if (isForeign(block.box())) continue;
      String text = Texts.line(block.text());
      boolean isShort = text.length() <= SHORT_CHARS;
      if (block.linkDensity() > 0.9 && Texts.words(text) > 8) continue;
      List<Found> all = times.findAll(text, Provenance.VISIBLE_TEXT);
      for (Found shown : all) {
        String before = text.substring(Math.max(0, shown.start() - 40), shown.start());
        if (DateWords.isUpdate(before)) continue;
        double weight =
            DateWords.speaksOfPublication(before)
                ? LABELLED
                : isShort ? NEAR_TITLE - 0.01 * Math.abs(i - titleOrder) : DATELINE;
        if (!isShort && shown.start() > 60 && weight < LABELLED) continue;
        found.add(new Candidate(shown.time(), weight));
        break;
      }
    }
    lastBlocks();
  }

  /// Some institutions print the date under the text.
  private void lastBlocks() {
    int budget = 6;
    for (int i = reading.blocks().size() - 1; i >= 0 && budget > 0; i--) {
      RawBlock block = reading.blocks().get(i);
      if (!body.contains(block.box()) || isForeign(block.box())) continue;
      budget--;
      String text = Texts.line(block.text());
      if (text.length() > SHORT_CHARS || text.toLowerCase(Locale.ROOT).contains("©")) continue;
      for (Found shown : times.findAll(text, Provenance.VISIBLE_TEXT)) {
        String before = text.substring(0, shown.start());
        if (DateWords.isUpdate(before)) continue;
        boolean alone = shown.end() - shown.start() > text.length() * 0.5;
        double weight = DateWords.speaksOfPublication(before) ? LABELLED : ELSEWHERE;
        if (alone || weight == LABELLED) found.add(new Candidate(shown.time(), weight));
      }
    }
  }
}
