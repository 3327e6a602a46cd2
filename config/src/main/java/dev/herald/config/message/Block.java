package dev.herald.config.message;

import java.util.List;
import java.util.Optional;

/// One block of a statement, in the page's order.
///
/// @param zone what part of the statement it is
/// @param text plain text, NFC, never blank; list items and table rows one a line
/// @param language BCP 47, only where it differs from the statement's
/// @param headingLevel 1–6 for a heading, else 0
/// @param quotations verbatim speech inside `text`, in order
public record Block(
    Zone zone,
    String text,
    Optional<String> language,
    int headingLevel,
    List<Quotation> quotations) {

  public Block {
    if (text.isBlank()) throw new IllegalArgumentException("a block has text");
    quotations = List.copyOf(quotations);
  }

  /// A block of the statement's own language without quotations.
  public static Block of(Zone zone, String text) {
    return new Block(zone, text, Optional.empty(), 0, List.of());
  }

  /// Verbatim speech: `text.substring(start, end)`, quote marks included.
  ///
  /// @param start index of its first char (UTF-16) in the block's text
  /// @param end index after its last char
  /// @param speaker who is quoted, where the text names one
  public record Quotation(int start, int end, Optional<String> speaker) {}
}
