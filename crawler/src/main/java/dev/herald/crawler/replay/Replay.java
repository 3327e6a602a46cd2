package dev.herald.crawler.replay;

import dev.herald.config.message.Evidence;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.publish.Publisher;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Claimant;
import dev.herald.crawler.visit.Reextraction;
import dev.herald.crawler.visit.Reextraction.Revised;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a source's archived pages again.
///
/// ```java
/// Replay replay = new Replay(state, archive, extractor, clock);
/// Found found = replay.look(source, since);        // changes nothing
/// replay.publish(found.changes(), publisher, (done, of) -> {});
/// ```
///
/// Done twice over the same archive, the second time finds nothing. Thread-safe.
public final class Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final int PAGE = 100;

  private final CrawlState state;
  private final ArchiveReader archive;
  private final Reextraction reextraction;
  private final Clock clock;

  /// Over the crawler's memory and archive, with the extractor of today.
  public Replay(CrawlState state, ArchiveReader archive, Extractor extractor, Clock clock) {
    this.state = state;
    this.archive = archive;
    this.reextraction = new Reextraction(extractor);
    this.clock = clock;
  }

  /// What a look over the archive found.
  ///
  /// @param read statements that were read again
  /// @param changes those that read differently
  /// @param withdrawn left alone: what is withdrawn keeps its last word
  /// @param absent whose raw bytes are not in this archive
  /// @param damaged whose raw bytes here cannot be read, or are not those their evidence names
  /// @param unreadable in whose bytes no statement is found any more; they stay as they are
  public record Found(
      int read,
      List<Change> changes,
      int withdrawn,
      List<KnownStatement> absent,
      List<KnownStatement> damaged,
      List<KnownStatement> unreadable) {}

  /// Told how many changes are dealt with, after each.
  public interface Progress {
    void at(int done, int of);
  }

  /// Reads every statement again whose last revision was fetched since then; changes nothing.
  ///
  /// @throws IOException if the archive cannot be read
  public Found look(Source source, Instant since) throws IOException {
    return look(source, since, _ -> {});
  }

  /// Reads as [#look(Source, Instant)] does.
  ///
  /// @param progress told after each page how many were read
  public Found look(Source source, Instant since, IntConsumer progress) throws IOException {
    Optional<SourceState> learned = state.sources().find(source.id());
    List<Change> changes = new ArrayList<>();
    List<KnownStatement> absent = new ArrayList<>();
    List<KnownStatement> damaged = new ArrayList<>();
    List<KnownStatement> unreadable = new ArrayList<>();
    int read = 0;
    int withdrawn = 0;
    String after = "";
    while (learned.isPresent()) {
      List<KnownStatement> page = state.statements().page(source.id(), after, PAGE);
      if (page.isEmpty()) break;
      after = page.getLast().id();
      for (KnownStatement known : page) {
        if (known.content().evidence().fetchedAt().isBefore(since)) continue;
        if (known.state() == KnownStatement.State.WITHDRAWN) {
          withdrawn++;
          continue;
        }
        Optional<ByteString> body = body(known, absent, damaged);
        if (body.isEmpty()) continue;
        read++;
        Optional<Statement> now = reextraction.read(source, known, learned.get(), body.get());
        if (now.isEmpty()) unreadable.add(known);
        else if (!Reextraction.isSame(known.content(), now.get()))
          changes.add(new Change(known, now.get()));
        progress.accept(read);
      }
    }
    return new Found(read, changes, withdrawn, absent, damaged, unreadable);
  }

  private Optional<ByteString> body(
      KnownStatement known, List<KnownStatement> absent, List<KnownStatement> damaged) {
    try {
      Optional<ByteString> body = body(known.content().evidence());
      if (body.isEmpty()) absent.add(known);
      return body;
    } catch (IOException e) {
      // One record that rotted must not keep the others from being read.
      LOG.warn("not read again url={} reason={}", known.url(), e.toString());
      damaged.add(known);
      return Optional.empty();
    }
  }

  /// What was read of a statement's page.
  ///
  /// @throws IOException also if the archive's bytes are others than the evidence names: nothing is
  ///   published that would seem to rest on them
  private Optional<ByteString> body(Evidence evidence) throws IOException {
    if (evidence.warcFile().isEmpty()) return Optional.empty();
    Location place = new Location(evidence.warcFile().get(), evidence.warcOffset());
    Optional<ByteString> content = archive.content(place);
    if (content.isEmpty() || isOf(evidence, content.get())) return content;
    // A rendered document is not the evidence, but stands beside it.
    if (archive.body(place).filter(raw -> isOf(evidence, raw)).isPresent()) return content;
    throw new IOException("the bytes in the archive are not those that the evidence names");
  }

  private static boolean isOf(Evidence evidence, ByteString bytes) {
    return bytes.sha256().hex().equals(evidence.sha256());
  }

  /// Publishes changes one by one: acknowledged first, saved then, as live revisions are.
  ///
  /// A statement that was revised since it was looked at, or is just being revised, is left to
  /// whoever does it.
  ///
  /// @return how many were published
  /// @throws Publisher.PublishException if one was not acknowledged; those before it are done
  public int publish(List<Change> changes, Publisher publisher, Progress progress) {
    int published = 0;
    int done = 0;
    for (Change change : changes) {
      KnownStatement known = change.known();
      // What a visit that was cut off had claimed is what it intended, however long ago.
      if (!isIntended(known)
          && state
              .statements()
              .claim(Claimant.REPLAY, known.id(), known.revision() + 1, clock.instant())) {
        Revised revised = Reextraction.revise(known, change.content(), clock.instant());
        publisher.publish(List.of(revised.revision()));
        state.statements().saveReading(revised.statement(), known.version());
        published++;
      }
      progress.at(++done, changes.size());
    }
    return published;
  }

  /// Whether a visit is about to publish a revision of it, or was when it was cut off.
  private boolean isIntended(KnownStatement known) {
    return state.statements().intended(known.sourceId()).stream()
        .flatMap(intent -> intent.revisions().stream())
        .map(Revision::statementId)
        .anyMatch(known.id()::equals);
  }
}
