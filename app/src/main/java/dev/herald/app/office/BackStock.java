package dev.herald.app.office;

import dev.herald.app.office.JournalEvent.Opened;
import dev.herald.app.office.JournalEvent.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What an office has already published when it opens: five to eight statements of each institution
/// over the last days.
final class BackStock {
  private static final Duration LEAST_AGE = Duration.ofHours(2);
  private static final Duration STEP = Duration.ofHours(13);
  private static final int LEAST = 5;
  private static final int SPREAD = 4;

  private BackStock() {}

  static List<JournalEvent> events(PressOfficeOptions options, List<Site> sites, int port) {
    var chance = new Chance(options.seed());
    Instant now = options.clock().instant();
    List<JournalEvent> events = new ArrayList<>();
    events.add(new Opened(now, options.seed(), port));
    for (Site site : sites) {
      int number = 1;
      if (site.first().isPresent())
        events.add(new Published(site.first().get().at(), site.id(), number++));
      int count = LEAST + chance.below(SPREAD, site.id(), "back stock");
      for (int left = count; left > 0; left--) {
        Duration shift = Duration.ofMinutes(chance.below(600, site.id(), "back stock", left));
        Duration age = LEAST_AGE.plus(STEP.multipliedBy(left - 1L)).plus(shift);
        events.add(new Published(now.minus(age), site.id(), number++));
      }
    }
    return events;
  }
}
