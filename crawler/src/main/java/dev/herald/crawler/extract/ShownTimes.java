package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.DateLabel.Topic;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import dev.herald.crawler.time.Found;
import java.util.ArrayList;
import java.util.List;
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
  private static final double AT_BORDER = 0.3;
  private static final double UNDER_BODY = 0.6;
  private static final double LEAST = 0.1;

  private static final int BLOCKS_BEFORE_TITLE = 6;
  private static final int BLOCKS_AFTER_TITLE = 10;
  private static final int BLOCKS_IN_BODY = 2;
  private static final int LAST_BLOCKS = 6;
  private static final int BLOCKS_AFTER_BODY = 8;
  private static final int LINE_CHARS = 300;
  private static final int MOST_HEAD_CHARS = 2_000;
  private static final int MOST_END_CHARS = 4_000;
  private static final int UNDATED_CHARS = 80;
  private static final int LABEL_CHARS = 40;
  private static final int DATELINE_CHARS = 60;
  private static final int MOST_NAMED = 60;
  private static final int MOST_LABEL_CLIMB = 3;
  private static final int MOST_SIBLINGS = 20;
  private static final int MOST_ELEMENT_CHARS = 200;
  private static final List<String> MACHINE_ATTRIBUTES = List.of("datetime", "content");

  private final Reading reading;
  private final TimePlaces places;
  private final TimeReading times;
  private final List<Candidate> found = new ArrayList<>();
  private final List<String> undated = new ArrayList<>();
  private final List<PublicationTime> changed = new ArrayList<>();

  private ShownTimes(Reading reading, TimePlaces places, TimeReading times) {
    this.reading = reading;
    this.places = places;
    this.times = times;
  }

  /// What a page shows.
  ///
  /// @param candidates days, with what speaks for them
  /// @param undated short texts that stand where a time does, and name no day with its year
  /// @param changed when the page says it was last changed
  record Shown(List<Candidate> candidates, List<String> undated, List<PublicationTime> changed) {}

  /// @param made elements for times, in order
  static Shown find(
      Reading reading, List<Element> made, Box body, String title, TimeReading times) {
    var shown = new ShownTimes(reading, new TimePlaces(reading, body, title), times);
    shown.elements(made);
    shown.nearTitle();
    shown.lastBlocks();
    shown.afterBody();
    return new Shown(shown.found, shown.undated, shown.changed);
  }

  private void elements(List<Element> made) {
    int seen = 0;
    for (Element element : made) {
      Box box = places.own(element);
      if (box != null && box.chars > MOST_ELEMENT_CHARS) continue;
      if (++seen > MOST_NAMED) return;
      boolean time = element.normalName().equals("time");
      boolean declared = PageElements.declaresPublication(element);
      element(element, declared ? DATE_PUBLISHED : time ? TIME_ELEMENT : NAMED);
    }
  }

  private void element(Element element, double usual) {
    String text = Texts.line(element.wholeText());
    if (text.length() > MOST_ELEMENT_CHARS) return;
    String before = before(element, text);
    DateLabel label = DateLabel.of(before);
    boolean other =
        DateWords.isOtherDate(element)
            || DateWords.speaksOfUpdate(text)
            || label.isOfElse()
            || isInProse(element, text);
    if (other) return;
    boolean labelled = label.topic() == Topic.PUBLICATION || DateWords.speaksOfPublication(text);
    double weight =
        (labelled ? Math.max(usual, LABELLED) : usual) * places.factor(element, labelled);
    if (weight < LEAST) return;
    String written = machineText(element);
    if (!written.isBlank())
      times
          .read(written, Provenance.TIME_ELEMENT)
          .ifPresent(time -> found.add(new Candidate(time, weight)));
    shown(element, text, weight);
  }

  /// Whether an element stands in a paragraph that does not open with it, or with it and its place.
  private static boolean isInProse(Element element, String text) {
    @Nullable Element paragraph = element.closest("p");
    if (paragraph == null) return false;
    String line = Texts.line(start(paragraph.wholeText()));
    int start = line.indexOf(text);
    if (start <= 0 || line.length() <= DateLine.SHORT_CHARS) return false;
    return !Opening.opens(line.substring(0, start), line.substring(start + text.length()))
        && !DateLabel.of(line.substring(0, start)).opensLine();
  }

  private void shown(Element element, String text, double weight) {
    String line = text;
    List<Found> shown = times.findAll(line, Provenance.VISIBLE_TEXT);
    if (shown.isEmpty() && element.childrenSize() > 1) {
      line = spaced(element);
      shown = times.findAll(line, Provenance.VISIBLE_TEXT);
    }
    if (shown.isEmpty()) {
      if (text.length() <= UNDATED_CHARS) undated.add(text);
    } else if (!new DateLine(line, shown.getFirst()).isOther()) {
      found.add(new Candidate(shown.getFirst().time(), weight));
    }
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
      String line = ShortLine.of(at, MOST_ELEMENT_CHARS);
      int start = line.indexOf(text);
      if (start < 0) return "";
      before = line.substring(Math.max(0, start - LABEL_CHARS), start);
      at = at.parent();
    }
    return before;
  }

  private static String machineText(Element element) {
    for (String attribute : MACHINE_ATTRIBUTES)
      if (element.hasAttr(attribute)) return element.attr(attribute);
    if (element.normalName().equals("abbr")) return element.attr("title");
    // What a script is to show: `data-published-at`.
    for (var data : element.dataset().entrySet())
      if (DateWords.isNamedAfterDate(data.getKey())) return data.getValue();
    return "";
  }

  private void nearTitle() {
    int title = places.titleOrder();
    int end = Math.min(reading.blocks().size(), title + BLOCKS_AFTER_TITLE);
    for (int i = Math.max(0, title - BLOCKS_BEFORE_TITLE); i < end; i++)
      near(reading.blocks().get(i), Math.abs(i - title));
    // Where much stands between, the date is in the text's first lines, or on the line over it.
    int body = places.bodyOrder();
    int bodyEnd = Math.min(reading.blocks().size(), body + BLOCKS_IN_BODY);
    for (int i = Math.max(end, body - 1); i < bodyEnd; i++)
      near(reading.blocks().get(i), BLOCKS_AFTER_TITLE);
  }

  /// @param distance from the title, in blocks
  private void near(RawBlock block, int distance) {
    if (places.isElsewhere(block.box())) return;
    String text = Texts.line(start(block.text()));
    if (block.linkDensity() > 0.9 && Texts.words(text) > 8) return;
    List<Found> dates = times.findAll(text, Provenance.VISIBLE_TEXT);
    if (dates.isEmpty() && text.length() <= UNDATED_CHARS && distance > 0) undated.add(text);
    for (Found shown : dates) {
      var line = new DateLine(text, shown);
      boolean labelled = line.isLabelled();
      if (line.isOfChange()) changed.add(shown.time());
      if (line.isOther()) continue;
      boolean heading = distance == 0 || block.level() > 0;
      // What a heading speaks of is not where its publication stands.
      if (heading && !labelled && line.isShort() && line.isInPhrase()) return;
      if (!labelled && isOfText(line, block, heading)) continue;
      // In the title, a date is more often of something else.
      double unlabelled = line.isShort() && distance > 0 ? NEAR_TITLE - 0.01 * distance : DATELINE;
      double weight = labelled ? LABELLED : unlabelled;
      found.add(
          new Candidate(
              shown.time(), places.isAfterBody(block.box()) ? weight * UNDER_BODY : weight));
      return;
    }
  }

  /// Whether what stands around a date in a line, and no label, makes it one that the text speaks
  /// of.
  private static boolean isOfText(DateLine line, RawBlock block, boolean heading) {
    return line.isShort()
        ? !heading && line.isInSentence()
        : !line.opensText() && !opensLine(block, line.shown());
  }

  /// Whether a date and at most its place are a line of their own at the head of a long block.
  private static boolean opensLine(RawBlock block, Found shown) {
    String text = block.text();
    int date = text.indexOf(shown.time().printed().orElse("?"));
    if (date < 0 || date > DATELINE_CHARS) return false;
    int end = date + shown.time().printed().orElseThrow().length();
    return text.startsWith("\n", end)
        && Opening.opens(text.substring(text.lastIndexOf('\n', date) + 1, date), "");
  }

  private static String start(String text) {
    return text.length() > MOST_HEAD_CHARS ? text.substring(0, MOST_HEAD_CHARS) : text;
  }

  /// Some institutions print the date under the text.
  private void lastBlocks() {
    int budget = LAST_BLOCKS;
    for (int i = reading.blocks().size() - 1; i >= 0 && budget > 0; i--) {
      RawBlock block = reading.blocks().get(i);
      if (!places.isInBody(block.box()) || places.isElsewhere(block.box())) continue;
      budget--;
      under(block, true);
    }
  }

  /// What stands below the body must say that it is the date of publication.
  private void afterBody() {
    int budget = BLOCKS_AFTER_BODY;
    for (RawBlock block : reading.blocks()) {
      if (!places.isAfterBody(block.box()) || places.isElsewhere(block.box())) continue;
      if (budget-- == 0) return;
      under(block, false);
    }
  }

  /// The last lines of a block, which may be a whole record in one.
  private void under(RawBlock block, boolean inBody) {
    String text = block.text();
    String end = text.substring(Math.max(0, text.length() - MOST_END_CHARS));
    for (String line : end.split("\n", -1)) {
      if (line.length() > LINE_CHARS || line.indexOf('©') >= 0) continue;
      for (Found shown : times.findAll(line, Provenance.VISIBLE_TEXT)) under(line, shown, inBody);
    }
  }

  private void under(String text, Found shown, boolean inBody) {
    var line = new DateLine(text, shown);
    if (line.isOfChange()) changed.add(shown.time());
    if (line.isOther()) return;
    boolean labelled = line.isLabelled() || line.isPosted();
    if (shown.start() > DATELINE_CHARS && !labelled) return;
    if (labelled) found.add(new Candidate(shown.time(), LABELLED));
    else if (inBody && line.isAlone() && !line.isInPhrase())
      found.add(new Candidate(shown.time(), AT_BORDER));
  }
}
