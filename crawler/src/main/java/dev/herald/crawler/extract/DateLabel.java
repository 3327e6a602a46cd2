package dev.herald.crawler.extract;

import dev.herald.crawler.extract.DateWordTable.Kind;
import dev.herald.crawler.extract.DateWordTable.Match;
import dev.herald.crawler.time.FoldedText;

/// What the words before a date say that it is of. The nearest one tells; an event, or a mere
/// "date", counts only in a label, which is read as a whole: "Date of the next meeting:".
///
/// @param opensLine whether nothing that belongs to it stands before the label
record DateLabel(Topic topic, boolean opensLine) {
  enum Topic {
    NONE,
    PUBLICATION,
    LAST_CHANGE,
    /// An event, a deadline, the day someone joined.
    OTHER
  }

  private static final DateLabel NONE = new DateLabel(Topic.NONE, false);
  private static final int MOST_CHARS = 40;
  private static final int MOST_BEHIND_COLON = 20;
  private static final int MOST_ENDING = 3;
  private static final String SEPARATORS = "|•·;»/([";
  private static final String ENDS = "|•·;»/)].!?:-";

  /// @param before everything that stands before the date in its line
  static DateLabel of(String before) {
    int start = Math.max(0, before.length() - 2 * MOST_CHARS);
    String folded = FoldedText.of(before.substring(start)).toString().replace(" :", ":");
    int nearby = Math.max(0, folded.length() - MOST_CHARS);
    DateLabel label = NONE;
    for (Match word : DateWordTable.find(folded)) {
      if (word.start() < nearby) continue;
      Topic topic = topic(word, folded);
      if (topic != Topic.NONE) label = new DateLabel(topic, opensLine(word, folded));
    }
    return label;
  }

  /// Whether the words say that the date is not the publication's.
  boolean isOfElse() {
    return topic == Topic.OTHER || topic == Topic.LAST_CHANGE;
  }

  private static Topic topic(Match word, String text) {
    return switch (word.kind()) {
      case UPDATE -> Topic.LAST_CHANGE;
      case PUBLICATION -> Topic.PUBLICATION;
      case DATE -> isWholeLabel(word, text) ? Topic.PUBLICATION : Topic.NONE;
      case EVENT -> isInLabel(word, text) ? Topic.OTHER : Topic.NONE;
      case UNTIL -> !hasEnding(word, text) && isLast(word, text) ? Topic.OTHER : Topic.NONE;
      case RIGHTS, OTHER -> Topic.OTHER;
      case BEHIND, PLACE, POSTED -> Topic.NONE;
    };
  }

  private static boolean opensLine(Match word, String text) {
    String before = text.substring(0, word.start()).stripTrailing();
    return before.isEmpty()
        || ENDS.indexOf(before.charAt(before.length() - 1)) >= 0
        || isInLabel(word, text);
  }

  /// Nothing but a word for "date" and a colon, and perhaps a weekday behind it.
  private static boolean isWholeLabel(Match word, String text) {
    int colon = colon(text);
    int end = wordEnd(word, text);
    if (colon < 0 || end != colon || end - word.end() > MOST_ENDING) return false;
    int start = labelStart(text);
    return text.substring(start, word.start()).isBlank()
        || (text.lastIndexOf(':', colon - 1) >= start && text.charAt(word.start() - 1) == ' ');
  }

  private static boolean isInLabel(Match word, String text) {
    if (word.start() < labelStart(text)) return false;
    if (colon(text) >= word.end() - 1) return true;
    return DateWordTable.find(text).stream()
        .anyMatch(
            other ->
                other.kind() == Kind.DATE && other.start() >= word.start() && isLast(other, text));
  }

  /// Whether only signs stand behind a word and its ending.
  private static boolean isLast(Match word, String text) {
    return text.substring(wordEnd(word, text)).chars().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean hasEnding(Match word, String text) {
    return !word.anywhere() && wordEnd(word, text) > word.end();
  }

  private static int wordEnd(Match word, String text) {
    int end = word.end();
    while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
    return end;
  }

  /// Index of the colon that ends the label, with at most a weekday behind it; -1 if none does.
  private static int colon(String text) {
    int colon = text.lastIndexOf(':');
    boolean ends = colon >= labelStart(text) && text.length() - colon <= MOST_BEHIND_COLON;
    return ends ? colon : -1;
  }

  /// A label begins behind a sign that separates it from others, or behind the date of another.
  private static int labelStart(String text) {
    int i = text.length();
    while (i > 0
        && SEPARATORS.indexOf(text.charAt(i - 1)) < 0
        && !Character.isDigit(text.charAt(i - 1))) i--;
    return i;
  }
}
