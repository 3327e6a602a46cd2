package dev.herald.crawler.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells other processes that a WARC file is being written: its writer holds a lock, and the system
/// takes it from a killed one.
///
/// The lock is on a file of its own, because on POSIX systems a process loses its locks on a file
/// as soon as it closes that file anywhere, as whoever reads the index does. For the same reason no
/// process opens a lock file that it holds.
final class WriterLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final RandomAccessFile open;

  private WriterLock(Path file, RandomAccessFile open) {
    this.file = file;
    this.open = open;
  }

  /// Takes the lock of a file that nobody writes yet.
  static WriterLock take(Path lockFile) throws IOException {
    Path file = lockFile.toAbsolutePath().normalize();
    HELD.add(file);
    try {
      WriterLock lock =
          new WriterLock(file, new RandomAccessFile(Files.createFile(file).toFile(), "rw"));
      // It ends with the file.
      var _ = lock.open.getChannel().tryLock();
      return lock;
    } catch (IOException e) {
      HELD.remove(file);
      throw e;
    }
  }

  /// Whether a process that lives holds it.
  static boolean isHeld(Path lockFile) throws IOException {
    if (HELD.contains(lockFile.toAbsolutePath().normalize())) return true;
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (open) {
      Files.deleteIfExists(file);
    } finally {
      HELD.remove(file);
    }
  }
}
