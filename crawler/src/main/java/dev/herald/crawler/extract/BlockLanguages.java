package dev.herald.crawler.extract;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Block;
import dev.herald.crawler.language.ForeignText;
import dev.herald.crawler.language.LanguageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Settles in which language a block is, where it surely is another one than its statement's.
///
/// To ask the model of every block would cost more than all else together: only where a look at its
/// letters and its most frequent words makes another language likely, or the page declares one.
final class BlockLanguages {
  private static final int MOST_ASKED_CHARS = 20_000;
  private static final int MOST_CHARS = 1_000;

  private BlockLanguages() {}

  /// The blocks, each with its language only where that differs from the statement's.
  ///
  /// @param blocks with the languages that the page declares for them
  /// @param language of the statement
  static List<Block> settle(List<Block> blocks, String language, Reasons reasons) {
    if (language.equals(LanguageDetector.UNKNOWN))
      return blocks.stream().map(b -> with(b, Optional.empty())).toList();
    var settled = new ArrayList<Block>(blocks.size());
    int asked = 0;
    for (Block block : blocks) {
      Optional<String> declared =
          block
              .language()
              .map(Languages::primary)
              .filter(said -> !said.equals(Languages.primary(language)));
      boolean asks =
          asked < MOST_ASKED_CHARS
              && (declared.isPresent() || ForeignText.isLikely(block.text(), language));
      Optional<String> foreign = Optional.empty();
      if (asks) {
        String start = block.text().substring(0, Math.min(block.text().length(), MOST_CHARS));
        asked += start.length();
        foreign = LanguageDetector.shared().findForeign(start, language, declared);
        reasons.candidate(
            "block languages",
            block.text(),
            declared.map(said -> "the page says " + said).orElse("its words or letters differ"),
            foreign.map(other -> "is " + other).orElse("not sure enough"));
      }
      settled.add(with(block, foreign));
    }
    return settled;
  }

  private static Block with(Block block, Optional<String> language) {
    return block.language().equals(language)
        ? block
        : new Block(block.zone(), block.text(), language, block.headingLevel(), block.quotations());
  }
}
