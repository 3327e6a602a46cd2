package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.Markup.Role;
import dev.herald.crawler.extract.RawBlock.Kind;
import java.util.ArrayList;
import java.util.List;

/// Takes the blocks of the chosen box and leaves out what does not belong: noise, link lists,
/// teaser cards, headings over nothing, the title again, and what follows "Related articles".
final class BodyFilter {
  private static final double LINK_LIST = 0.5;
  private static final int TEASER_CHARS = 600;
  private static final int LABEL_CHARS = 60;

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
  static List<RawBlock> filter(Reading reading, Box body, String title) {
    var filter = new BodyFilter(reading, body);
    filter.dropBoxes();
    List<RawBlock> kept = filter.keptBlocks();
    kept = withoutTitle(kept, title);
    kept = cutAtEndLabel(kept);
    return withoutEmptyHeadings(kept);
  }

  private void dropBoxes() {
    for (int i = body.index + 1; i < body.end; i++) {
      Box box = reading.boxes().get(i);
      Box parent = box.parent;
      if (parent != null && parent != body && dropped[parent.index]) dropped[i] = true;
      else dropped[i] = box.noise || isLinkList(box) || isTeaser(box);
    }
  }

  private boolean isLinkList(Box box) {
    if (box.chars == 0 || box.role == Role.CONTENT) return false;
    if (box.tag.equals("p") || box.tag.equals("td") || box.tag.equals("li")) return false;
    if (box.chars > 0.4 * body.chars) return false;
    return box.linkChars > LINK_LIST * box.chars;
  }

  /// An article inside the article, much smaller than it, is another one's teaser.
  private boolean isTeaser(Box box) {
    return box.tag.equals("article")
        && box.running < 0.3 * body.running
        && box.chars < TEASER_CHARS
        && box.linkChars > 0;
  }

  private List<RawBlock> keptBlocks() {
    var kept = new ArrayList<RawBlock>();
    for (RawBlock block : reading.blocks()) {
      Box box = block.box();
      if (!body.contains(box) || (box != body && dropped[box.index])) continue;
      if (box == body && body.noise) continue;
      if (isLinkLine(block)) continue;
      kept.add(block);
    }
    return kept;
  }

  private static boolean isLinkLine(RawBlock block) {
    double density = block.linkDensity();
    if (block.kind() == Kind.HEADING) return density > 0.9;
    return density > 0.8 && block.text().length() < 200;
  }

  private static List<RawBlock> withoutTitle(List<RawBlock> blocks, String title) {
    String bare = Texts.bare(title);
    var kept = new ArrayList<RawBlock>(blocks.size());
    for (RawBlock block : blocks) {
      boolean repeats =
          kept.size() < 5
              && block.text().length() <= title.length() + 40
              && Texts.bare(block.text()).equals(bare);
      if (!repeats) kept.add(block);
    }
    return kept;
  }

  private static List<RawBlock> cutAtEndLabel(List<RawBlock> blocks) {
    double all = 0;
    for (RawBlock block : blocks) all += block.text().length();
    double before = 0;
    for (int i = 0; i < blocks.size(); i++) {
      RawBlock block = blocks.get(i);
      if (before > 0.5 * all
          && block.text().length() <= LABEL_CHARS
          && EndLabels.matches(block.text())) return blocks.subList(0, i);
      before += block.text().length();
    }
    return blocks;
  }

  private static List<RawBlock> withoutEmptyHeadings(List<RawBlock> blocks) {
    var kept = new ArrayList<RawBlock>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      RawBlock block = blocks.get(i);
      boolean last = i + 1 == blocks.size();
      if (block.kind() == Kind.HEADING && last) continue;
      kept.add(block);
    }
    return kept;
  }
}
