package dev.herald.crawler.extract;

import java.util.Optional;

/// Names who speaks a quotation, where a reporting verb stands beside it. Rather nobody than
/// somebody else: a pronoun, an agency or the name of a place is no speaker.
final class SpeakerFinder {
  private SpeakerFinder() {}

  /// The speaker of `text.substring(start, end)`.
  static Optional<String> find(String text, int start, int end) {
    Clause before = Clause.before(text, start);
    Clause after = Clause.after(text, end);
    String beside = before.text() + after.text();
    if (beside.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == ARABIC))
      return ArabicSpeaker.find(before, after);
    if (beside.chars().anyMatch(c -> Texts.isIdeographic((char) c)))
      return IdeographicSpeaker.find(before.text(), text.substring(end));
    return CasedSpeaker.find(before, after, isSentence(text, end));
  }

  private static final Character.UnicodeScript ARABIC = Character.UnicodeScript.ARABIC;

  /// Whether a full stop inside the marks ends the quotation, so that what follows in capitals is
  /// another sentence.
  private static boolean isSentence(String text, int end) {
    return end >= 2 && ".…".indexOf(text.charAt(end - 2)) >= 0;
  }
}
