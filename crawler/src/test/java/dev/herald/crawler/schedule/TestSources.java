package dev.herald.crawler.schedule;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Sources of which only the times and the host matter.
final class TestSources {
  private TestSources() {}

  static Source source(String id, String feed, Duration every) {
    return source(id, feed, ZoneOffset.UTC, new Schedule(every, Optional.empty(), 0, List.of()));
  }

  static Source source(String id, String feed, ZoneId zone, Schedule schedule) {
    return new Source(
        id,
        "Assembly of Testland",
        "INT",
        "parliament",
        "press-release",
        List.of("en"),
        zone,
        Optional.empty(),
        List.of(
            new Discovery(
                Discovery.Kind.FEED,
                feed,
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of())),
        Selectors.NONE,
        schedule,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
