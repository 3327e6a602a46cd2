package dev.herald.app.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folders that are filled under a name of their own and only then moved to where they belong. A
/// start that was cut short leaves one behind, which never served anything.
final class HalfMade {
  private static final Logger LOG = LoggerFactory.getLogger(HalfMade.class);

  private HalfMade() {}

  /// A fresh folder in `parent`; what earlier starts left there under the same prefix is deleted,
  /// as far as nobody is still at work in it.
  ///
  /// @throws IOException if none can be made
  static Path folder(Path parent, String prefix) throws IOException {
    deleteLeft(Files.createDirectories(parent), prefix);
    return Files.createTempDirectory(parent, prefix);
  }

  private static void deleteLeft(Path parent, String prefix) throws IOException {
    try (var left = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path one : left) {
        try {
          deleteTree(one);
        } catch (IOException | UncheckedIOException e) {
          LOG.info("left for a later start folder={} reason={}", one, e.toString());
        }
      }
    }
  }

  /// Deletes a folder and all that is in it; nothing where there is none.
  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) return;
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
