package dev.herald.crawler.document;

import java.io.IOException;
import java.util.Optional;

/// The text of one file.
///
/// ```java
/// DocumentText text = DocumentText.read(bytes, "application/octet-stream");
/// ```
///
/// @param mediaType what the file is by its bytes, else as declared
/// @param text plain, paragraphs parted by line breaks, cut at [#MAX_CHARS]; empty if there is none
/// @param problem why there is no text, in one sentence
public record DocumentText(String mediaType, String text, Optional<String> problem) {
  /// Longest text that is kept.
  public static final int MAX_CHARS = 200_000;

  private static final String PDF = "application/pdf";
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /// Reads a file; never throws for any content.
  ///
  /// @param declared media type that its server or name gives it
  public static DocumentText read(byte[] bytes, String declared) {
    if (startsWith(bytes, "%PDF")) return read(PDF, "PDF", () -> PdfText.read(bytes));
    if (startsWith(bytes, "PK\003\004") && DocxText.isDocx(bytes, declared))
      return read(DOCX, "DOCX", () -> DocxText.read(bytes));
    return new DocumentText(declared, "", Optional.of("the text of " + declared + " is not read"));
  }

  private interface Reader {
    String read() throws IOException;
  }

  private static DocumentText read(String mediaType, String name, Reader reader) {
    try {
      String text = reader.read().strip();
      return new DocumentText(
          mediaType,
          text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text,
          text.isEmpty() ? Optional.of("the " + name + " holds no text") : Optional.empty());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Parsers throw unchecked exceptions on some broken files, and recurse on some hostile ones.
      return new DocumentText(
          mediaType, "", Optional.of("the %s cannot be read: %s".formatted(name, e.getMessage())));
    }
  }

  private static boolean startsWith(byte[] bytes, String head) {
    if (bytes.length < head.length()) return false;
    for (int i = 0; i < head.length(); i++) if (bytes[i] != head.charAt(i)) return false;
    return true;
  }
}
