package dev.herald.crawler.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A whole number in a short line that is greater than it was, while the words around it stand.
///
/// @param line the line, with a mark in the number's place
/// @param value what the number is now
record GrownFigure(String line, long value) {
  private static final int MOST_CHARS = 60;
  private static final int MOST_DIGITS = 15;
  private static final String MARK = "#";

  /// Thousands may be parted; what holds other signs is a date, a time or a rate.
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\p{Nd}{1,3}(?:[ .,'’\\u00a0\\u202f]\\p{Nd}{3})+(?![\\p{Nd}.,:/%-]\\p{Nd}?)"
              + "|\\p{Nd}(?:[\\p{Nd}.,:/%-]*[\\p{Nd}%])?");

  private static final Pattern WHOLE =
      Pattern.compile("\\p{Nd}+|\\p{Nd}{1,3}(?:[ .,'’\\u00a0\\u202f]\\p{Nd}{3})+");

  /// What grew between two readings of a line; empty if anything else changed in it.
  static Optional<GrownFigure> between(String before, String now) {
    if (Math.max(before.length(), now.length()) > MOST_CHARS) return Optional.empty();
    if (!skeleton(before).equals(skeleton(now))) return Optional.empty();
    List<MatchResult> old = numbers(before);
    List<MatchResult> numbers = numbers(now);
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++)
      if (!old.get(i).group().equals(numbers.get(i).group())) changed.add(i);
    if (changed.size() != 1) return Optional.empty();
    Optional<Long> was = whole(old.get(changed.getFirst()).group());
    return whole(numbers.get(changed.getFirst()).group())
        .filter(value -> was.filter(less -> less < value).isPresent())
        .map(value -> new GrownFigure(skeleton(now), value));
  }

  /// Whether a text is that line, whatever its number.
  static boolean isLine(String line, String text) {
    return text.length() <= MOST_CHARS && skeleton(text).equals(line);
  }

  private static String skeleton(String text) {
    return NUMBERS.matcher(text).replaceAll(MARK);
  }

  private static List<MatchResult> numbers(String text) {
    return NUMBERS.matcher(text).results().toList();
  }

  private static Optional<Long> whole(String number) {
    if (!WHOLE.matcher(number).matches()) return Optional.empty();
    String digits = number.replaceAll("\\P{Nd}", "");
    return digits.length() > MOST_DIGITS ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }
}
