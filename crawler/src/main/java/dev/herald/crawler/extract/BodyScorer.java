package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.Markup.Role;
import dev.herald.crawler.extract.RawBlock.Kind;
import dev.herald.crawler.template.Field;
import dev.herald.crawler.template.Position;
import dev.herald.crawler.template.Template;
import java.util.List;

/// Finds the box that holds the body: running text counts for it, links and scraps against it, and
/// what the page's markup says tips the scales. Linear in the number of boxes and blocks.
final class BodyScorer {
  private static final double CONTENT_PRIOR = 1.5;
  private static final double ARTICLE_PRIOR = 1.2;
  private static final double MAIN_PRIOR = 1.1;
  private static final double SECTION_PRIOR = 1.02;
  private static final double LEARNED_PRIOR = 2;
  private static final double SCRAPS_COUNT = 0.15;
  private static final double REVOKED_SHARE = 0.5;
  private static final int NAMED_CHARS = 100;
  private static final int LONG_PARAGRAPH = 200;
  private static final int SCRAP_CHARS = 25;
  private static final int RUNNING_CHARS = 80;

  private static final double SHARE_SAYS = 0.3;
  private static final double LEAD_SAYS = 0.3;
  private static final double ENOUGH_SAYS = 0.2;
  private static final double NAME_SAYS = 0.2;
  private static final double SURE_SCORE = 1_000;

  private BodyScorer() {}

  /// The box that holds the body.
  ///
  /// @param box within the reading
  /// @param confidence that it is the body's, 0 to 1: how much of the page's running text it holds,
  ///   how far it is ahead of any box beside it, and whether the markup names it
  /// @param how what decided
  record Choice(Box box, double confidence, String how) {}

  /// Sums up a reading into its boxes. Must come before [#choose].
  ///
  /// @param trustsNames whether class names and tags may declare parts noise
  static void sum(Reading reading, boolean trustsNames) {
    List<Box> boxes = reading.boxes();
    for (RawBlock block : reading.blocks()) {
      Box box = block.box();
      box.chars += block.text().length();
      box.linkChars += block.linkChars();
      box.blocks++;
      box.running += running(block);
    }
    for (int i = boxes.size() - 1; i > 0; i--) {
      Box box = boxes.get(i);
      Box parent = box.parent;
      if (parent == null) continue;
      parent.chars += box.chars;
      parent.linkChars += box.linkChars;
      parent.blocks += box.blocks;
      parent.running += box.running;
    }
    markNoise(boxes, trustsNames);
    for (RawBlock block : reading.blocks())
      if (!block.box().noise) block.box().net += weight(block);
    for (int i = boxes.size() - 1; i > 0; i--) {
      Box box = boxes.get(i);
      if (box.parent != null) box.parent.net += box.net;
    }
  }

  /// Names mislead: a part called noise that holds most of the text, on a page whose markup names
  /// no body, is none; nor is a long paragraph.
  private static void markNoise(List<Box> boxes, boolean trustsNames) {
    double all = boxes.getFirst().running;
    int[] namedBefore = namedBefore(boxes);
    boolean named = namedBefore[boxes.size()] > 0;
    for (Box box : boxes) {
      boolean holdsNamed = namedBefore[box.end] > namedBefore[box.index];
      boolean holdsMost = box.running > REVOKED_SHARE * all && all > 0 && holdsNamed == named;
      boolean paragraph = box.tag.equals("p") && box.running > LONG_PARAGRAPH;
      if (box.role == Role.NOISE && (!trustsNames || holdsMost || paragraph))
        box.role = Role.NEUTRAL;
      box.noise = box.role == Role.NOISE || (box.parent != null && box.parent.noise);
    }
  }

  /// For each index, how many boxes before it are named bodies.
  private static int[] namedBefore(List<Box> boxes) {
    var before = new int[boxes.size() + 1];
    for (int i = 0; i < boxes.size(); i++)
      before[i + 1] = before[i] + (isNamedBody(boxes.get(i)) ? 1 : 0);
    return before;
  }

  private static boolean isNamedBody(Box box) {
    return box.role == Role.CONTENT && box.chars - box.linkChars >= NAMED_CHARS;
  }

