package dev.herald.crawler.extract;

import dev.herald.crawler.extract.DateLabel.Topic;
import dev.herald.crawler.time.Found;
import java.util.Set;
import java.util.regex.Pattern;

/// A line of text and a date in it: whether the words around the date say what it is of.
record DateLine(String text, Found shown) {
  static final int SHORT_CHARS = 140;
  private static final int LABEL_CHARS = 40;

  /// Of scripts that have no small letters to tell them by.
  private static final Set<String> PREPOSITIONS =
      Set.of("في", "من", "منذ", "در", "از", "को", "से", "ใน");

  /// The end of a sentence's beginning: a word, or a short one and a stop, as of a weekday.
  private static final Pattern WORD_BEFORE = Pattern.compile("\\p{L}$|\\b\\p{L}{2,4}\\.,?$");

  /// "14. – ", "14-", "31 December 2021 - ": what follows is the last day of a period. A bare
  /// number with blanks about the dash may be that of a press release.
  private static final Pattern PERIOD_BEFORE =
      Pattern.compile(
          "(?<![\\d:.])\\d{1,2}(?:\\. ?[-–—] ?|[-–—]|\\.? \\p{L}{3,12}\\.? \\d{4} ?[-–—] ?)$");

  /// " - 6 January 2022": what stands before is the first day of a period.
  private static final Pattern PERIOD_BEHIND =
      Pattern.compile(
          " ?[-–—] ?(?:\\d{1,2}\\.? \\p{L}{3,12}\\.? \\d{4}|\\p{L}{3,12}\\.? \\d{1,2}, \\d{4}"
              + "|\\d{1,2}([./])\\d{1,2}\\1\\d{2,4})");

  /// Whether the line is one that may consist of a date and its label.
  boolean isShort() {
    return text.length() <= SHORT_CHARS;
  }

  /// Whether what stands around the date says that it is an update, the day of a photograph, the
  /// day someone joined, or the first or last day of a period.
  boolean isOther() {
    String before = text.substring(Math.max(0, shown.start() - LABEL_CHARS), shown.start());
    return label().isOfElse()
        || DateWords.isEnd(behind())
        || CreditLine.opens(before)
        || PERIOD_BEFORE.matcher(before).find()
        || PERIOD_BEHIND.matcher(text).region(shown.end(), text.length()).lookingAt();
  }

  /// Whether the line is short and says that the date is of the page's last change.
  boolean isOfChange() {
    return isShort() && label().topic() == Topic.LAST_CHANGE;
  }

  /// Whether a word beside the date says that it is a publication's. In prose it may be that of
  /// something else, unless it opens the line.
  boolean isLabelled() {
    DateLabel label = label();
    boolean labelled =
        label.topic() == Topic.PUBLICATION
            && (label.opensLine() || (isShort() && !isInSentence()))
            && !DateWords.isOfEvent(behind());
    return labelled || (isShort() && isPosted());
  }

  /// Whether the words behind the date, where German has its verbs, say so.
  boolean isPosted() {
    return DateWords.isPosted(behind());
  }

  /// Whether the date stands in a short sentence; it is of what the sentence speaks of.
  boolean isInSentence() {
    String before = text.substring(0, shown.start()).strip();
    String after = text.substring(shown.end()).strip();
    return isShort()
        && Texts.endsSentence(text)
        && WORD_BEFORE.matcher(before).find()
        && (after.isEmpty()
            || Character.isLetter(after.charAt(0))
            || ".,".indexOf(after.charAt(0)) >= 0);
  }

  /// Whether the date is part of a phrase, as it is in a heading: "Born on 5 May 1994".
  boolean isInPhrase() {
    String before = text.substring(0, shown.start()).strip();
    String after = Opening.withoutEnding(text.substring(shown.end())).strip();
    String word = before.substring(before.lastIndexOf(' ') + 1);
    if (!word.isEmpty() && Character.isLowerCase(word.codePointAt(0)))
      return Character.isLetter(word.codePointBefore(word.length()));
    if (PREPOSITIONS.contains(word)) return true;
    if (after.isEmpty() || !WORD_BEFORE.matcher(before).find()) return false;
    int next = after.codePointAt(0);
    return Character.isLetter(next) && !Character.isUpperCase(next);
  }

  /// Whether the date opens the text, after a place at most.
  boolean opensText() {
    return Opening.opens(text.substring(0, shown.start()), text.substring(shown.end()));
  }

  /// Whether most of the line is the date.
  boolean isAlone() {
    return shown.end() - shown.start() > text.length() * 0.5;
  }

  private DateLabel label() {
    return DateLabel.of(text.substring(0, shown.start()));
  }

  private String behind() {
    int end = Math.min(text.length(), shown.end() + LABEL_CHARS);
    return text.substring(shown.end(), end);
  }
}
