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
public final class TestSources {
  private TestSources() {}

  /// One whose pages a browser makes.
  public static Source rendered(Source source) {
    return new Source(
        source.id(),
        source.institution(),
        source.country(),
        source.institutionType(),
        source.type(),
        source.languages(),
        source.zone(),
        source.homepage(),
        source.discovery(),
        source.selectors(),
        source.schedule(),
        source.delay(),
        source.enabled(),
        source.family(),
        source.verified(),
        source.firstPage(),
        source.selectorVersions(),
        source.translations(),
        Source.Render.BROWSER,
        source.recess(),
        source.allowEmpty());
  }

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
