package dev.herald.crawler.render;

import dev.herald.crawler.fetch.FetchedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Remembers scripts, as a browser's cache does, so that a publisher is not asked for the same ones
/// with each page. Thread-safe.
final class ScriptMemory {
  private static final long MOST_BYTES = 32 << 20;
  private static final Duration LONGEST = Duration.ofHours(24);

  /// For how long a script counts as fresh whose publisher does not say.
  private static final Duration UNSAID = Duration.ofMinutes(10);

  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,9})");

  private final Map<HttpUrl, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// A script and until when nobody needs to be asked about it.
  record Known(FetchedPage script, Instant freshUntil) {
    boolean isFresh(Instant now) {
      return now.isBefore(freshUntil);
    }
  }

  synchronized Optional<Known> find(HttpUrl url) {
    return Optional.ofNullable(known.get(url));
  }

  synchronized void remember(HttpUrl url, FetchedPage script, Instant now) {
    Known before = known.remove(url);
    if (before != null) bytes -= before.script().body().size();
    Optional<Duration> fresh = freshFor(script);
    if (fresh.isEmpty()) return;
    known.put(url, new Known(script, now.plus(fresh.get())));
    bytes += script.body().size();
    Iterator<Known> oldest = known.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().script().body().size();
      oldest.remove();
    }
  }

  /// Empty if the publisher wants it kept by nobody.
  private static Optional<Duration> freshFor(FetchedPage script) {
    String control = script.headers().getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
    if (control.contains("no-store")) return Optional.empty();
    if (control.contains("no-cache")) return Optional.of(Duration.ZERO);
    Matcher said = MAX_AGE.matcher(control);
    Duration fresh = said.find() ? Duration.ofSeconds(Long.parseLong(said.group(1))) : UNSAID;
    return Optional.of(fresh.compareTo(LONGEST) > 0 ? LONGEST : fresh);
  }
}
