package dev.herald.crawler.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import okio.ByteString;

/// The files of a bundle, which may come from anywhere: nothing is unpacked to the disk, one file
/// at a time is in memory, and what no bundle of ours could be is refused.
final class BundleZip implements AutoCloseable {
  private static final int MOST_FILES = 20_000;

  /// Over what the archive gives of one body, with its headers.
  private static final long MOST_FILE_BYTES = 80L << 20;

  private static final long MOST_BYTES = 1L << 30;

  /// Names that lie under the folder a bundle is unpacked to, on every system.
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)*");

  private final ZipFile zip;
  private final Map<String, ZipEntry> files = new TreeMap<>();

  private BundleZip(ZipFile zip) {
    this.zip = zip;
  }

  /// Opens a bundle and looks at its names and sizes.
  ///
  /// @throws IOException if it is no ZIP file, or too large, or a name is there twice or leads
  ///   elsewhere
  static BundleZip open(Path file) throws IOException {
    BundleZip bundle = new BundleZip(new ZipFile(file.toFile()));
    try {
      bundle.look();
      return bundle;
    } catch (IOException e) {
      bundle.close();
      throw e;
    }
  }

  private void look() throws IOException {
    if (zip.size() > MOST_FILES)
      throw new IOException("%d files are over the limit of %d".formatted(zip.size(), MOST_FILES));
    long left = MOST_BYTES;
    for (ZipEntry entry : zip.stream().toList()) {
      String name = entry.getName();
      if (!NAME.matcher(name).matches())
        throw new IOException("no file of a bundle has the name %s".formatted(name));
      if (files.put(name, entry) != null)
        throw new IOException("the file %s is there twice".formatted(name));
      if (entry.getSize() < 0 || entry.getSize() > MOST_FILE_BYTES)
        throw new IOException(
            "the file %s is over the limit of %d bytes".formatted(name, MOST_FILE_BYTES));
      left -= entry.getSize();
      if (left < 0)
        throw new IOException("the files are over the limit of %d bytes".formatted(MOST_BYTES));
    }
  }

  Optional<ByteString> find(String name) throws IOException {
    ZipEntry entry = files.get(name);
    if (entry == null) return Optional.empty();
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()) + 1);
      if (bytes.length != entry.getSize())
        throw new IOException("the file %s is not as large as it is said to be".formatted(name));
      return Optional.of(ByteString.of(bytes));
    }
  }

  /// A file that must be there.
  ByteString get(String name) throws IOException {
    return find(name).orElseThrow(() -> new IOException("the file %s is absent".formatted(name)));
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  Set<String> names() {
    return files.keySet();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
