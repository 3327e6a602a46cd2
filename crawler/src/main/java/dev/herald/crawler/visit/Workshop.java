package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.PageArchive;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.publish.Publisher;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.StatementMemory.Intent;
import dev.herald.crawler.state.VisitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The tools a visit works with; shared by all visits, thread-safe as each of them is.
///
/// @param stop set when the crawler is closing: visits end at the next page
record Workshop(
    HeraldConfig.Crawler settings,
    Fetcher fetcher,
    Extractor extractor,
    PageArchive archive,
    VisitState state,
    Publisher publisher,
    Attachments attachments,
    Clock clock,
    AtomicBoolean stop) {

  Instant now() {
    return clock.instant();
  }

  boolean stopping() {
    return stop.get() || Thread.currentThread().isInterrupted();
  }

  RevisionClock clockOf(Source source) {
    List<HeraldConfig.RevisionStep> own = source.schedule().revisions();
    return new RevisionClock(own.isEmpty() ? settings.revisions() : own);
  }

  /// Evidence on the disk, then the intention, then Kafka's acknowledgement, then the state.
  ///
  /// @param intent what to publish, and to save once everything was acknowledged
  void publish(String sourceId, Intent intent, Tally tally) {
    List<Revision> revisions = intent.revisions();
    try {
      if (!revisions.isEmpty()) archive.sync();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive cannot be written", e);
    }
    if (!revisions.isEmpty()) state.statements().intend(sourceId, intent);
    finish(sourceId, intent, tally);
  }

  private void finish(String sourceId, Intent intent, Tally tally) {
    publisher.publish(intent.revisions());
    tally.pages().taken(state.statements().save(sourceId, intent, now()));
    tally.published(intent.revisions().size());
  }

  /// Keeps a listed address whose page gave no statement, for another time.
  ///
  /// @param stage where it fell out, as reports name it
  void postpone(
      Source source, FrontierUrl listed, String stage, String reason, Duration wait, Tally tally) {
    tally.pageFailure(stage, listed.url(), reason);
    state.frontier().postpone(source.id(), listed.url(), now().plus(wait), reason);
  }

  /// Publishes what a visit that was cut off intended. Read again, its pages might give other
  /// revisions under the same numbers.
  ///
  /// @return whether there was one
  boolean resume(String sourceId, Tally tally) {
    Optional<Intent> intended = state.statements().intended(sourceId);
    if (intended.isEmpty()) return false;
    finish(sourceId, intended.get(), tally);
    tally.pages().withoutPage(intended.get().revisions().size());
    return true;
  }
}
