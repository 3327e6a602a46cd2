package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.config.message.Statement;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory;
import dev.herald.crawler.state.StatementMemory.Dated;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells a wall (a cookie notice, a challenge, a notice of maintenance) from the statement that a
/// list named, where nothing of that statement was ever seen.
///
/// The list's title is the only witness. It is believed only where the source's latest statements
/// show what their lists named: links such as "Read more", or titles in another language, hold up
/// nothing. A source that is new has none to ask.
final class ListedTitles {
  private static final int LATEST = 5;
  private static final int FEWEST = 3;
  private static final double MOSTLY = 0.5;
  private static final double HARDLY_ANY = 0.2;
  private static final int LONG_WORD = 4;

  private ListedTitles() {}

  /// What a list's title says of a page.
  enum Verdict {
    /// The page shows all of it, and it is more than one word or number.
    NAMED,
    /// There is none.
    UNTITLED,
    /// The page shows some of it, or it says nothing.
    STANDS,
    ANOTHER_PAGE,
    /// The page does not show it, and the source is too new to know what that means.
    UNKNOWN
  }

  /// Whether a page shows something else than what its list named.
  static Verdict judge(
      StatementMemory statements, String sourceId, Optional<String> listed, Extracted page) {
    if (listed.isEmpty()) return Verdict.UNTITLED;
    double shown = shown(listed.get(), page.title(), page.blocks());
    if (shown >= 1 && Pieces.of(listed.get(), LONG_WORD).size() > 1) return Verdict.NAMED;
    if (shown > HARDLY_ANY) return Verdict.STANDS;
    List<KnownStatement> latest =
        statements.latest(sourceId, LATEST).stream()
            .map(Dated::url)
            .map(statements::find)
            .flatMap(Optional::stream)
            .filter(known -> known.titleHint().isPresent())
            .toList();
    if (latest.size() < FEWEST) return Verdict.UNKNOWN;
    return latest.stream().allMatch(ListedTitles::showsItsTitle)
        ? Verdict.ANOTHER_PAGE
        : Verdict.STANDS;
  }

  private static boolean showsItsTitle(KnownStatement known) {
    Statement content = known.content();
    return shown(known.titleHint().orElseThrow(), content.title(), content.blocks()) >= MOSTLY;
  }

  /// Which share of a title's long words a page shows: 0 to 1; 1 where the title has none.
  private static double shown(String listed, String title, List<Block> blocks) {
    Set<String> words = Pieces.of(listed, LONG_WORD);
    if (words.isEmpty()) return 1;
    Set<String> page = Pieces.of(blocks, LONG_WORD);
    page.addAll(Pieces.of(title, LONG_WORD));
    return Pieces.shared(words, page) / (double) words.size();
  }
}
