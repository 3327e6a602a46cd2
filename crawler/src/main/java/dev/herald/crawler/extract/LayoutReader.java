package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Zone;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.template.Field;
import dev.herald.crawler.template.Layout;
import dev.herald.crawler.template.Names;
import dev.herald.crawler.template.Position;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Notes where on a page the fields stand that were found, for the source's template to learn.
final class LayoutReader {
  private static final int MOST_BOXES = 500;
  private static final int MOST_NAMES = 200;
  private static final int MOST_DATE_CHARS = 200;

  private LayoutReader() {}

  static Layout of(
      Reading reading, Box body, String title, PublicationTime published, List<Block> blocks) {
    Map<Field, String> positions = new EnumMap<>(Field.class);
    positions.put(Field.BODY, Position.of(body.element));
    put(positions, Field.TITLE, reading, isTitle(title));
    published
        .printed()
        .filter(printed -> isShown(published) && !printed.isBlank())
        .ifPresent(printed -> put(positions, Field.DATE, reading, isDate(printed)));
    for (Block block : blocks)
      if (block.zone() == Zone.SIGNATURE)
        put(positions, Field.SIGNATURE, reading, run -> run.text().equals(block.text()));
    return new Layout(positions, names(reading));
  }

  private static boolean isShown(PublicationTime published) {
    return switch (published.provenance()) {
      case VISIBLE_TEXT, TIME_ELEMENT, SELECTOR -> true;
      case JSON_LD, META, FEED, SITEMAP, LISTING, URL, NONE -> false;
    };
  }

  private static Predicate<RawBlock> isTitle(String title) {
    String bare = Texts.bare(title);
    return block ->
        block.level() > 0
            && block.text().length() >= title.length()
            && block.text().length() < 2 * title.length() + 60
            && Texts.bare(block.text()).contains(bare);
  }

  private static Predicate<RawBlock> isDate(String printed) {
    String line = Texts.line(printed);
    return block ->
        block.text().length() <= MOST_DATE_CHARS && Texts.line(block.text()).contains(line);
  }

  private static void put(
      Map<Field, String> positions, Field field, Reading reading, Predicate<RawBlock> wanted) {
    for (RawBlock block : reading.blocks())
      if (wanted.test(block)) {
        positions.put(field, Position.of(block.box().element));
        return;
      }
  }

  private static Set<String> names(Reading reading) {
    Set<String> names = new LinkedHashSet<>();
    for (Box box : reading.boxes()) {
      if (box.index > MOST_BOXES || names.size() >= MOST_NAMES) break;
      String id = Names.id(box.element);
      if (!id.isEmpty()) names.add("#" + id);
      names.addAll(Names.classes(box.element));
    }
    return names;
  }
}
