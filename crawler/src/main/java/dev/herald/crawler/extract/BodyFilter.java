package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.Markup.Role;
import dev.herald.crawler.extract.RawBlock.Kind;
import dev.herald.crawler.template.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the blocks of the chosen box and leaves out what does not belong: noise, link lists,
/// teaser cards and link lines. Edges are then trimmed by [BodyEdges].
final class BodyFilter {
  private static final double LINK_LIST = 0.5;
  private static final double LINK_LINE = 0.65;
  private static final double POINTER_LINKS = 0.3;
  private static final double LINK_TITLE = 0.55;
  private static final double LINK_HEADING = 0.9;
  private static final int LINE_CHARS = 200;
  private static final int LOOSE_CHARS = 20;
  private static final int TEASER_CHARS = 600;
  private static final double TEASER_LINKS = 0.1;
  private static final double TEASER_SHARE = 0.3;
  private static final int CREDIT_CHARS = 350;
  private static final int CAPTION_CHARS = 350;
  private static final int CAPTION_BLOCKS = 2;
  private static final double FORM_SHARE = 0.3;

  private final Reading reading;
  private final Box body;
  private final boolean[] dropped;

  private BodyFilter(Reading reading, Box body) {
    this.reading = reading;
    this.body = body;
    this.dropped = new boolean[reading.boxes().size()];
  }

  /// The blocks of the body, in order.
  ///
  /// @param body a box of the reading
  /// @param title as found; its repetition at the start is left out
  /// @param template of the source, which may know where a signature stands
  static List<RawBlock> filter(Reading reading, Box body, String title, Template template) {
    var filter = new BodyFilter(reading, body);
    filter.dropBoxes();
    filter.dropCaptions();
    return BodyEdges.trim(reading, body, filter.keptBlocks(), title, template);
  }

  private void dropBoxes() {
    for (int i = body.index + 1; i < body.end; i++) {
      Box box = reading.boxes().get(i);
      Box parent = box.parent;
      boolean inside = parent != null && parent != body && dropped[parent.index];
      dropped[i] = inside || box.noise || isLinkList(box) || isTeaser(box) || isForm(box);
    }
  }

  /// A small box that holds the credit of a picture holds its caption.
  private void dropCaptions() {
    for (RawBlock block : reading.blocks()) {
      boolean credit =
          body.contains(block.box())
              && block.text().length() < CREDIT_CHARS
              && CreditLine.matches(block.text());
      if (!credit) continue;
      Box caption = block.box();
      @Nullable Box parent = caption.parent;
      while (parent != null && parent != body && isSmall(parent)) {
        caption = parent;
        parent = caption.parent;
      }
      if (caption == body || caption.element.selectFirst("img, picture, svg") == null) continue;
      for (int i = caption.index; i < caption.end; i++) dropped[i] = true;
    }
  }

  private static boolean isSmall(Box box) {
    return box.blocks <= CAPTION_BLOCKS && box.chars <= CAPTION_CHARS && !box.tag.equals("td");
  }

  private boolean isLinkList(Box box) {
    if (box.chars == 0 || box.role == Role.CONTENT) return false;
    if (box.tag.equals("p") || box.tag.equals("td") || box.tag.equals("li")) return false;
    if (box.chars > 0.4 * body.chars) return false;
    return box.linkChars > LINK_LIST * box.chars;
  }

  /// A small article or card with links inside the article announces another one.
  private boolean isTeaser(Box box) {
    return box.chars < TEASER_CHARS
        && box.linkChars > TEASER_LINKS * box.chars
        && box.running < TEASER_SHARE * body.running
        && (box.tag.equals("article")
            || (!box.tag.equals("p") && ClassWords.of(box.element).speakOf(NameTopic.TEASER)));
  }

  private boolean isForm(Box box) {
    return box.tag.equals("form") && box.running < FORM_SHARE * body.running;
  }

  private List<RawBlock> keptBlocks() {
    var kept = new ArrayList<RawBlock>();
    for (RawBlock block : reading.blocks()) {
      Box box = block.box();
      if (!body.contains(box) || (box != body && dropped[box.index])) continue;
      if (box == body && body.noise) continue;
      if (isInTextRow(block) || (!isLinkLine(block) && !isLooseWord(block))) kept.add(block);
    }
    return kept;
  }

  /// Cells are read together: a word or a link among others is part of its row.
  private static boolean isInTextRow(RawBlock block) {
    @Nullable Box row = block.row();
    return row != null && row.blocks > 1 && row.linkChars < LINK_LIST * row.chars;
  }

  /// A word or two outside any paragraph, list or table: a label of something that is not text.
  private static boolean isLooseWord(RawBlock block) {
    return block.kind() == Kind.OTHER
        && block.weightedLength() < LOOSE_CHARS
        && !Texts.endsSentence(block.text())
        && !block.text().endsWith(":");
  }

  static boolean isLinkLine(RawBlock block) {
    double density = block.linkDensity();
    if (density > POINTER_LINKS
        && block.text().length() < LINE_CHARS
        && EndLabels.matches(block.text())) return true;
    if (block.kind() == Kind.HEADING) return density > LINK_HEADING;
    boolean whole = block.kind() == Kind.ITEM || Texts.endsSentence(block.text());
    double most = whole ? LINK_LINE : LINK_TITLE;
    return density > most && block.text().length() < LINE_CHARS;
  }
}
