package dev.herald.crawler.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import okio.ByteString;

/// The files of a bundle, which may come from anywhere: nothing is unpacked to the disk, and what
/// is too large for a bundle is refused.
final class BundleZip {
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = 1L << 30;

  private final Map<String, ByteString> files = new TreeMap<>();

  private BundleZip() {}

  /// @throws IOException if it is no ZIP file, or too large, or names a file twice
  static BundleZip read(Path file) throws IOException {
    BundleZip bundle = new BundleZip();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_FILES)
        throw new IOException(
            "%d files are over the limit of %d".formatted(zip.size(), MOST_FILES));
      long left = MOST_BYTES;
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, left + 1));
          left -= bytes.length;
          if (left < 0)
            throw new IOException("the files are over the limit of %d bytes".formatted(MOST_BYTES));
          if (bundle.files.put(entry.getName(), ByteString.of(bytes)) != null)
            throw new IOException("the file %s is there twice".formatted(entry.getName()));
        }
      }
    }
    return bundle;
  }

  Optional<ByteString> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /// A file that must be there.
  ByteString get(String name) throws IOException {
    return find(name).orElseThrow(() -> new IOException("the file %s is absent".formatted(name)));
  }

  Map<String, ByteString> all() {
    return files;
  }
}
