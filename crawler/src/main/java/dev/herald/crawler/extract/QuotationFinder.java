package dev.herald.crawler.extract;

import dev.herald.config.message.Block.Quotation;
import java.util.ArrayList;
import java.util.List;

/// Finds verbatim speech in a paragraph by its quote marks. Linear in the paragraph's length.
///
/// Names and single terms in quote marks are no speech: four words is the least. A paragraph that
/// opens a quotation and does not close it is quoted to its end, as printers do where speech runs
/// over several paragraphs.
final class QuotationFinder {
  private static final int LEAST_WORDS = 4;
  private static final int MOST_CHARS = 4_000;
  private static final String SINGLE = "‘‚";
  private static final String PUNCTUATION = ".,!?…;:،۔。！？";

  private QuotationFinder() {}

  /// Quotations in order, not overlapping, with the speaker where the text names one.
  static List<Quotation> find(String text) {
    var found = new ArrayList<Quotation>();
    int at = 0;
    while (at < text.length()) {
      int start = nextOpening(text, at);
      if (start < 0) break;
      int end = closing(text, start);
      if (end < 0 && runsOn(text, start)) end = text.length();
      if (end < 0) {
        at = start + 1;
        continue;
      }
      if (Texts.words(text.substring(start, end)) >= LEAST_WORDS)
        found.add(new Quotation(start, end, SpeakerFinder.find(text, start, end)));
      at = end;
    }
    return found;
  }

  /// Whether most of a text is quoted.
  static boolean isMostlyQuoted(String text, List<Quotation> quotations) {
    int quoted = quotations.stream().mapToInt(q -> q.end() - q.start()).sum();
    return quoted * 2 > text.length();
  }

  private static int nextOpening(String text, int from) {
    for (int i = from; i < text.length(); i++) if (isOpening(text, i)) return i;
    return -1;
  }

  private static boolean isOpening(String text, int i) {
    char c = text.charAt(i);
    boolean free = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
    boolean followed = i + 1 < text.length() && !Texts.isBlank(text.charAt(i + 1));
    return switch (c) {
      case '„', '«', '「', '『', '〝' -> true;
      case '“' -> true;
      case '‘', '‚' -> free && followed;
      case '"', '”', '»' -> free && followed;
      default -> false;
    };
  }

  /// Index after the mark that closes the one at `start`, or -1.
  private static int closing(String text, int start) {
    char open = text.charAt(start);
    if (SINGLE.indexOf(open) >= 0) return closingSingle(text, start, open);
    String marks =
        switch (open) {
          case '“' -> "”";
          case '„' -> "“”\"";
          case '«' -> "»";
          case '»' -> "«»";
          case '「' -> "」";
          case '『' -> "』";
          case '〝' -> "〟";
          case '”' -> "”";
          default -> "\"";
        };
    int depth = 0;
    int limit = Math.min(text.length(), start + MOST_CHARS);
    for (int i = start + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == open && marks.indexOf(c) < 0) depth++;
      else if (marks.indexOf(c) >= 0 && depth-- == 0) return i + 1;
    }
    return -1;
  }

  /// A single closing mark is also an apostrophe: one beside punctuation closes, or else the last.
  private static int closingSingle(String text, int start, char open) {
    char mark = open == '‚' ? '‘' : '’';
    int last = -1;
    int limit = Math.min(text.length(), start + MOST_CHARS);
    for (int i = start + 1; i < limit; i++) {
      if (text.charAt(i) == open && isOpening(text, i)) break;
      if (text.charAt(i) != mark) continue;
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (Character.isLetterOrDigit(next)) continue;
      if (isPunctuation(text.charAt(i - 1)) || isPunctuation(next)) return i + 1;
      last = i + 1;
    }
    return last;
  }

  private static boolean isPunctuation(char c) {
    return PUNCTUATION.indexOf(c) >= 0;
  }

  /// Whether an unclosed mark opens speech that goes on in the next paragraph.
  private static boolean runsOn(String text, int start) {
    int i = start - 1;
    while (i >= 0 && Texts.isBlank(text.charAt(i))) i--;
    return i < 0 || isPunctuation(text.charAt(i));
  }
}
