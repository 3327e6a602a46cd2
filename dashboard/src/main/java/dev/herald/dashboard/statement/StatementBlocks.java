package dev.herald.dashboard.statement;

import dev.herald.config.message.Block;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.statement.StatementView.BlockView;
import dev.herald.dashboard.statement.StatementView.PartView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes the views of a statement's blocks. Pure.
public final class StatementBlocks {
  private StatementBlocks() {}

  /// The blocks whose zone passes, in the page's order.
  public static List<BlockView> of(Statement statement, Predicate<Zone> zones) {
    return statement.blocks().stream()
        .filter(block -> zones.test(block.zone()))
        .map(block -> block(block, statement.language()))
        .toList();
  }

  private static BlockView block(Block block, String statementLanguage) {
    String language = block.language().orElse(statementLanguage);
    return new BlockView(
        Words.of(block.zone()),
        language,
        Words.direction(language),
        parts(block),
        block.zone() == Zone.LIST ? block.text().lines().toList() : List.of(),
        block.quotations().stream().flatMap(q -> q.speaker().stream()).distinct().toList());
  }

  private static List<PartView> parts(Block block) {
    String text = block.text();
    var parts = new ArrayList<PartView>();
    int at = 0;
    for (Quotation quotation : block.quotations()) {
      boolean sound =
          quotation.start() >= at
              && quotation.end() > quotation.start()
              && quotation.end() <= text.length();
      if (!sound) continue;
      if (quotation.start() > at)
        parts.add(new PartView(text.substring(at, quotation.start()), false));
      parts.add(new PartView(text.substring(quotation.start(), quotation.end()), true));
      at = quotation.end();
    }
    if (at < text.length()) parts.add(new PartView(text.substring(at), false));
    return parts;
  }
}
