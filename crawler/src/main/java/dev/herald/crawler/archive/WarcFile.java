package dev.herald.crawler.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/// A WARC file being written, with its index. Not thread-safe.
///
/// Written through [RandomAccessFile], because a channel is closed for everyone when one of its
/// threads is interrupted.
final class WarcFile {
  private final Path folder;
  private final LocalDate day;
  private final String name;
  private final RandomAccessFile warc;
  private final RandomAccessFile index;
  private final WriterLock lock;
  private long end;

  private WarcFile(
      Path folder,
      LocalDate day,
      String name,
      RandomAccessFile warc,
      RandomAccessFile index,
      WriterLock lock) {
    this.folder = folder;
    this.day = day;
    this.name = name;
    this.warc = warc;
    this.index = index;
    this.lock = lock;
  }

  /// Begins a file; leaves none behind where it cannot, as on a full disk.
  static WarcFile create(Path folder, LocalDate day, String name, Instant now) throws IOException {
    Path indexFile = IndexFiles.open(folder, name);
    Path warcFile = folder.resolve(name);
    WriterLock lock = WriterLock.take(IndexFiles.lock(folder, name));
    try {
      WarcFile file = new WarcFile(folder, day, name, create(warcFile), create(indexFile), lock);
      try {
        file.append(WarcRecords.packed(WarcRecords.info(name, now)));
        return file;
      } catch (IOException e) {
        file.abandon();
        throw e;
      }
    } catch (IOException e) {
      Files.deleteIfExists(warcFile);
      Files.deleteIfExists(indexFile);
      lock.close();
      throw e;
    }
  }

  private static RandomAccessFile create(Path file) throws IOException {
    return new RandomAccessFile(Files.createFile(file).toFile(), "rw");
  }

  LocalDate day() {
    return day;
  }

  String name() {
    return name;
  }

  /// Where the next record will begin.
  long end() {
    return end;
  }

  /// Appends whole records, or nothing: what a failed write left is cut off again.
  void append(byte[] records) throws IOException {
    try {
      warc.write(records);
      end += records.length;
    } catch (IOException e) {
      warc.setLength(end);
      throw e;
    }
  }

  /// Appends to the index, which is made anew from the WARC file after a crash.
  void index(IndexLine line) throws IOException {
    index.write((line.format() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void sync() throws IOException {
    warc.getFD().sync();
  }

  /// Ends the file and sorts its index.
  void close() throws IOException {
    try (lock) {
      try (warc;
          index) {
        sync();
      }
      IndexFiles.settle(folder, name);
    }
  }

  /// Lets go of a file that cannot be written any more.
  void abandon() throws IOException {
    try (lock;
        index) {
      warc.close();
    }
  }
}
