package dev.herald.crawler.discover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import okio.Buffer;
import okio.ByteString;

/// Unpacks files that are gzipped as they lie on a server, whatever their type says.
///
/// @param complete whether the packed data was whole
/// @param tooLarge whether it went on beyond the bound; then there are no bytes
record Gzip(ByteString bytes, boolean complete, boolean tooLarge) {
  /// Of a sitemap unpacked (sitemaps.org).
  static final int MAX_MEBIBYTES = 50;

  private static final int MAX_BYTES = MAX_MEBIBYTES << 20;
  private static final int PIECE = 1 << 16;

  /// Some servers pack what was packed already.
  private static final int MOST_LAYERS = 2;

  /// What is not gzipped stays as it is.
  static Gzip unpack(ByteString bytes) {
    Gzip unpacked = new Gzip(bytes, true, false);
    for (int layer = 0; layer < MOST_LAYERS && isGzip(unpacked.bytes()); layer++) {
      Gzip inner = unpackOnce(unpacked.bytes());
      unpacked = new Gzip(inner.bytes(), unpacked.complete() && inner.complete(), inner.tooLarge());
    }
    return unpacked;
  }

  private static Gzip unpackOnce(ByteString packed) {
    Buffer out = new Buffer();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        out.write(piece, 0, read);
        if (out.size() > MAX_BYTES) return new Gzip(ByteString.EMPTY, false, true);
      }
      return new Gzip(out.readByteString(), true, false);
    } catch (IOException _) {
      // Cut off or damaged: what was read until there counts, and is said to be cut off.
      return new Gzip(out.readByteString(), false, false);
    }
  }

  private static boolean isGzip(ByteString bytes) {
    return bytes.size() > 2
        && (bytes.getByte(0) & 0xff) == 0x1f
        && (bytes.getByte(1) & 0xff) == 0x8b;
  }
}
