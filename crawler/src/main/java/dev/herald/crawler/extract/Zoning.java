package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import dev.herald.crawler.extract.RawBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From runs of text to the blocks of a statement, each with its zone.
final class Zoning {
  private Zoning() {}

  static List<Block> zone(List<RawBlock> runs, Hints hints) {
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < runs.size(); ) {
      RawBlock run = runs.get(i);
      int end = i + 1;
      if (run.kind() == Kind.ITEM || run.kind() == Kind.CELL)
        while (end < runs.size() && belongsTo(runs.get(end), run)) end++;
      blocks.add(block(runs.subList(i, end), hints));
      i = end;
    }
    return blocks;
  }

  private static boolean belongsTo(RawBlock next, RawBlock first) {
    if (next.kind() != first.kind()) return false;
    if (first.kind() == Kind.ITEM) return next.list() == first.list() && first.list() != null;
    return first.row() != null && table(next) == table(first);
  }

  private static @Nullable Box table(RawBlock cell) {
    Box box = cell.row();
    while (box != null && !box.tag.equals("table")) box = box.parent;
    return box;
  }

  private static Block block(List<RawBlock> runs, Hints hints) {
    RawBlock first = runs.getFirst();
    String text = text(runs);
    if (hints.boilerplate().contains(text)) return Block.of(Zone.BOILERPLATE, text);
    return switch (first.kind()) {
      case HEADING -> new Block(Zone.HEADING, text, Optional.empty(), first.level(), List.of());
      case ITEM, CELL -> Block.of(Zone.LIST, text);
      case PARAGRAPH, PREFORMATTED, OTHER ->
          Block.of(first.quoted() ? Zone.QUOTE : Zone.PARAGRAPH, text);
    };
  }

  private static String text(List<RawBlock> runs) {
    var text = new StringBuilder();
    @Nullable Box row = null;
    for (RawBlock run : runs) {
      if (!text.isEmpty()) text.append(run.row() != null && run.row() == row ? " | " : "\n");
      text.append(run.text());
      row = run.row();
    }
    return text.toString();
  }
}
