package dev.herald.app.command;

import dev.herald.crawler.url.CanonicalUrl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A page that stands in a file, gzip if its name ends in `.gz`, or comes from standard input.
///
/// @param name of the file, or `-`
/// @param url where it came from, as far as that is known
record StoredPage(String name, ByteString bytes, Optional<String> url) {
  /// Longest page after decompression.
  static final int MAX_BYTES = 20 << 20;

  private static final String STANDARD_INPUT = "-";

  /// The page is no page: too long, or not compressed as its name says.
  static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }

  /// The file that a command line names; empty if there is none.
  static Optional<Path> find(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty(); // what is no path is no file; the caller says so
    }
  }

  /// The address given with `--url`, if one was.
  ///
  /// @throws CommandLine.ParameterException if it is none
  static Optional<HttpUrl> origin(CommandLine command, @Nullable String given) {
    if (given == null) return Optional.empty();
    Optional<HttpUrl> origin = CanonicalUrl.parse(given);
    if (origin.isEmpty())
      throw new CommandLine.ParameterException(
          command, "--url: '%s' is no http or https address".formatted(Output.clean(given)));
    return origin;
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// @throws UnfitException if it is over the limit or not compressed as its name says
  static StoredPage read(String name, Optional<String> url) throws IOException {
    if (name.equals(STANDARD_INPUT))
      return new StoredPage(name, bounded(System.in, "standard input"), url);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(Path.of(name)));
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new StoredPage(name, bounded(in, name), url);
    } catch (ZipException e) {
      throw new UnfitException("%s: no gzip, as its name says: %s".formatted(name, e.getMessage()));
    }
  }

  private static ByteString bounded(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES)
      throw new UnfitException("%s: page is over the limit of %d bytes".formatted(name, MAX_BYTES));
    return ByteString.of(bytes);
  }
}
