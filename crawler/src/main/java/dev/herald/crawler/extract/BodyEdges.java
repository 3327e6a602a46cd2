package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.RawBlock.Kind;
import dev.herald.crawler.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Trims the edges of a body: what stands before the title, the title again, date and author lines,
/// labels over nothing, photo credits, and all that follows "Related articles". A lead that stands
/// between title and body is taken in.
final class BodyEdges {
  private static final int LABEL_CHARS = 60;
  private static final int MOST_HEADING_CHARS = 150;
  private static final int KICKER_CHARS = 60;
  private static final int SCRAP_CHARS = 40;
  private static final double SCRAP_LINKS = 0.3;
  private static final Pattern DATELINE =
      Pattern.compile(
          "\\p{Lu}[\\p{L} .'’-]{1,40}, ?(?:\\p{L}{2,12},? )?"
              + "(?:\\d{1,2}[./-] ?\\d{1,2}[./-] ?\\d{2,4}|\\d{1,2}\\.? (?:de )?\\p{L}{3,12}\\.? (?:de )?\\d{4})");
  private static final int DATE_DIGITS = 4;
  private static final int STAMP_CHARS = 110;
  private static final int CREDIT_CHARS = 350;
  private static final int BEFORE_TITLE_CHARS = 400;
  private static final int LEAD_CHARS = 60;
  private static final int MOST_LEAD_BLOCKS = 4;
  private static final double CUT_AFTER = 0.5;

  private final Reading reading;
  private final Box body;
  private final String title;
  private final String bareTitle;

  private BodyEdges(Reading reading, Box body, String title) {
    this.reading = reading;
    this.body = body;
    this.title = title;
    this.bareTitle = Texts.bare(title);
  }

  static List<RawBlock> trim(
      Reading reading, Box body, List<RawBlock> kept, String title, Template template) {
    var edges = new BodyEdges(reading, body, title);
    List<RawBlock> blocks = edges.fromTitleOn(kept);
    blocks = edges.withoutTitle(blocks);
    blocks = cutAtEndLabel(blocks);
    blocks = withoutScraps(blocks, template);
    blocks = withoutEmptyLabels(blocks);
    return edges.withLead(blocks);
  }

  /// The title itself, or a heading that has a kicker before it.
  private boolean isTitle(RawBlock block) {
    if (block.text().length() > title.length() + KICKER_CHARS) return false;
    String bare = Texts.bare(block.text());
    return bare.equals(bareTitle)
        || (block.kind() == Kind.HEADING && bareTitle.length() > 10 && bare.endsWith(bareTitle));
  }

  private @Nullable RawBlock titleHeading() {
    for (RawBlock block : reading.blocks()) {
      if (block.box().index >= body.end) return null;
      if (block.kind() == Kind.HEADING && isTitle(block)) return block;
    }
    return null;
  }

  /// Kickers, breadcrumbs and dates stand above the title inside the body's box.
  private List<RawBlock> fromTitleOn(List<RawBlock> blocks) {
    @Nullable RawBlock heading = titleHeading();
    if (heading == null || !body.contains(heading.box())) return blocks;
    int before = 0;
    for (RawBlock block : blocks)
      if (block.order() < heading.order()) before += block.text().length();
    if (before > BEFORE_TITLE_CHARS) return blocks;
    return blocks.stream().filter(block -> block.order() > heading.order()).toList();
  }

  private List<RawBlock> withoutTitle(List<RawBlock> blocks) {
    var kept = new ArrayList<RawBlock>(blocks.size());
    for (RawBlock block : blocks) if (kept.size() >= 5 || !isTitle(block)) kept.add(block);
    return kept;
  }

  private static List<RawBlock> cutAtEndLabel(List<RawBlock> blocks) {
    double all = 0;
    for (RawBlock block : blocks) all += block.text().length();
    double before = 0;
    for (int i = 0; i < blocks.size(); i++) {
      String text = blocks.get(i).text();
      if (before > CUT_AFTER * all && text.length() <= LABEL_CHARS && EndLabels.matches(text))
        return blocks.subList(0, i);
      before += text.length();
    }
    return blocks;
  }

