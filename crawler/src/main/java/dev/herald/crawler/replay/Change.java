package dev.herald.crawler.replay;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.herald.config.message.Block;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.crawler.state.KnownStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A statement that reads differently now.
///
/// @param known as it stands
/// @param content as it reads now
public record Change(KnownStatement known, Statement content) {
  private static final int CONTEXT_LINES = 1;

  /// What would change, as a unified diff of everything that was read from the page.
  public List<String> diff() {
    List<String> before = lines(known.content());
    return UnifiedDiffUtils.generateUnifiedDiff(
        "revision " + known.revision(),
        "as it reads now",
        before,
        DiffUtils.diff(before, lines(content)),
        CONTEXT_LINES);
  }

  private static List<String> lines(Statement statement) {
    List<String> lines = new ArrayList<>();
    lines.add("title: " + statement.title());
    lines.add("language: " + statement.language());
    lines.add("published: " + published(statement.published()));
    lines.add("author: " + statement.author().orElse("unknown"));
    lines.add("dateline: " + statement.dateline().map(Dateline::printed).orElse("none"));
    lines.add("references: " + String.join(", ", statement.references()));
    lines.add("translations: " + MessageCodec.writeText(statement.translations()));
    for (Block block : statement.blocks()) lines.addAll(lines(block));
    return lines;
  }

  private static String published(PublicationTime time) {
    return "%s (%s, %s)"
        .formatted(
            time.printed().orElse("unknown"),
            time.instant()
                .map(Object::toString)
                .or(() -> time.date().map(Object::toString))
                .orElse("no date"),
            MessageCodec.writeText(time));
  }

  private static List<String> lines(Block block) {
    String zone = block.zone().name().toLowerCase(Locale.ROOT);
    String level = block.headingLevel() > 0 ? " " + block.headingLevel() : "";
    String kind = zone + level + block.language().map(language -> ", " + language).orElse("");
    List<String> lines = new ArrayList<>();
    block.text().lines().forEach(line -> lines.add("[" + kind + "] " + line));
    block
        .quotations()
        .forEach(
            quotation ->
                lines.add(
                    "  quoted: %s"
                        .formatted(
                            quotation.speaker().orElse("nobody named")
                                + " "
                                + block.text().substring(quotation.start(), quotation.end()))));
    return lines;
  }
}
