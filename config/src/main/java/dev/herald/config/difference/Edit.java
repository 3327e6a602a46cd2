package dev.herald.config.difference;

import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much an edit changed of what a statement says: its body and the texts of its attachments.
/// Where paragraphs begin, and what they are set as, says nothing.
///
/// @param body whether letters or figures changed, not punctuation or blanks alone
/// @param words whether letters changed, not figures alone
public record Edit(boolean body, boolean words) {
  /// The edit that leads from one form of a statement to another.
  public static Edit between(Statement before, Statement after) {
    return new Edit(
        differs(before, after, Character::isLetterOrDigit),
        differs(before, after, Character::isLetter));
  }

  private static boolean differs(Statement before, Statement after, IntPredicate counts) {
    return !said(before, counts).equals(said(after, counts));
  }

  private static String said(Statement statement, IntPredicate counts) {
    return Stream.concat(
            Stream.of(statement.text()), statement.attachments().stream().map(Attachment::text))
        .map(text -> only(text, counts))
        .collect(Collectors.joining("\n"));
  }

  private static String only(String text, IntPredicate counts) {
    return text.codePoints()
        .filter(c -> counts.test(c) || isMark(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Vowel signs and accents that stand as characters of their own, as in Hindi or Thai.
  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
