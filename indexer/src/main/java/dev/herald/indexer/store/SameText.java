package dev.herald.indexer.store;

import dev.herald.config.message.Block;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Translation;
import dev.herald.config.message.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells statements that say the same, by one key that follows from each alone, so that whatever
/// comes first, later or twice gets the same.
///
/// - A statement with translations has the key of the whole set: the least of their ids.
/// - Any other has the key of its text: its longest sentences and its figures, letters and digits
///   alone. Copies that differ in headings, datelines or a short sentence share it; a series whose
///   statements differ in their figures does not.
///
/// A text too short to be told from others counts with its title.
final class SameText {
  private static final int SENTENCES = 3;
  private static final int TELLING_SENTENCE = 40;
  private static final int TELLING_TEXT = 150;

  /// Lines of a paragraph shorter than this are dates and bylines, which copies do not share.
  private static final int SHORT_LINE = 60;

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964\n]+");
  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}+");
  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

  private SameText() {}

  static String key(Statement statement) {
    return statement.translations().isEmpty() ? ofText(statement) : ofTranslations(statement);
  }

  private static String ofTranslations(Statement statement) {
    return Stream.concat(
            Stream.of(statement.url()), statement.translations().stream().map(Translation::url))
        .map(Hashes::statementId)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static String ofText(Statement statement) {
    String text = statement.text();
    List<String> parts =
        SENTENCE_END
            .splitAsStream(text)
            .map(SameText::plain)
            .filter(sentence -> !sentence.isEmpty())
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    if (parts.isEmpty()) return statement.id();
    List<String> telling =
        parts.stream()
            .filter(sentence -> sentence.length() >= TELLING_SENTENCE)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(SENTENCES)
            .collect(Collectors.toCollection(ArrayList::new));
    boolean tells = telling.stream().mapToInt(String::length).sum() >= TELLING_TEXT;
    if (tells) telling.addAll(figures(statement));
    else parts.addFirst(plain(statement.title()));
    return Hashes.sha256(
        String.join("\n", tells ? telling : parts).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> figures(Statement statement) {
    return statement.blocks().stream()
        .filter(block -> block.zone().isBody() && block.zone() != Zone.HEADING)
        .filter(block -> block.zone() == Zone.LIST || block.text().length() >= SHORT_LINE)
        .map(Block::text)
        .flatMap(text -> FIGURE.matcher(text).results().map(MatchResult::group))
        .toList();
  }

  private static String plain(String text) {
    return NOT_WORDS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
