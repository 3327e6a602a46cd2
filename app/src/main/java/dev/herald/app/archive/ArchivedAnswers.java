package dev.herald.app.archive;

import dev.herald.config.source.Source;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.IndexLine;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.dashboard.archive.ArchiveDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okio.ByteString;

/// The archive of this machine, behind the dashboard. Thread-safe.
public final class ArchivedAnswers implements ArchiveDesk, AutoCloseable {
  private static final int DAYS_BACK = 40;
  private static final int SHOWN_CHARS = 60_000;
  private static final int MAX_BYTES = 2 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ArchiveReader archive;

  /// One thread and no queue: a selector that takes long keeps others out, and no more than that.
  private final ExecutorService trials =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("selector-trial").factory());

  /// Over a folder, which need not exist.
  public ArchivedAnswers(Path folder) {
    this.archive = new ArchiveReader(folder);
  }

  @Override
  public Optional<Archived> find(String url, Instant until) throws IOException {
    Optional<HttpUrl> address = CanonicalUrl.parse(url);
    if (address.isEmpty()) return Optional.empty();
    List<IndexLine> captures = archive.captures(address.get().toString(), until, DAYS_BACK);
    for (IndexLine capture : captures) {
      Optional<ByteString> body = archive.content(place(capture));
      if (body.isPresent() && body.get().size() > 0)
        return Optional.of(archived(captures.getFirst(), capture, body.get()));
    }
    return Optional.empty();
  }

  private static Archived archived(IndexLine newest, IndexLine capture, ByteString body) {
    ByteString beginning = body.substring(0, Math.min(body.size(), SHOWN_CHARS));
    return new Archived(
        capture.url(),
        capture.at(),
        capture.status(),
        newest.equals(capture)
            ? Optional.empty()
            : Optional.of("%d at %s".formatted(newest.status(), newest.at())),
        capture.file(),
        capture.offset(),
        capture.sha256(),
        PageDecoder.decode(beginning, contentType(capture), List.of()).text(),
        body.size() > SHOWN_CHARS);
  }

  private static Location place(IndexLine capture) {
    return new Location(capture.file(), capture.offset());
  }

  private static Optional<String> contentType(IndexLine capture) {
    return Optional.of(capture.mime()).filter(mime -> !mime.equals(IndexLine.REVISIT));
  }

  @Override
  public Tried attempt(Source source, Archived archived, Field field, String selector)
      throws IOException {
    Optional<String> problem = SelectorTrial.problem(field, selector);
    if (problem.isPresent()) return Tried.nothing(problem.get());
    Optional<ByteString> body = archive.content(new Location(archived.file(), archived.offset()));
    if (body.isEmpty()) return Tried.nothing("its body is not in this archive any more");
    if (body.get().size() > MAX_BYTES)
      return Tried.nothing(
          "the answer is longer than %d bytes; herald try reads it".formatted(MAX_BYTES));
    return bounded(new SelectorTrial(source, archived, body.get(), field, selector));
  }

  private Tried bounded(SelectorTrial trial) {
    try {
      Future<Tried> running = trials.submit(trial::run);
      return running.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return Tried.nothing("another selector is being tried; try again in a moment");
    } catch (TimeoutException e) {
      return Tried.nothing("it takes longer than %d s on this page".formatted(LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      return Tried.nothing("it cannot be tried on this page: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Tried.nothing("interrupted");
    }
  }

  @Override
  public void close() {
    trials.shutdownNow();
  }
}
