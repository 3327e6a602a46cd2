package dev.herald.crawler.extract;

import dev.herald.crawler.extract.DateWordTable.Kind;
import dev.herald.crawler.extract.DateWordTable.Match;
import dev.herald.crawler.time.FoldedText;
import java.util.List;
import org.jsoup.nodes.Element;

/// Words that tell a publication time from other times.
final class DateWords {
  private static final int MOST_BEFORE_END = 6;

  private DateWords() {}

  /// Whether an element's class, id or itemprop says that it holds a date.
  static boolean isNamedAfterDate(Element element) {
    return element.attributesSize() > 0 && isNamed(element, NameTopic.DATE);
  }

  /// Whether the name of an attribute says that it holds a publication date.
  static boolean isNamedAfterDate(String attribute) {
    ClassWords words = ClassWords.of(attribute);
    return words.speakOf(NameTopic.DATE) && !words.speakOf(NameTopic.OTHER_DATE);
  }

  /// Whether its names say that the date is of an update, event or comment.
  static boolean isOtherDate(Element element) {
    return isNamed(element, NameTopic.OTHER_DATE);
  }

  private static boolean isNamed(Element element, NameTopic topic) {
    return ClassWords.of(element).speakOf(topic)
        || ClassWords.of(element.attr("itemprop")).speakOf(topic);
  }

  /// Whether a text speaks of an update or of rights, whose days are not a publication's.
  static boolean speaksOfUpdate(String text) {
    return speaksOf(text, Kind.UPDATE, Kind.RIGHTS);
  }

  static boolean speaksOfPublication(String text) {
    String folded = folded(text);
    return DateWordTable.find(folded).stream().anyMatch(word -> isLabel(word, folded));
  }

  /// Whether the words behind a date, where German has its verbs, say that it is a publication's.
  static boolean isPosted(String after) {
    return speaksOf(after, Kind.POSTED);
  }

  /// Whether the words right behind a date say that something ends on it.
  static boolean isEnd(String after) {
    return DateWordTable.find(folded(after)).stream()
        .anyMatch(word -> word.kind() == Kind.BEHIND && word.start() <= MOST_BEFORE_END);
  }

  /// Whether the words behind a date say where something takes place, or in parentheses what.
  static boolean isOfEvent(String after) {
    String folded = folded(after);
    return DateWordTable.find(folded).stream()
        .anyMatch(
            word ->
                word.kind() == Kind.PLACE || (word.kind() == Kind.EVENT && folded.startsWith("(")));
  }

  /// A text without the label that says it is a publication time.
  static String withoutLabel(String text) {
    FoldedText folded = FoldedText.of(text);
    String plain = folded.toString();
    for (Match word : DateWordTable.find(plain)) {
      if (word.start() > 0) break;
      if (!isLabel(word, plain)) continue;
      int start = word.end();
      while (start < plain.length() && Character.isLetter(plain.charAt(start))) start++;
      while (start < plain.length() && !Character.isLetterOrDigit(plain.charAt(start))) start++;
      return start == plain.length() ? "" : text.substring(folded.startInOriginal(start));
    }
    return text;
  }

  /// A mere word for "date" is one where a colon follows, or where words are not set apart.
  private static boolean isLabel(Match word, String folded) {
    boolean colon = word.end() < folded.length() && folded.charAt(word.end()) == ':';
    return word.kind() == Kind.PUBLICATION
        || (word.kind() == Kind.DATE && (colon || word.anywhere()));
  }

  private static boolean speaksOf(String text, Kind... kinds) {
    List<Kind> asked = List.of(kinds);
    return DateWordTable.find(folded(text)).stream().anyMatch(word -> asked.contains(word.kind()));
  }

  private static String folded(String text) {
    return FoldedText.fold(text).replace(" :", ":");
  }
}
