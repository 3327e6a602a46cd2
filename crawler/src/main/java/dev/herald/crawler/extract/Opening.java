package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells a date that opens a text, as in "Baku, 26 February 2021 – The ministry", from one that its
/// first sentence speaks of: "Under the Act of 12 March 2015 the ministry".
final class Opening {
  private static final int MOST_BEFORE = 60;
  private static final int MOST_WORDS = 6;
  private static final int MOST_UNSPACED = 12;
  private static final String OPENERS = "([{【（〔「『\"“”„«»'‘’ ";
  private static final String BEHIND_PLACE = ",،、，-–—―−()（）[";
  private static final String BEHIND_DATE = "-–—―−()[]【】（）:：|/•·";
  private static final String SENT = "电電讯訊";
  private static final Pattern ENDING =
      Pattern.compile("^(?:[日号號일]|-\\p{Ll}{2,3}\\b(?: il\\b)?)", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,،、，–—―−-]+");

  /// What may stand between the names of a place, and before its date.
  private static final Set<String> LINKS =
      Set.of(
          ("am an and at auf bei cu d da das de del den der des di do dos e el en et im in la las le"
                  + " les lo los o of on sobre sur the u und upon y в г на")
              .split(" "));

  /// With these a sentence begins, not a place.
  private static final Set<String> PREPOSITIONS =
      Set.of("on", "in", "at", "am", "im", "en", "em", "à", "na", "в", "на", "w", "v", "ve");

  private Opening() {}

  /// Whether a date opens the text: nothing stands before it, or a place or an agency, and behind
  /// it a dash or what else parts it from the text.
  ///
  /// @param before in the same line
  /// @param behind likewise; empty at the line's end
  static boolean opens(String before, String behind) {
    if (before.length() > MOST_BEFORE) return false;
    String place = withoutOpeners(before).strip();
    String rest = withoutEnding(behind).strip();
    boolean apart = rest.isEmpty() || isOneOf(BEHIND_DATE, rest);
    boolean sent = !rest.isEmpty() && isOneOf(SENT, rest) && place.length() <= MOST_UNSPACED;
    if (sent || place.isEmpty()) return sent || apart;
    // 【東京2021年2月26日】
    boolean bracketed = isOneOf("([【（", before.strip()) && isOneOf(")]】）", rest + " ");
    List<String> names = names(bracketed ? place + "," : place);
    if (names.isEmpty()) return false;
    if (apart) return true;
    boolean capitals = names.stream().allMatch(Opening::isInCapitals);
    boolean cased = names.stream().allMatch(name -> Character.isUpperCase(name.codePointAt(0)));
    return cased
        && (rest.startsWith(".")
            || Character.isUpperCase(rest.codePointAt(0))
            || (capitals && rest.startsWith(",")));
  }

  /// What stands behind a date without its last part: the mark of the day, which is a weekday's,
  /// too, and the ending that a year takes in Azerbaijani.
  static String withoutEnding(String behind) {
    return ENDING.matcher(behind).replaceFirst("");
  }

  private static boolean isOneOf(String signs, String text) {
    return signs.indexOf(text.charAt(0)) >= 0;
  }

  private static String withoutOpeners(String text) {
    int start = 0;
    while (start < text.length() && OPENERS.indexOf(text.charAt(start)) >= 0) start++;
    return text.substring(start);
  }

  /// The names that a place is made of, with a comma or a dash behind them; empty if something else
  /// stands there.
  private static List<String> names(String text) {
    List<String> words = new ArrayList<>(Arrays.asList(BETWEEN_WORDS.split(text, -1)));
    words.removeIf(String::isEmpty);
    int articles = 0;
    while (!words.isEmpty() && LINKS.contains(words.getLast()))
      articles += words.removeLast().length() + 1;
    String place = text.substring(0, Math.max(0, text.length() - articles)).strip();
    if (place.isEmpty() || BEHIND_PLACE.indexOf(place.charAt(place.length() - 1)) < 0)
      return List.of();
    if (words.isEmpty() || words.size() > MOST_WORDS) return List.of();
    if (PREPOSITIONS.contains(words.getFirst().toLowerCase(Locale.ROOT))) return List.of();
    // An agency stands in parentheses, however it writes itself.
    words.removeIf(word -> LINKS.contains(word) || word.startsWith("(") || word.startsWith("（"));
    return words.stream().allMatch(Opening::isName) ? words : List.of();
  }

  private static boolean isName(String word) {
    int first = word.codePointAt(0);
    return Character.isLetter(first)
        && !Character.isLowerCase(first)
        && word.chars().noneMatch(Character::isDigit);
  }

  private static boolean isInCapitals(String word) {
    return word.codePoints().noneMatch(Character::isLowerCase);
  }
}
