package dev.herald.app.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder under which one Herald keeps everything; held by at most one process at a time.
///
/// Example: `try (var folder = DataFolder.hold(Path.of("data"))) { … }`
public final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "herald.lock";
  private static final long LEAST_FREE_BYTES = 300L << 20;

  private final Path path;
  private final RandomAccessFile file;
  private final FileLock lock;

  private DataFolder(Path path, RandomAccessFile file, FileLock lock) {
    this.path = path;
    this.file = file;
    this.lock = lock;
  }

  /// Creates the folder if need be, checks that it can be used, and holds it.
  ///
  /// @throws StackException if it cannot be written, is nearly full, or another process holds it
  public static DataFolder hold(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    check(path);
    try {
      RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK_FILE).toFile(), "rw");
      FileLock lock = tryLock(file);
      if (lock == null) {
        String holder = read(file);
        file.close();
        throw new StackException(
            "%s is held by another Herald (%s); stop that one, or choose another folder with --data"
                .formatted(path, holder));
      }
      write(file);
      return new DataFolder(path, file, lock);
    } catch (IOException e) {
      throw new StackException(
          "%s: cannot be locked: %s; give a folder on a local disk with --data".formatted(path, e),
          e);
    }
  }

  /// Who holds a folder, as the holder wrote it: its process and since when. Changes nothing there.
  ///
  /// @return empty if nobody holds it, or there is no such folder
  /// @throws IOException if it cannot be told, in which case [#hold] fails too
  public static Optional<String> findHolder(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize().resolve(LOCK_FILE);
    // Not with "rw" at once, which makes the file.
    if (Files.notExists(path)) return Optional.empty();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      return tryLock(file) == null ? Optional.of(read(file)) : Optional.empty();
    }
  }

  /// When a Herald last started on a folder, by the clock it had then.
  ///
  /// @return empty if none ever did
  public static Optional<Instant> lastStart(Path folder) throws IOException {
    Path path = folder.resolve(LOCK_FILE);
    return Files.isRegularFile(path)
        ? Optional.of(Files.getLastModifiedTime(path).toInstant())
        : Optional.empty();
  }

  /// Checks as [#hold] does, and leaves no folder that was not there.
  ///
  /// @return how many bytes are free
  /// @throws StackException saying what is wrong and what to do
  public static long probe(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    List<Path> absent = new ArrayList<>();
    for (Path at = path; at != null && Files.notExists(at); at = at.getParent()) absent.add(at);
    try {
      return check(path);
    } finally {
      absent.forEach(DataFolder::removeIfEmpty);
    }
  }

  /// Checks that a folder exists or can be made, is writable and has room.
  ///
  /// @return how many bytes are free
  /// @throws StackException saying what is wrong and what to do
  private static long check(Path path) {
    try {
      Files.createDirectories(path);
      FileStore store = Files.getFileStore(path);
      long free = store.getUsableSpace();
      // First, because nothing can be written on a full disk either; what has no room at all, such
      // as /proc, is no disk.
      if (free < LEAST_FREE_BYTES && store.getTotalSpace() > 0)
        throw new StackException(
            String.format(
                Locale.ROOT,
                "%s: only %d MiB free, at least %d MiB are needed; make room, or choose another"
                    + " folder with --data",
                path,
                free >> 20,
                LEAST_FREE_BYTES >> 20));
      Path probe = Files.createTempFile(path, "probe", ".tmp");
      Files.writeString(probe, "Herald can write here.");
      Files.delete(probe);
      return free;
    } catch (IOException e) {
      throw new StackException(
          "%s: cannot be written: %s; make it writable, or choose another folder with --data"
              .formatted(path, e),
          e);
    }
  }

  /// The folder, absolute.
  public Path path() {
    return path;
  }

  /// A folder inside, made if need be.
  ///
  /// @throws StackException if it cannot be made
  public Path folder(String name) {
    Path inside = path.resolve(name);
    try {
      return Files.createDirectories(inside);
    } catch (IOException e) {
      throw new StackException("%s: cannot be made: %s".formatted(inside, e), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      file.close();
    } catch (IOException e) {
      throw new StackException("%s: cannot be released: %s".formatted(path, e), e);
    }
  }

  private static void removeIfEmpty(Path made) {
    try {
      Files.deleteIfExists(made);
    } catch (IOException e) {
      // A Herald that started meanwhile has filled it: it is that one's now.
      return;
    }
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) Math.min(file.length(), 200)];
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private static void write(RandomAccessFile file) throws IOException {
    file.setLength(0);
    file.write(
        "process %d since %s"
            .formatted(
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
            .getBytes(StandardCharsets.UTF_8));
  }
}
