/// The text of files that belong to statements: PDF and Word (DOCX).
///
/// In: bytes as fetched, which may be anything. Out: plain text within bounds, or why there is
/// none; a hostile file costs itself alone.
@NullMarked
package dev.herald.crawler.document;

import org.jspecify.annotations.NullMarked;
