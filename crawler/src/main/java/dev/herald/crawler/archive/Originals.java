package dev.herald.crawler.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Remembers where bodies were archived, so that the same one is not kept twice. Not thread-safe.
final class Originals {
  private static final int MOST = 50_000;

  private final Map<String, IndexLine> byPayload = new Recent();
  private final Map<String, IndexLine> byUrl = new Recent();

  private static final class Recent extends LinkedHashMap<String, IndexLine> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, IndexLine> eldest) {
      return size() > MOST;
    }
  }

  /// Takes note of a record; only those that hold a body count.
  void add(IndexLine line) {
    if (line.sha256().isEmpty() || line.mime().equals(IndexLine.REVISIT)) return;
    byPayload.put(key(line.url(), line.sha256().get()), line);
    byUrl.put(line.url(), line);
  }

  /// The record that holds this body, from the same host.
  Optional<IndexLine> find(String url, String sha256) {
    return Optional.ofNullable(byPayload.get(key(url, sha256)));
  }

  /// The last body that came from a URL: what a 304 speaks of.
  Optional<IndexLine> find(String url) {
    return Optional.ofNullable(byUrl.get(url));
  }

  private static String key(String url, String sha256) {
    HttpUrl parsed = HttpUrl.parse(url);
    return (parsed == null ? "" : parsed.host()) + ' ' + sha256;
  }
}
