package dev.herald.crawler.evidence;

import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.ArchiveReader.Span;
import dev.herald.crawler.archive.WarcArchive.Location;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okio.ByteString;

/// The daily roots in `evidence/roots`, made from the archive once a day is over.
///
/// A leaf is the bytes of one exchange as they stand in the archive file: response or revisit,
/// request, and what was decided. A root that exists is never written again: what comes into the
/// archive for a day whose root is there, because a clock was set back, is under the next root that
/// is written; a day whose file is still being written has none yet. Thread-safe.
public final class DayRoots {
  /// How long after midnight the last write of a day may still be under way.
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)\\.json");

  private final Path folder;
  private final ArchiveReader archive;
  private final Clock clock;
  private final Map<LocalDate, Leaves> proven = new ConcurrentHashMap<>();

  /// The leaves under one root, in order.
  private record Leaves(List<Location> places, List<ByteString> hashes) {}

  /// @param folder where the roots are, such as `data/evidence/roots`; made when the first is
  ///   written
  public DayRoots(Path folder, ArchiveReader archive, Clock clock) {
    this.folder = folder;
    this.archive = archive;
    this.clock = clock;
  }

  /// Writes the roots that are due: of every day that has evidence, is over, and has none yet.
  ///
  /// @return those written, the oldest first
  public List<DayRoot> writeDue() throws IOException {
    LocalDate open = LocalDate.ofInstant(clock.instant().minus(MARGIN), ZoneOffset.UTC);
    List<DayRoot> written = new ArrayList<>();
    for (LocalDate day : archive.days())
      if (day.isBefore(open) && !Files.exists(file(day)) && isWhole(day)) written.add(write(day));
    return List.copyOf(written);
  }

  private boolean isWhole(LocalDate day) throws IOException {
    for (String file : archive.files(day)) if (archive.isBeingWritten(file)) return false;
    return true;
  }

  private DayRoot write(LocalDate day) throws IOException {
    Set<String> covered = new HashSet<>();
    for (DayRoot root : all()) covered.addAll(root.files());
    List<String> files = new ArrayList<>();
    for (LocalDate begun : archive.days()) {
      if (begun.isAfter(day)) break;
      archive.recover(begun);
      for (String file : archive.files(begun))
        if (!covered.contains(file) && !archive.isBeingWritten(file)) files.add(file);
    }
    Leaves leaves = leaves(files);
    DayRoot root =
        new DayRoot(
            day,
            DayRoot.ALGORITHM,
            leaves.hashes().size(),
            MerkleTree.root(leaves.hashes()).hex(),
            files);
    put(file(day), MessageCodec.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    return root;
  }

  /// Every root that was written, the oldest first.
  private List<DayRoot> all() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    List<LocalDate> days;
    try (Stream<Path> files = Files.list(folder)) {
      days =
          files
              .map(file -> NAME.matcher(file.getFileName().toString()))
              .filter(Matcher::matches)
              .map(name -> LocalDate.parse(name.group(1)))
              .sorted()
              .toList();
    }
    List<DayRoot> roots = new ArrayList<>();
    for (LocalDate day : days) find(day).ifPresent(roots::add);
    return roots;
  }

  /// The root of a day, if it was written.
  public Optional<DayRoot> find(LocalDate day) throws IOException {
    Optional<ByteString> stored = stored(day);
    return stored.isEmpty()
        ? Optional.empty()
        : Optional.of(MessageCodec.read(stored.get().toByteArray(), DayRoot.class));
  }

  /// Has roots time-stamped that are not yet, into `DATE.tsr`.
  ///
  /// @return days that were
  /// @throws IOException if the authority fails; the next call goes on from there
  public List<LocalDate> stampDue(TimestampAuthority authority) throws IOException {
    List<LocalDate> stamped = new ArrayList<>();
    for (LocalDate day : archive.days()) {
      Optional<ByteString> root = stored(day);
      if (root.isEmpty() || Files.exists(stampFile(day))) continue;
      put(stampFile(day), authority.stamp(root.get()).toByteArray());
      stamped.add(day);
    }
    return List.copyOf(stamped);
  }

  /// A day's root as it is stored: the bytes that are time-stamped.
  Optional<ByteString> stored(LocalDate day) throws IOException {
    return read(file(day));
  }

  /// The time-stamp of a day's root.
  Optional<ByteString> stamp(LocalDate day) throws IOException {
    return read(stampFile(day));
  }

  private static Optional<ByteString> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(ByteString.of(Files.readAllBytes(file)))
        : Optional.empty();
  }

  private void put(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "root", ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The proof that an exchange is under its day's root.
  ///
  /// @return empty if the day has no root yet
  /// @throws IOException also if the archive does not give that root any more
  public Optional<DayRoot.Proof> prove(Location exchange) throws IOException {
    Optional<DayRoot> root = covering(exchange.file());
    if (root.isEmpty()) return Optional.empty();
    Leaves leaves = proven(root.get());
    int index = leaves.places().indexOf(exchange);
    if (index < 0) return Optional.empty();
    List<String> path =
        MerkleTree.path(leaves.hashes(), index).stream().map(ByteString::hex).toList();
    return Optional.of(new DayRoot.Proof(index, path, root.get()));
  }

  private Optional<DayRoot> covering(String file) throws IOException {
    Optional<LocalDate> day = ArchiveReader.day(file);
    Optional<DayRoot> own = day.isEmpty() ? Optional.empty() : find(day.get());
    // A day without a root waits for its own.
    if (own.isEmpty() || own.get().files().contains(file)) return own;
    return all().stream().filter(root -> root.files().contains(file)).findFirst();
  }

  /// The leaves under a root; read once, since they do not change any more.
  private Leaves proven(DayRoot root) throws IOException {
    Leaves known = proven.get(root.date());
    if (known != null) return known;
    Leaves leaves;
    try {
      leaves = leaves(root.files());
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s, which the root of %s covers, is not in this archive"
              .formatted(e.getMessage(), root.date()),
          e);
    }
    if (!MerkleTree.root(leaves.hashes()).equals(root.rootHash()))
      throw new IOException(
          "the archive of %s does not give the root that was written then; if only its index was changed, herald evidence index makes it anew"
              .formatted(root.date()));
    proven.put(root.date(), leaves);
    return leaves;
  }

  private Leaves leaves(List<String> files) throws IOException {
    List<Location> places = new ArrayList<>();
    List<ByteString> hashes = new ArrayList<>();
    for (String file : files)
      try (InputStream in = new BufferedInputStream(archive.open(file))) {
        long at = 0;
        for (Span span : archive.spans(file)) {
          in.skipNBytes(span.from() - at);
          hashes.add(MerkleTree.leafOf().add(in, span.to() - span.from()).sum());
          places.add(new Location(file, span.from()));
          at = span.to();
        }
      }
    return new Leaves(places, hashes);
  }

  private Path stampFile(LocalDate day) {
    return folder.resolve(day + ".tsr");
  }

  private Path file(LocalDate day) {
    return folder.resolve(day + ".json");
  }
}
