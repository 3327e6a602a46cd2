package dev.herald.crawler.evidence;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.ArchiveReader.Archived;
import dev.herald.crawler.archive.IndexLine;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.evidence.Manifest.Exchange;
import dev.herald.crawler.evidence.Manifest.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;

/// Writes bundles.
///
/// ```java
/// try (OutputStream out = Files.newOutputStream(file)) {
///   List<String> absent = new BundleWriter(archive, roots, clock).write(revisions, out);
/// }
/// ```
public final class BundleWriter {
  /// Most checks that a withdrawal brings along, the last ones.
  private static final int MOST_CHECKS = 10;

  private static final int NOT_MODIFIED = 304;

  private final ArchiveReader archive;
  private final DayRoots roots;
  private final Clock clock;

  /// Takes evidence from an archive and proofs from its daily roots.
  public BundleWriter(ArchiveReader archive, DayRoots roots, Clock clock) {
    this.archive = archive;
    this.roots = roots;
    this.clock = clock;
  }

  /// Writes a statement's bundle; the stream stays open.
  ///
  /// @param revisions all of them, the oldest first; at least one
  /// @return what could not be put in, a sentence each
  public List<String> write(List<Revision> revisions, OutputStream out) throws IOException {
    BundleFiles files = new BundleFiles(out);
    List<String> absent = new ArrayList<>();
    List<IndexLine> seen = observations(revisions);
    files.add("observations.cdxj", lines(seen.stream().map(IndexLine::format).toList()));
    List<Manifest.Entry> entries = new ArrayList<>();
    ByteString link = HashChain.START;
    Instant since = Instant.EPOCH;
    for (Revision revision : revisions) {
      byte[] json = CanonicalJson.of(revision);
      link = HashChain.next(link, json);
      String file = "revisions/%04d.json".formatted(revision.number());
      files.add(file, json);
      List<Exchange> exchanges = new ArrayList<>(evidence(revision, files, absent));
      if (revision.cause() == Cause.WITHDRAWN)
        exchanges.addAll(checks(seen, since, revision.observedAt(), files, absent));
      entries.add(
          new Manifest.Entry(
              revision.number(), file, link.hex(), body(revision, files), exchanges));
      since = revision.observedAt();
    }
    for (int i = 1; i < revisions.size(); i++)
      files.add(
          "diffs/%04d.diff".formatted(revisions.get(i).number()),
          lines(RevisionDiff.of(revisions.get(i - 1), revisions.get(i))));
    Revision last = revisions.getLast();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            last.statementId(),
            last.statement().url(),
            clock.instant(),
            entries,
            files.digests());
    files.add("index.html", utf8(new BundlePage(manifest, revisions, files.heads()).html()));
    files.finish(
        new Manifest(
            manifest.format(),
            manifest.statementId(),
            manifest.url(),
            manifest.madeAt(),
            entries,
            files.digests()));
    return List.copyOf(absent);
  }

  /// Every time the statement's page was asked, in order.
  private List<IndexLine> observations(List<Revision> revisions) throws IOException {
    Set<String> urls =
        revisions.stream()
            .map(Revision::statement)
            .flatMap(s -> Stream.of(s.url(), s.evidence().url()))
            .collect(Collectors.toSet());
    List<IndexLine> lines = new ArrayList<>();
    archive.index(
        line -> {
          if (urls.contains(line.url())) lines.add(line);
        });
    lines.sort(Comparator.comparing(IndexLine::at));
    return lines;
  }

  private Optional<String> body(Revision revision, BundleFiles files) throws IOException {
    Optional<Location> place = place(revision.statement().evidence());
    Optional<ByteString> body = place.isEmpty() ? Optional.empty() : archive.body(place.get());
    if (body.isEmpty()) return Optional.empty();
    // No page's own suffix: what is in it may be hostile, and must not open by a click.
    String name = "bodies/%04d.bin".formatted(revision.number());
    files.add(name, body.get().toByteArray());
    return Optional.of(name);
  }

  private List<Exchange> evidence(Revision revision, BundleFiles files, List<String> absent)
      throws IOException {
    Optional<Location> place = place(revision.statement().evidence());
    Optional<Archived> archived =
        place.isEmpty() ? Optional.empty() : archive.exchange(place.get());
    if (archived.isEmpty()) {
      absent.add("revision %d: its response is not in this archive".formatted(revision.number()));
      return List.of();
    }
    List<Exchange> exchanges = new ArrayList<>();
    exchanges.add(exchange(Role.EVIDENCE, place.get(), archived.get(), files, absent));
    Optional<Location> original = archived.get().original();
    if (original.isPresent()) {
      Optional<Archived> earlier = archive.exchange(original.get());
      if (earlier.isPresent())
        exchanges.add(exchange(Role.ORIGINAL, original.get(), earlier.get(), files, absent));
    }
    return exchanges;
  }

  private List<Exchange> checks(
      List<IndexLine> seen, Instant since, Instant until, BundleFiles files, List<String> absent)
      throws IOException {
    List<IndexLine> found =
        seen.stream()
            .filter(line -> !line.isRefusal() && line.status() != NOT_MODIFIED)
            .filter(line -> line.at().isAfter(since) && !line.at().isAfter(until))
            .toList();
    List<Exchange> checks = new ArrayList<>();
    for (IndexLine line : found.subList(Math.max(0, found.size() - MOST_CHECKS), found.size())) {
      Location place = new Location(line.file(), line.offset());
      Optional<Archived> archived = archive.exchange(place);
      if (archived.isPresent())
        checks.add(exchange(Role.CHECK, place, archived.get(), files, absent));
    }
    return checks;
  }

  private Exchange exchange(
      Role role, Location place, Archived archived, BundleFiles files, List<String> absent)
      throws IOException {
    String name = files.addExchange(place, archived.records());
    Optional<DayRoot.Proof> proof = Optional.empty();
    try {
      proof = roots.prove(place);
    } catch (IOException e) {
      absent.add(String.valueOf(e.getMessage()));
    }
    return new Exchange(role, name, place.file(), place.offset(), proof);
  }

  private static Optional<Location> place(Evidence evidence) {
    return evidence.warcFile().map(file -> new Location(file, evidence.warcOffset()));
  }

  private static byte[] lines(List<String> lines) {
    return utf8(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  private static byte[] utf8(String text) {
    return ByteString.encodeUtf8(text).toByteArray();
  }

  /// JSON of a manifest as it stands in the bundle.
  static byte[] json(Manifest manifest) throws IOException {
    return MessageCodec.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }
}
