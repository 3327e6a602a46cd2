package dev.herald.crawler.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index files beside the WARC files: unsorted while their file is written, sorted once it is
/// done.
final class IndexFiles {
  static final String WARC = ".warc.gz";
  private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);
  private static final String OPEN = ".cdxj.open";
  private static final String DONE = ".cdxj";

  private IndexFiles() {}

  static Path open(Path folder, String warc) {
    return folder.resolve(stem(warc) + OPEN);
  }

  static Path done(Path folder, String warc) {
    return folder.resolve(stem(warc) + DONE);
  }

  static Path lock(Path folder, String warc) {
    return folder.resolve(stem(warc) + ".lock");
  }

  /// The sorted file that an index becomes when its WARC file is done.
  static Path done(Path index) {
    String name = index.getFileName().toString();
    return name.endsWith(OPEN)
        ? index.resolveSibling(name.substring(0, name.length() - OPEN.length()) + DONE)
        : index;
  }

  private static String stem(String warc) {
    return warc.substring(0, warc.length() - WARC.length());
  }

  /// Names of all WARC files, the oldest first.
  static List<String> warcs(Path folder) throws IOException {
    return names(folder, WARC);
  }

  /// All index files, finished or not, the oldest first.
  static List<Path> all(Path folder) throws IOException {
    return Stream.concat(names(folder, DONE).stream(), names(folder, OPEN).stream())
        .sorted()
        .map(folder::resolve)
        .toList();
  }

  private static List<String> names(Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .sorted()
          .toList();
    }
  }

  /// Sorts the index of a file that is done.
  static void settle(Path folder, String warc) throws IOException {
    List<String> lines = Files.readAllLines(open(folder, warc));
    write(folder, warc, lines.stream().sorted().toList());
  }

  /// Makes the index of a file anew.
  ///
  /// @return lines written
  static int rebuild(Path folder, String warc) throws IOException {
    List<String> lines =
        WarcWalk.lines(folder.resolve(warc)).stream().map(IndexLine::format).sorted().toList();
    write(folder, warc, lines);
    return lines.size();
  }

  private static void write(Path folder, String warc, List<String> lines) throws IOException {
    Path fresh = folder.resolve(stem(warc) + ".cdxj.new");
    Files.write(fresh, lines);
    Files.move(
        fresh,
        done(folder, warc),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(open(folder, warc));
  }

  /// Takes care of files that a killed process left: cuts a torn record off, and makes the index.
  /// Files that are not ours by name are not touched.
  static void recover(Path folder) throws IOException {
    List<String> indexed =
        names(folder, OPEN).stream()
            .map(index -> index.substring(0, index.length() - OPEN.length()) + WARC)
            .toList();
    for (String warc :
        Stream.concat(warcs(folder).stream(), indexed.stream()).distinct().toList()) {
      if (ArchiveReader.day(warc).isEmpty() || !isLeft(folder, warc)) continue;
      if (Files.exists(folder.resolve(warc))) recover(folder, warc);
      else {
        Files.deleteIfExists(open(folder, warc));
        Files.deleteIfExists(lock(folder, warc));
      }
    }
  }

  /// Whether a killed process left a file as it was.
  static boolean isLeft(Path folder, String warc) throws IOException {
    boolean settled = Files.exists(done(folder, warc)) && !Files.exists(open(folder, warc));
    return !settled && !isBeingWritten(folder, warc);
  }

  static void recover(Path folder, String warc) {
    try {
      cut(folder.resolve(warc));
      rebuild(folder, warc);
      Files.deleteIfExists(lock(folder, warc));
    } catch (IOException | UncheckedIOException e) {
      // Old evidence that cannot be repaired must not keep new evidence from being taken.
      LOG.warn("not repaired file={} reason={}", warc, e.toString());
    }
  }

  private static void cut(Path warc) throws IOException {
    long end = GzipMembers.wholeEnd(warc);
    try (FileChannel channel = FileChannel.open(warc, StandardOpenOption.WRITE)) {
      if (end == channel.size()) return;
      LOG.warn("cut torn record off file={} bytes={}", warc.getFileName(), channel.size() - end);
      channel.truncate(end);
    }
  }

  /// Whether a process that lives writes to a file.
  static boolean isBeingWritten(Path folder, String warc) throws IOException {
    return WriterLock.isHeld(lock(folder, warc));
  }
}
