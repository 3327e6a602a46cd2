package dev.herald.dashboard.live;

import dev.herald.config.message.MessageCodec;
import dev.herald.dashboard.search.SearchForm;
import dev.herald.indexer.read.Recent;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import io.javalin.http.Context;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams what is stored anew and fits a search, as server-sent events.
///
/// The first event is called `following`, all others `news`; an event's id is the cursor to go on
/// from (browsers send it back as `Last-Event-ID` when they reconnect, so nothing is missed), its
/// data is JSON: `{"count": 2, "statements": […]}`. A comment every few seconds keeps the
/// connection and finds out when the reader has left.
public final class LiveStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LOOKS_PER_COMMENT = 10;
  private static final int MAX_READERS = 200;
  private static final int MAX_NEWS = 100;

  private final Recent recent;
  private final Set<SseClient> readers = ConcurrentHashMap.newKeySet();
  private final SseHandler handler = new SseHandler(this::follow);
  private volatile boolean closed;

  /// The streams over this.
  public LiveStream(Recent recent) {
    this.recent = recent;
  }

  /// What one event says.
  record News(int count, List<SearchResult.Hit> statements) {}

  /// Serves one reader until it leaves or the server stops.
  public void serve(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept == null || !accept.contains("text/event-stream"))
      throw new NotAcceptableResponse(
          "this is an event stream; ask with Accept: text/event-stream");
    if (closed || readers.size() >= MAX_READERS)
      throw new ServiceUnavailableResponse("there are too many readers; try again later");
    SearchForm.parse(ctx);
    handler.handle(ctx);
  }

  @Override
  public void close() {
    closed = true;
    readers.forEach(SseClient::close);
  }

  private void follow(SseClient reader) {
    SearchRequest request = SearchForm.parse(reader.ctx());
    Optional<String> lastId = Optional.ofNullable(reader.ctx().header("Last-Event-ID"));
    reader.keepAlive();
    readers.add(reader);
    reader.onClose(() -> readers.remove(reader));
    Thread.ofVirtual().name("live").start(() -> follow(reader, request, lastId));
  }

  private void follow(SseClient reader, SearchRequest request, Optional<String> lastId) {
    try {
      Optional<String> cursor = lastId;
      for (int look = 1; !closed && !reader.terminated(); look++) {
        cursor = look(reader, request, cursor);
        if (look % LOOKS_PER_COMMENT == 0) reader.sendComment("still here");
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("a live stream broke; its reader will come back", e);
    } finally {
      readers.remove(reader);
      reader.close();
    }
  }

  /// @return the cursor to go on from
  private Optional<String> look(SseClient reader, SearchRequest request, Optional<String> cursor) {
    try {
      if (cursor.isEmpty()) {
        String now = recent.now();
        // Gives the reader a place to come back to even if nothing is new before it must.
        reader.sendEvent("following", "{}", now);
        return Optional.of(now);
      }
      Recent.News news = recent.since(cursor.get(), request, MAX_NEWS);
      if (!news.hits().isEmpty())
        reader.sendEvent(
            "news",
            MessageCodec.writeText(new News(news.hits().size(), news.hits())),
            news.cursor());
      return Optional.of(news.cursor());
    } catch (IllegalArgumentException _) {
      // The reader's last id is not one of ours, perhaps of another installation.
      return Optional.empty();
    } catch (IOException e) {
      reader.sendComment("an engine cannot be reached; waiting");
      return cursor;
    }
  }
}
