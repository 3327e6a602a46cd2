package dev.herald.crawler.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Finds where the last whole gzip member of a file ends: what follows was torn by a crash.
final class GzipMembers {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 16;

  private GzipMembers() {}

  /// Offset behind the last member that is whole and whose checksum is right.
  static long wholeEnd(Path file) throws IOException {
    long end = 0;
    Inflater inflater = new Inflater(true);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      long length = next(in, inflater);
      while (length > 0) {
        end += length;
        length = next(in, inflater);
      }
    } finally {
      inflater.end();
    }
    return end;
  }

  /// Length of the member that begins here, or 0 if none does, or it is torn.
  private static long next(InputStream in, Inflater inflater) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    // Our writer sets no flags, so nothing stands between header and data.
    if (header.length < HEADER_BYTES
        || (header[0] & 0xFF) != 0x1F
        || (header[1] & 0xFF) != 0x8B
        || header[3] != 0) return 0;
    inflater.reset();
    CRC32 checksum = new CRC32();
    byte[] packed = new byte[BUFFER_BYTES];
    byte[] plain = new byte[BUFFER_BYTES];
    while (!inflater.finished()) {
      in.mark(packed.length);
      int read = in.read(packed);
      if (read < 0) return 0;
      inflater.setInput(packed, 0, read);
      if (!inflate(inflater, plain, checksum)) return 0;
      if (inflater.finished()) {
        in.reset();
        in.skipNBytes(read - inflater.getRemaining());
      }
    }
    byte[] trailer = in.readNBytes(TRAILER_BYTES);
    if (trailer.length < TRAILER_BYTES || littleEndian(trailer, 0) != checksum.getValue()) return 0;
    return HEADER_BYTES + inflater.getBytesRead() + TRAILER_BYTES;
  }

  private static boolean inflate(Inflater inflater, byte[] plain, CRC32 checksum) {
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(plain);
        checksum.update(plain, 0, count);
        if (count == 0 && inflater.needsDictionary()) return false;
      }
      return true;
    } catch (DataFormatException e) {
      // Bytes that are no deflate stream are a torn member like any other.
      return false;
    }
  }

  private static long littleEndian(byte[] bytes, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) value = (value << 8) | (bytes[at + i] & 0xFF);
    return value;
  }
}