  /// Lines before the first paragraph and after the last one, and photo credits between.
  private static List<RawBlock> withoutScraps(List<RawBlock> blocks, Template template) {
    int first = 0;
    while (first < blocks.size() && !isSubstantial(blocks.get(first))) first++;
    if (first == blocks.size()) return blocks;
    int last = blocks.size() - 1;
    while (last >= first && !isSubstantial(blocks.get(last))) last--;
    int signature = SignatureFinder.find(blocks, template, Reasons.UNASKED);
    var kept = new ArrayList<RawBlock>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      RawBlock block = blocks.get(i);
      if (isCredit(block)) continue;
      String text = block.text();
      if (i <= first + 1 && (isStamp(text) || isDateline(text) || PageTools.areIn(text))) continue;
      boolean edge = (i < first || i > last) && i != signature;
      @Nullable Box column = blocks.get(i < first ? first : last).box().parent;
      boolean scrap = isScrap(block, column) || (i < first && isShortDate(block));
      if (!edge || !scrap) kept.add(block);
    }
    return kept;
  }

  private static boolean isSubstantial(RawBlock block) {
    return block.kind() != Kind.HEADING
        && (block.weightedLength() >= 80
            || (block.weightedLength() >= 30 && Texts.endsSentence(block.text())));
  }

  /// A short line that is no sentence, unless the text's own column holds it as a paragraph.
  private static boolean isScrap(RawBlock block, @Nullable Box column) {
    if (block.kind() == Kind.HEADING || block.kind() == Kind.CELL) return false;
    if (Texts.endsSentence(block.text())) return false;
    if (isStamp(block.text()) || PageTools.areIn(block.text())) return true;
    if (block.weightedLength() >= SCRAP_CHARS) return false;
    if (block.kind() == Kind.ITEM) return block.linkDensity() > SCRAP_LINKS;
    return block.kind() != Kind.PARAGRAPH || block.box().parent != column;
  }

  /// "Bern, 17.08.2007 - Speech of the minister at the city summit".
  private static boolean isDateline(String text) {
    return text.length() <= STAMP_CHARS
        && !Texts.endsSentence(text)
        && (DATELINE.matcher(text).lookingAt() || DatelineFinder.isWhole(text));
  }

  /// In a list, where years and amounts are text, only what is hardly more than digits.
  private static boolean isShortDate(RawBlock block) {
    String text = block.text();
    if (text.length() >= SCRAP_CHARS || Texts.endsSentence(text)) return false;
    long digits = text.chars().filter(Character::isDigit).count();
    long letters = text.chars().filter(Character::isLetter).count();
    return digits >= DATE_DIGITS && (block.kind() != Kind.ITEM || letters <= DATE_DIGITS);
  }

  /// "Published on 26 January 2022 in News", "Last updated 3 May 2023 by the editors".
  private static boolean isStamp(String text) {
    return text.length() <= STAMP_CHARS
        && !Texts.endsSentence(text)
        && text.chars().anyMatch(Character::isDigit)
        && (DateWords.speaksOfPublication(text) || DateWords.speaksOfUpdate(text));
  }

  private static boolean isCredit(RawBlock block) {
    return block.text().length() < CREDIT_CHARS && CreditLine.matches(block.text());
  }

  /// A heading, or a line in bold or with a colon, under which nothing was kept.
  private static List<RawBlock> withoutEmptyLabels(List<RawBlock> blocks) {
    var kept = new ArrayList<RawBlock>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      RawBlock block = blocks.get(i);
      @Nullable RawBlock next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
      if (!isLabel(block) || !isOverNothing(block, next)) kept.add(block);
    }
    return kept;
  }

  private static boolean isLabel(RawBlock block) {
    if (block.kind() == Kind.HEADING) return block.text().length() <= MOST_HEADING_CHARS;
    return block.text().length() <= LABEL_CHARS && block.text().endsWith(":");
  }

  private static boolean isOverNothing(RawBlock label, @Nullable RawBlock next) {
    if (next == null) return true;
    boolean gap = next.order() > label.order() + 1;
    return gap
        && next.kind() == Kind.HEADING
        && (label.level() == 0 || next.level() <= label.level());
  }

  /// Running text between the title's heading and the body is its lead.
  private List<RawBlock> withLead(List<RawBlock> blocks) {
    @Nullable RawBlock heading = titleHeading();
    if (heading == null || blocks.isEmpty() || body.contains(heading.box())) return blocks;
    var lead = new ArrayList<RawBlock>();
    for (RawBlock block : reading.blocks()) {
      if (block.order() <= heading.order()) continue;
      if (body.contains(block.box()) || block.order() >= blocks.getFirst().order()) break;
      if (isLead(block)) lead.add(block);
    }
    if (lead.isEmpty() || lead.size() > MOST_LEAD_BLOCKS) return blocks;
    lead.addAll(blocks);
    return lead;
  }

  private static boolean isLead(RawBlock block) {
    return !block.box().noise
        && block.kind() != Kind.ITEM
        && block.linkDensity() < 0.3
        && block.weightedLength() >= LEAD_CHARS
        && !isCredit(block);
  }
}
