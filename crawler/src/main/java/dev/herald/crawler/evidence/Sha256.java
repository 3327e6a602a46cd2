package dev.herald.crawler.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import okio.ByteString;

/// SHA-256 over parts.
final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest;

  Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Sha256 add(int one) {
    digest.update((byte) one);
    return this;
  }

  Sha256 add(ByteString bytes) {
    digest.update(bytes.asByteBuffer());
    return this;
  }

  /// Adds the next bytes of a stream.
  ///
  /// @throws IOException also if there are fewer
  Sha256 add(InputStream in, long count) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) throw new IOException("the file ends %d bytes too early".formatted(left));
      digest.update(buffer, 0, read);
      left -= read;
    }
    return this;
  }

  ByteString sum() {
    return ByteString.of(digest.digest());
  }
}
