package dev.herald.crawler.evidence;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.ArchiveReader.Archived;
import dev.herald.crawler.archive.IndexLine;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.evidence.Manifest.Exchange;
import dev.herald.crawler.evidence.Manifest.Role;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;

/// Takes the exchanges behind a statement's revisions out of the archive. For one bundle.
final class BundleExchanges {
  /// Most checks that a withdrawal brings along, the last ones.
  private static final int MOST_CHECKS = 10;

  private static final int NOT_MODIFIED = 304;

  private final ArchiveReader archive;
  private final DayRoots roots;
  private final BundleFiles files;
  private final List<IndexLine> observations = new ArrayList<>();
  private final Map<String, IndexLine> attachments = new HashMap<>();
  private final Set<String> absent = new LinkedHashSet<>();
  private final Set<LocalDate> days = new HashSet<>();

  /// Reads the archive's index once.
  BundleExchanges(
      ArchiveReader archive, DayRoots roots, BundleFiles files, List<Revision> revisions)
      throws IOException {
    this.archive = archive;
    this.roots = roots;
    this.files = files;
    List<Statement> statements = revisions.stream().map(Revision::statement).toList();
    Set<String> urls =
        statements.stream()
            .flatMap(s -> Stream.of(s.url(), s.evidence().url()))
            .collect(Collectors.toSet());
    Set<String> digests =
        statements.stream()
            .flatMap(s -> s.attachments().stream())
            .flatMap(attachment -> attachment.sha256().stream())
            .collect(Collectors.toSet());
    archive.index(
        line -> {
          if (urls.contains(line.url())) observations.add(line);
          boolean holdsBody = !line.mime().equals(IndexLine.REVISIT);
          line.sha256()
              .filter(digest -> holdsBody && digests.contains(digest))
              .ifPresent(digest -> attachments.putIfAbsent(digest, line));
        });
    observations.sort(Comparator.comparing(IndexLine::at));
  }

  /// Every time the statement's page was asked, in order.
  List<IndexLine> observations() {
    return observations;
  }

  /// What could not be had, a sentence each.
  List<String> absent() {
    return List.copyOf(absent);
  }

  /// The exchanges behind a revision.
  ///
  /// @param since when the revision before it was seen
  List<Exchange> of(Revision revision, Instant since) throws IOException {
    List<Exchange> exchanges = new ArrayList<>(evidence(revision));
    if (revision.cause() == Cause.WITHDRAWN) exchanges.addAll(checks(since, revision.observedAt()));
    for (Statement.Attachment attachment : revision.statement().attachments()) {
      IndexLine line = attachments.get(attachment.sha256().orElse(""));
      if (line != null) add(Role.ATTACHMENT, place(line), exchanges);
      else if (attachment.sha256().isPresent())
        absent.add("the file %s is not in this archive".formatted(attachment.url()));
    }
    return exchanges;
  }

  /// The raw bytes behind a revision.
  Optional<ByteString> body(Revision revision) throws IOException {
    Evidence evidence = revision.statement().evidence();
    Optional<Location> place = place(evidence);
    if (place.isEmpty()) return Optional.empty();
    Optional<ByteString> body;
    try {
      body = archive.body(place.get());
    } catch (IOException e) {
      // Told of with the exchange, which cannot be read either.
      return Optional.empty();
    }
    if (body.isEmpty() || body.get().sha256().hex().equals(evidence.sha256())) return body;
    absent.add(
        "revision %d: the bytes in this archive are not those it names"
            .formatted(revision.number()));
    return Optional.empty();
  }

  private List<Exchange> evidence(Revision revision) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    Optional<Location> place = place(revision.statement().evidence());
    Optional<Archived> archived =
        place.isEmpty() ? Optional.empty() : add(Role.EVIDENCE, place.get(), exchanges);
    if (archived.isEmpty())
      absent.add("revision %d: its response is not in this archive".formatted(revision.number()));
    Optional<Location> original = archived.flatMap(Archived::original);
    if (original.isPresent()) add(Role.ORIGINAL, original.get(), exchanges);
    return exchanges;
  }

  private List<Exchange> checks(Instant since, Instant until) throws IOException {
    List<IndexLine> found =
        observations.stream()
            .filter(line -> line.isAnswer() && line.status() != NOT_MODIFIED)
            .filter(line -> line.at().isAfter(since) && !line.at().isAfter(until))
            .toList();
    List<Exchange> checks = new ArrayList<>();
    for (IndexLine line : found.subList(Math.max(0, found.size() - MOST_CHECKS), found.size()))
      add(Role.CHECK, place(line), checks);
    return checks;
  }

  private Optional<Archived> add(Role role, Location place, List<Exchange> exchanges)
      throws IOException {
    Optional<Archived> archived;
    try {
      archived = archive.exchange(place);
    } catch (IOException e) {
      absent.add(
          "%s, byte %d: the records cannot be read: %s"
              .formatted(place.file(), place.offset(), e.getMessage()));
      return Optional.empty();
    }
    if (archived.isEmpty()) return archived;
    String name = files.addExchange(place, archived.get().records());
    Optional<DayRoot.Proof> proof = Optional.empty();
    try {
      proof = roots.prove(place);
      if (proof.isPresent()) addRoot(proof.get().day().date());
    } catch (IOException e) {
      absent.add(String.valueOf(e.getMessage()));
    }
    exchanges.add(new Exchange(role, name, place.file(), place.offset(), proof));
    return archived;
  }

  private void addRoot(LocalDate day) throws IOException {
    Optional<ByteString> root = roots.stored(day);
    Optional<ByteString> stamp = roots.stamp(day);
    if (root.isEmpty() || !days.add(day)) return;
    files.add(rootFile(day), root.get().toByteArray());
    if (stamp.isPresent()) files.add(stampFile(day), stamp.get().toByteArray());
  }

  /// Where a day's root is in a bundle.
  static String rootFile(LocalDate day) {
    return "roots/" + day + ".json";
  }

  /// Where its time-stamp is.
  static String stampFile(LocalDate day) {
    return "roots/" + day + ".tsr";
  }

  private static Location place(IndexLine line) {
    return new Location(line.file(), line.offset());
  }

  private static Optional<Location> place(Evidence evidence) {
    return evidence.warcFile().map(file -> new Location(file, evidence.warcOffset()));
  }
}
