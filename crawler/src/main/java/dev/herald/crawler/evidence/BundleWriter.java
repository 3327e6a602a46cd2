package dev.herald.crawler.evidence;

import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.IndexLine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okio.ByteString;

/// Writes bundles.
///
/// ```java
/// try (OutputStream out = Files.newOutputStream(file)) {
///   List<String> absent = new BundleWriter(archive, roots, clock).write(revisions, out);
/// }
/// ```
public final class BundleWriter {
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
    BundleExchanges exchanges = new BundleExchanges(archive, roots, files, revisions);
    files.add(
        "observations.cdxj",
        lines(exchanges.observations().stream().map(IndexLine::format).toList()));
    List<Manifest.Entry> entries = entries(revisions, exchanges, files);
    for (int i = 1; i < revisions.size(); i++)
      files.add(
          "diffs/%04d.txt".formatted(revisions.get(i).number()),
          lines(RevisionDiff.between(revisions.get(i - 1), revisions.get(i)).lines()));
    BundlePage page = new BundlePage(manifest(revisions, entries, files), revisions, files.heads());
    files.add("index.html", utf8(page.html()));
    files.finish(manifest(revisions, entries, files));
    return exchanges.absent();
  }

  private static List<Manifest.Entry> entries(
      List<Revision> revisions, BundleExchanges exchanges, BundleFiles files) throws IOException {
    List<Manifest.Entry> entries = new ArrayList<>();
    ByteString link = HashChain.START;
    Instant since = Instant.EPOCH;
    for (Revision revision : revisions) {
      byte[] json = CanonicalJson.of(revision);
      link = HashChain.next(link, json);
      String file = "revisions/%04d.json".formatted(revision.number());
      files.add(file, json);
      Optional<ByteString> body = exchanges.body(revision);
      // No page's own suffix: what is in it may be hostile, and must not open by a click.
      Optional<String> name = body.map(_ -> "bodies/%04d.bin".formatted(revision.number()));
      if (body.isPresent()) files.add(name.get(), body.get().toByteArray());
      entries.add(
          new Manifest.Entry(
              revision.number(), file, link.hex(), name, exchanges.of(revision, since)));
      since = revision.observedAt();
    }
    return entries;
  }

  private Manifest manifest(
      List<Revision> revisions, List<Manifest.Entry> entries, BundleFiles files) {
    Revision last = revisions.getLast();
    return new Manifest(
        Manifest.FORMAT,
        last.statementId(),
        last.statement().url(),
        clock.instant(),
        entries,
        files.digests());
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
