package dev.herald.dashboard;

import dev.herald.config.source.Source;
import dev.herald.dashboard.archive.ArchiveDesk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An archive of one page that shows whatever is tried on it.
final class SampleArchive implements ArchiveDesk {
  static final String URL = "https://press.example/rss?<b>";

  @Override
  public Optional<Archived> find(String url, Instant until) {
    return url.equals(URL)
        ? Optional.of(
            new Archived(
                url,
                Samples.NOW.minusSeconds(60),
                403,
                Optional.of("304 at 2026-11-24T07:10:00Z"),
                "herald-20261124.warc.gz",
                1_234,
                Optional.of("a".repeat(64)),
                "<html><script>alert(1)</script><h1>Denied</h1></html>",
                true))
        : Optional.empty();
  }

  @Override
  public Tried attempt(Source source, Archived archived, Field field, String selector) {
    return selector.equals("h9")
        ? Tried.nothing("matches nothing")
        : new Tried(List.of("<script>alert(2)</script>", field.label()), 7, Optional.empty());
  }
}