  /// The box with the best sum, weighed by what its markup and the source's other pages say; the
  /// deeper one where equal.
  static Choice choose(Reading reading, Template template, Reasons reasons) {
    List<Box> boxes = reading.boxes();
    Box best = boxes.getFirst();
    double bestScore = 0;
    var scores = new double[boxes.size()];
    for (Box box : boxes) {
      if (box.noise) continue;
      double score = score(box);
      if (template.isKnown() && score > 0 && score * (1 + LEARNED_PRIOR) >= bestScore)
        score *= learnedPrior(box, template);
      scores[box.index] = score;
      if (score > 0) note(box, score, reasons);
      if (score > 0 && score >= bestScore) {
        best = box;
        bestScore = score;
      }
    }
    String how = "densest " + describe(best);
    double confidence = confidence(reading, best, bestScore, scores);
    reasons.chosen(
        "body",
        describe(best),
        bestScore > 0
            ? "best score, %.0f; confidence %.2f".formatted(bestScore, confidence)
            : "no part of the page scores; the whole of it is taken");
    return new Choice(best, confidence, how);
  }

  private static void note(Box box, double score, Reasons reasons) {
    if (!reasons.areAsked()) return;
    reasons.candidate(
        "body",
        describe(box),
        "%d blocks, %d chars, %d in links".formatted(box.blocks, box.chars, box.linkChars),
        score,
        box.role == Role.CONTENT ? "its markup says body" : "");
  }

  private static double confidence(Reading reading, Box best, double bestScore, double[] scores) {
    double all = reading.boxes().getFirst().running;
    if (bestScore <= 0) return 0;
    double share = all == 0 ? 0 : best.running / all;
    double rival = 0;
    for (int i = 0; i < scores.length; i++) {
      Box box = reading.boxes().get(i);
      // A box around the best one, or inside it, is the same choice drawn wider or narrower.
      if (!best.contains(box) && !box.contains(best)) rival = Math.max(rival, scores[i]);
    }
    double lead = 1 - Math.min(1, rival / bestScore);
    double enough = Math.min(1, bestScore / SURE_SCORE);
    return SHARE_SAYS * share
        + LEAD_SAYS * lead
        + ENOUGH_SAYS * enough
        + (best.role == Role.CONTENT ? NAME_SAYS : 0);
  }

  /// A place that held on many pages counts far more than one that held on a few.
  private static double learnedPrior(Box box, Template template) {
    double share = template.share(Field.BODY, Position.of(box.element));
    return 1 + LEARNED_PRIOR * share * share;
  }

  /// Short statements have little running text; where markup names the body, scraps count too.
  private static double score(Box box) {
    double named = box.role == Role.CONTENT ? SCRAPS_COUNT * (box.chars - box.linkChars) : 0;
    return box.net * prior(box) + named;
  }

  private static double prior(Box box) {
    if (box.role == Role.CONTENT) return CONTENT_PRIOR;
    return switch (box.tag) {
      case "article" -> ARTICLE_PRIOR;
      case "main" -> MAIN_PRIOR;
      case "section" -> SECTION_PRIOR;
      case "ul", "ol", "dl", "li", "table", "tbody", "tr", "p", "blockquote" -> 0.8;
      default -> 1;
    };
  }

  private static double running(RawBlock block) {
    if (block.kind() == Kind.HEADING || block.linkDensity() > 0.5) return 0;
    int length = block.weightedLength();
    return length < RUNNING_CHARS ? 0 : length * (1 - block.linkDensity());
  }

  /// What one block says for (above 0) or against its being part of a body.
  static double weight(RawBlock block) {
    double density = block.linkDensity();
    int length = block.weightedLength();
    if (block.kind() == Kind.HEADING) return density > 0.5 ? -12 : 0;
    if (density > 0.5) return -5 - 0.5 * Math.min(length, 80);
    if (length < SCRAP_CHARS) return block.kind() == Kind.ITEM ? -2 : -4;
    double plain = length * (1 - density);
    boolean sentence = Texts.endsSentence(block.text());
    if (length < RUNNING_CHARS && !sentence)
      return block.kind() == Kind.PARAGRAPH ? 0.2 * plain : -2;
    return plain
        * switch (block.kind()) {
          case PARAGRAPH, PREFORMATTED -> 1;
          case ITEM, CELL -> 0.7;
          case HEADING, OTHER -> 0.8;
        };
  }

  /// A short name of a box for the record: tag, id and first class.
  static String describe(Box box) {
    String id = box.element.id();
    String name = box.element.className().strip();
    int blank = name.indexOf(' ');
    if (blank > 0) name = name.substring(0, blank);
    String text = box.tag + (id.isEmpty() ? "" : "#" + id) + (name.isEmpty() ? "" : "." + name);
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
