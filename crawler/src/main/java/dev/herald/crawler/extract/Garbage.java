package dev.herald.crawler.extract;

import java.util.Optional;
import okio.ByteString;

/// Tells bytes that are no page: images, archives, PDFs, random data.
final class Garbage {
  private static final int LOOKED_AT = 4096;
  private static final double MOST_CONTROLS = 0.05;

  private Garbage() {}

  /// Why the bytes are no page, one sentence; empty if they may be one.
  static Optional<String> find(ByteString bytes) {
    if (bytes.size() == 0) return Optional.of("the body is empty");
    if (startsWith(bytes, "%PDF-")) return Optional.of("the body is a PDF, not a page");
    if (startsWith(bytes, "PK\u0003\u0004")) return Optional.of("the body is a ZIP, not a page");
    int size = Math.min(bytes.size(), LOOKED_AT);
    if (isWide(bytes)) return Optional.empty();
    int controls = 0;
    for (int i = 0; i < size; i++) {
      int b = bytes.getByte(i) & 0xFF;
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B) controls++;
    }
    return controls > size * MOST_CONTROLS
        ? Optional.of("the body is binary data, not a page")
        : Optional.empty();
  }

  private static boolean startsWith(ByteString bytes, String magic) {
    return bytes.startsWith(ByteString.encodeUtf8(magic));
  }

  /// UTF-16 text is half NUL bytes and still text; only its byte order mark tells.
  private static boolean isWide(ByteString bytes) {
    if (bytes.size() < 4) return false;
    int mark = ((bytes.getByte(0) & 0xFF) << 8) | (bytes.getByte(1) & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) return true;
    return (bytes.getByte(0) == '<' && bytes.getByte(1) == 0)
        || (bytes.getByte(0) == 0 && bytes.getByte(1) == '<');
  }
}
