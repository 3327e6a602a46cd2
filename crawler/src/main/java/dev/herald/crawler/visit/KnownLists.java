package dev.herald.crawler.visit;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okio.ByteString;

/// Lists as they were when they were last read to their end without a problem. Most hosts give
/// their lists no validators; the same bytes are then what "not modified" is elsewhere.
///
/// Only for the life of a process: a newer one may read more in the same bytes. Thread-safe.
final class KnownLists {
  private final Map<Key, Read> reads = new ConcurrentHashMap<>();

  private record Key(String sourceId, String url) {}

  /// @param by what it was read by: other settings may see more in the same bytes
  private record Read(Discovery by, List<String> links, ByteString sha256) {}

  /// Whether an answer is what was read at its address before.
  ///
  /// @param asked the address that was asked for
  boolean isSame(Source source, Discovery discovery, String asked, FetchedPage page) {
    Read before = reads.get(new Key(source.id(), asked));
    return before != null && before.equals(read(discovery, page));
  }

  /// Remembers an answer that was read.
  void know(Source source, Discovery discovery, String asked, FetchedPage page) {
    reads.put(new Key(source.id(), asked), read(discovery, page));
  }

  void forget(Source source, String asked) {
    reads.remove(new Key(source.id(), asked));
  }

  private static Read read(Discovery discovery, FetchedPage page) {
    return new Read(discovery, page.values("Link"), page.content().sha256());
  }
}
