package dev.herald.crawler.archive;

import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.archive.WarcArchive.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/// Reads an archive folder that others may be writing to. Thread-safe.
public final class ArchiveReader {
  private static final int MAX_BODY_BYTES = 64 << 20;
  private static final int MAX_HOPS = 5;
  private static final Pattern NAME = Pattern.compile("herald-(\\d{8})\\d{9}");

  private final Path folder;

  /// What making the index anew came to.
  ///
  /// @param files indexed
  /// @param lines written
  /// @param skipped files left alone, because a process is writing to them
  /// @param broken files that keep the index they have, each with what is wrong
  public record Rebuilt(int files, long lines, List<String> skipped, List<String> broken) {}

  /// An exchange as it stands in a file.
  ///
  /// @param records the file's own bytes: response or revisit, request, and what was decided
  /// @param original where the body is, if it is in an earlier record
  public record Archived(ByteString records, Optional<Location> original) {}

  /// Where an exchange is in its file.
  ///
  /// @param to the byte after its last one
  public record Span(long from, long to) {}

  /// A reader of a folder, which need not exist.
  public ArchiveReader(Path folder) {
    this.folder = folder;
  }

  /// Reads a response's body, from the earlier record where the place holds a revisit.
  ///
  /// @return empty if the file is not here, or holds no body at that place
  public Optional<ByteString> body(Location location) throws IOException {
    Optional<Location> at = Optional.of(location);
    for (int hops = 0; hops < MAX_HOPS && at.isPresent(); hops++) {
      Path file = file(at.get());
      if (!Files.exists(file)) return Optional.empty();
      try (FileChannel channel = FileChannel.open(file);
          WarcReader reader = new WarcReader(channel.position(at.get().offset()))) {
        WarcRecord record = reader.next().orElse(null);
        if (record instanceof WarcResponse response)
          try (InputStream body = response.http().body().stream()) {
            return Optional.of(ByteString.of(body.readNBytes(MAX_BODY_BYTES)));
          }
        at = record instanceof WarcRevisit revisit ? original(revisit) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Reads what was read of an answer: the rendered document if there is one, else its body.
  ///
  /// @return empty if the file is not here, or holds neither at that place
  public Optional<ByteString> content(Location location) throws IOException {
    Path file = file(location);
    if (!Files.exists(file)) return Optional.empty();
    try (FileChannel channel = FileChannel.open(file);
        WarcReader reader = new WarcReader(channel.position(location.offset()))) {
      Optional<WarcRecord> record = reader.next();
      // What was decided ends an exchange; behind it another one may just be written.
      while (record.isPresent() && !(record.get() instanceof WarcMetadata)) {
        if (record.get() instanceof WarcConversion rendered)
          return Optional.of(ByteString.of(rendered.body().stream().readNBytes(MAX_BODY_BYTES)));
        record = reader.next();
      }
    }
    return body(location);
  }

  /// Reads the records of an exchange as they are.
  ///
  /// @return empty if the file is not here, or holds no answer at that place
  public Optional<Archived> exchange(Location location) throws IOException {
    Path file = file(location);
    if (!Files.exists(file)) return Optional.empty();
    long end;
    Optional<Location> original;
    try (FileChannel channel = FileChannel.open(file);
        WarcReader reader = new WarcReader(channel.position(location.offset()))) {
      WarcRecord first = reader.next().orElse(null);
      if (!(first instanceof WarcResponse || first instanceof WarcRevisit)) return Optional.empty();
      original = first instanceof WarcRevisit revisit ? original(revisit) : Optional.empty();
      Optional<WarcRecord> next = reader.next();
      while (next.isPresent() && isOf(next.get(), first)) next = reader.next();
      end = reader.position();
    }
    try (FileChannel channel = FileChannel.open(file);
        InputStream in = java.nio.channels.Channels.newInputStream(channel)) {
      channel.position(location.offset());
      return Optional.of(
          new Archived(
              ByteString.of(in.readNBytes(Math.toIntExact(end - location.offset()))), original));
    }
  }

  private static boolean isOf(WarcRecord record, WarcRecord first) {
    String id = "<" + first.id() + ">";
    return record.headers().first("WARC-Concurrent-To").filter(id::equals).isPresent()
        || record.headers().first("WARC-Refers-To").filter(id::equals).isPresent();
  }

  private static Optional<Location> original(WarcRevisit revisit) {
    Optional<String> file = revisit.headers().first(WarcRecords.REFERS_TO_FILE);
    Optional<String> offset = revisit.headers().first(WarcRecords.REFERS_TO_OFFSET);
    return file.isPresent() && offset.isPresent()
        ? Optional.of(new Location(file.get(), Long.parseLong(offset.get())))
        : Optional.empty();
  }

  private Path file(Location location) throws NoSuchFileException {
    Path file = folder.resolve(location.file()).normalize();
    if (!file.startsWith(folder.normalize())) throw new NoSuchFileException(location.file());
    return file;
  }

  /// Days that have files, in order.
  public List<LocalDate> days() throws IOException {
    return IndexFiles.warcs(folder).stream()
        .map(ArchiveReader::day)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /// The UTC day a file was written on, if its name is one of ours.
  public static Optional<LocalDate> day(String file) {
    Matcher name = NAME.matcher(file);
    return name.lookingAt()
        ? Optional.of(LocalDate.parse(name.group(1), DateTimeFormatter.BASIC_ISO_DATE))
        : Optional.empty();
  }

  /// Files of a day, by name.
  public List<String> files(LocalDate day) throws IOException {
    return IndexFiles.warcs(folder).stream()
        .filter(file -> day(file).equals(Optional.of(day)))
        .toList();
  }

  /// Whether a process that lives writes to a file.
  public boolean isBeingWritten(String file) throws IOException {
    return IndexFiles.isBeingWritten(folder, file);
  }

  /// Repairs what a killed process left of a day, as the next start of its archive would.
  public void recover(LocalDate day) throws IOException {
    for (String file : files(day))
      if (IndexFiles.isLeft(folder, file)) IndexFiles.recover(folder, file);
  }

  /// A file's bytes.
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(file(new Location(file, 0)));
  }

  /// Where the exchanges of a file are, in its order: each with all of its records.
  public List<Span> spans(String file) throws IOException {
    List<Long> starts = new ArrayList<>();
    for (Path index : List.of(IndexFiles.done(folder, file), IndexFiles.open(folder, file)))
      if (Files.exists(index)) {
        read(index, _ -> true, line -> starts.add(line.offset()));
        break;
      }
    Collections.sort(starts);
    starts.add(Files.size(file(new Location(file, 0))));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < starts.size(); i++)
      spans.add(new Span(starts.get(i), starts.get(i + 1)));
    return List.copyOf(spans);
  }

  /// Hands over every line of the index; file by file, in no other order.
  public void index(Consumer<IndexLine> sink) throws IOException {
    for (Path index : IndexFiles.all(folder)) read(index, _ -> true, sink);
  }

  /// The answers to requests for an address that were archived by a moment, the newest first; only
  /// of files that were begun in the days before it.
  ///
  /// @param days how many days back
  public List<IndexLine> captures(String url, Instant until, int days) throws IOException {
    LocalDate last = LocalDate.ofInstant(until, ZoneOffset.UTC);
    String part = MessageCodec.mapper().getNodeFactory().textNode(url).toString();
    List<IndexLine> found = new ArrayList<>();
    for (Path index : IndexFiles.all(folder)) {
      Optional<LocalDate> day = day(index.getFileName().toString());
      if (day.isEmpty() || day.get().isAfter(last) || day.get().isBefore(last.minusDays(days)))
        continue;
      read(index, line -> line.contains(part), found::add);
    }
    return found.stream()
        .filter(line -> line.url().equals(url) && line.isAnswer() && !line.at().isAfter(until))
        .sorted(Comparator.comparing(IndexLine::at).reversed())
        .toList();
  }

  /// @param worthReading sorts lines out before they are parsed
  static void read(Path index, Predicate<String> worthReading, Consumer<IndexLine> sink)
      throws IOException {
    // A line that is being written may end within a character, which a strict reader dies of.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(index), StandardCharsets.UTF_8))) {
      lines.lines().filter(worthReading).forEach(line -> IndexLine.find(line).ifPresent(sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      // Its writer has just finished it, and it stands under its sorted name.
      Path done = IndexFiles.done(index);
      if (!done.equals(index)) read(done, worthReading, sink);
    }
  }

  /// Makes the index anew from the WARC files; one that is broken keeps the index it has.
  public Rebuilt rebuildIndex() throws IOException {
    int files = 0;
    long lines = 0;
    List<String> skipped = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (String warc : IndexFiles.warcs(folder)) {
      if (IndexFiles.isBeingWritten(folder, warc)) {
        skipped.add(warc);
        continue;
      }
      try {
        lines += IndexFiles.rebuild(folder, warc);
        files++;
      } catch (IOException e) {
        broken.add("%s: %s".formatted(warc, e.getMessage()));
      }
    }
    return new Rebuilt(files, lines, List.copyOf(skipped), List.copyOf(broken));
  }
}
