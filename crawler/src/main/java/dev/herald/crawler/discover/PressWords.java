package dev.herald.crawler.discover;

import dev.herald.crawler.language.WordTable;
import dev.herald.crawler.time.FoldedText;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// What press rooms call the section of their news, press releases and statements, in the languages
/// of most of them. Pure and thread-safe.
final class PressWords {
  private static final int MOST_WORDS = 4;
  private static final int MOST_CHARS = 60;
  private static final String LETTER = "[\\p{L}\\p{M}\\p{N}]";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NO_SECTION = Pattern.compile("news ?letters?|\\d+");

  /// What stands between the words of an address; capitals begin one, too.
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[/_.+=&-]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private static final Pattern WORDS = words();

  private PressWords() {}

  /// Whether a link's text is the name of such a section, rather than a statement's title.
  static boolean nameSection(String text) {
    String name = FoldedText.fold(text);
    return !name.isEmpty()
        && name.length() <= MOST_CHARS
        && BLANKS.split(name).length <= MOST_WORDS
        && !NO_SECTION.matcher(name).find()
        && WORDS.matcher(name).find();
  }

  /// Whether an address's path or query, decoded, carries such a word.
  static boolean standIn(HttpUrl url) {
    String address =
        String.join("/", url.pathSegments()) + "/" + Optional.ofNullable(url.query()).orElse("");
    String words = FoldedText.fold(BETWEEN_WORDS.matcher(address).replaceAll(" "));
    return WORDS.matcher(NO_SECTION.matcher(words).replaceAll(" ")).find();
  }

  private static Pattern words() {
    return Pattern.compile(
        WordTable.words(PressWords.class, "press-words.txt").stream()
            .map(PressWords::regex)
            .distinct()
            .collect(Collectors.joining("|")));
  }

  private static String regex(String word) {
    String folded = FoldedText.fold(BETWEEN_WORDS.matcher(word).replaceAll(" "));
    String start = folded.startsWith("~") ? "" : "(?<!" + LETTER + ")";
    String end = folded.endsWith("*") || isWrittenWithoutBlanks(folded) ? "" : "(?!" + LETTER + ")";
    return start + folded.replace("~", "").replace("*", LETTER + "*") + end;
  }

  private static boolean isWrittenWithoutBlanks(String word) {
    return word.codePoints()
        .mapToObj(Character.UnicodeScript::of)
        .anyMatch(
            script ->
                switch (script) {
                  case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, KHMER -> true;
                  default -> false;
                });
  }
}
