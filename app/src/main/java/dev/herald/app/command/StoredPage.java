package dev.herald.app.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okio.ByteString;

/// A page as a file, gzip if its name ends in `.gz`.
///
/// @param url where it came from, as far as that is known
record StoredPage(Path file, ByteString bytes, Optional<String> url) {
  private static final int MAX_BYTES = 20 << 20;

  /// The file that a command line names; empty if there is none.
  static Optional<Path> find(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty(); // what is no path is no file; the caller says so
    }
  }

  static StoredPage read(Path file, Optional<String> url) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES)
        throw new IOException("%s: page is over the limit of %d bytes".formatted(file, MAX_BYTES));
      return new StoredPage(file, ByteString.of(bytes), url);
    }
  }
}
