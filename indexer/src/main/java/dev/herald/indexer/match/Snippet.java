package dev.herald.indexer.match;

import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;

/// The words around the first hit of a rule, for people who read the alert.
final class Snippet {
  private static final int BEFORE = 90;
  private static final int LENGTH = 260;

  private Snippet() {}

  /// The words around the first hit in the body, or else in an attachment; the body's beginning
  /// where the hit is elsewhere, and the title where there is no body.
  static String of(Explanation why, Statement statement) {
    String text = statement.text();
    if (why.inBody().isPresent()) return around(text, why.inBody().getAsInt());
    if (why.inAttachments().isPresent()) return inFile(statement, why.inAttachments().getAsInt());
    return text.isEmpty() ? statement.title() : around(text, 0);
  }

  /// @param hit counts in the titles and texts of all attachments, one a line
  private static String inFile(Statement statement, int hit) {
    int start = 0;
    for (Attachment file : statement.attachments()) {
      int title = file.title().isBlank() ? 0 : file.title().length() + 1;
      int text = file.text().isBlank() ? 0 : file.text().length() + 1;
      if (hit < start + title) return file.title();
      start += title;
      if (hit < start + text) return file.title() + ": " + around(file.text(), hit - start);
      start += text;
    }
    return statement.title();
  }

  private static String around(String text, int hit) {
    int start = whole(text, Math.max(0, hit - BEFORE));
    int end = whole(text, Math.min(text.length(), start + LENGTH));
    String cut = text.substring(start, end).replaceAll("\\s+", " ").strip();
    return (start > 0 ? "… " : "") + cut + (end < text.length() ? " …" : "");
  }

  /// The index, or the one before it where it would cut a character in two.
  private static int whole(String text, int index) {
    boolean inside =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return inside ? index - 1 : index;
  }
}
