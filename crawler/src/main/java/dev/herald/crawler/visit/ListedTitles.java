package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.config.message.Statement;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory;
import dev.herald.crawler.state.StatementMemory.Dated;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tells a wall (a cookie notice, a challenge, a notice of maintenance) from the statement that a
/// list named, where nothing of that statement was ever seen.
///
/// The list's title is the only witness. It is believed only where the source's latest statements
/// show what their lists named: links such as "Read more", or titles in another language, hold up
/// nothing.
final class ListedTitles {
  private static final Pattern WORD_BREAKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final int LATEST = 5;
  private static final int FEWEST = 3;
  private static final double MOSTLY = 0.5;
  private static final double HARDLY_ANY = 0.2;
  private static final int LONG_WORD = 4;

  private ListedTitles() {}

  /// Whether a page shows something else than what its list named.
  static boolean isAnotherPage(
      StatementMemory statements, String sourceId, Optional<String> listed, Extracted page) {
    if (listed.isEmpty() || shown(listed.get(), page.title(), page.blocks()) > HARDLY_ANY)
      return false;
    List<KnownStatement> latest =
        statements.latest(sourceId, LATEST).stream()
            .map(Dated::url)
            .map(statements::find)
            .flatMap(Optional::stream)
            .filter(known -> known.titleHint().isPresent())
            .toList();
    return latest.size() >= FEWEST && latest.stream().allMatch(ListedTitles::showsItsTitle);
  }

  private static boolean showsItsTitle(KnownStatement known) {
    Statement content = known.content();
    return shown(known.titleHint().orElseThrow(), content.title(), content.blocks()) >= MOSTLY;
  }

  /// Which share of a title's long words a page shows: 0 to 1; 1 where the title has none.
  private static double shown(String listed, String title, List<Block> blocks) {
    Set<String> words = pieces(listed);
    if (words.isEmpty()) return 1;
    Set<String> page = pieces(title);
    for (Block block : blocks) if (block.zone().isBody()) page.addAll(pieces(block.text()));
    return words.stream().filter(page::contains).count() / (double) words.size();
  }

  /// Long words and numbers; of scripts that write no blanks, each two letters that follow.
  private static Set<String> pieces(String text) {
    return WORD_BREAKS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .flatMap(ListedTitles::piecesOfWord)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<String> piecesOfWord(String word) {
    if (word.codePoints().anyMatch(ListedTitles::hasNoBlanks))
      return IntStream.range(0, word.length() - 1).mapToObj(i -> word.substring(i, i + 2));
    boolean counts =
        word.length() >= LONG_WORD || (!word.isEmpty() && Character.isDigit(word.charAt(0)));
    return counts ? Stream.of(word) : Stream.empty();
  }

  private static boolean hasNoBlanks(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
