package dev.herald.crawler.extract;

import org.jspecify.annotations.Nullable;

/// A run of text between two block borders of the page, as it stands.
///
/// @param kind what element held it
/// @param text normalised, never blank; a single line break is kept as `\n`
/// @param linkChars how many chars of it are link text
/// @param boldChars how many chars of it are set bold
/// @param level 1–6 for a heading, else 0
/// @param box the nearest block-level element
/// @param list nearest list around it
/// @param row nearest table row around it
/// @param order position on the page, from 0
/// @param quoted whether a block quotation is around it
record RawBlock(
    Kind kind,
    String text,
    int linkChars,
    int boldChars,
    int level,
    Box box,
    @Nullable Box list,
    @Nullable Box row,
    int order,
    boolean quoted) {

  /// The element that held a run.
  enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    CELL,
    PREFORMATTED,
    OTHER
  }

  /// Share of link text, 0 to 1.
  double linkDensity() {
    return text.isEmpty() ? 0 : Math.min(1, linkChars / (double) text.length());
  }

  boolean isBold() {
    return boldChars >= text.length() * 0.9;
  }

  /// Length in Latin letters: one ideograph says as much as about three of them.
  int weightedLength() {
    int length = 0;
    for (int i = 0; i < text.length(); i++) length += Texts.isIdeographic(text.charAt(i)) ? 3 : 1;
    return length;
  }
}
