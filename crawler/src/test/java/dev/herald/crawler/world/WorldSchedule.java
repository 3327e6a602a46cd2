package dev.herald.crawler.world;

import dev.herald.config.source.Source;
import dev.herald.crawler.schedule.VisitSchedule;
import dev.herald.crawler.schedule.VisitTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// The schedule in a world whose clock it sets: visits in the order in which they are due, one at a
/// time per host. For one thread.
final class WorldSchedule implements VisitSchedule {
  private final VisitTimes times;
  private final WorldClock clock;
  private final Consumer<Source> visit;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(one -> one.source().id()));
  private final Map<String, Instant> freeAt = new HashMap<>();

  private record Due(Instant at, Source source) {}

  WorldSchedule(VisitTimes times, WorldClock clock, Consumer<Source> visit) {
    this.times = times;
    this.clock = clock;
    this.visit = visit;
  }

  @Override
  public void start() {
    // It runs when it is told until when.
  }

  @Override
  public void update(List<Source> sources) {
    Map<String, Instant> before = new HashMap<>();
    for (Due one : due) before.put(one.source().id(), one.at());
    due.clear();
    int overdue = VisitTimes.overdue(sources, before, clock.instant());
    for (Source source : sources) {
      Optional<Instant> known = Optional.ofNullable(before.get(source.id()));
      due.add(new Due(times.first(source, known, clock.instant(), overdue), source));
    }
  }

  @Override
  public boolean visitNow(String sourceId) {
    throw new UnsupportedOperationException("nobody asks in this world");
  }

  @Override
  public Instant next(Source source, Instant now) {
    return times.next(source, now);
  }

  /// Makes every visit that is due before `end`.
  void runUntil(Instant end) {
    while (!due.isEmpty() && due.peek().at().isBefore(end)) {
      Due one = due.poll();
      String host = one.source().discovery().get(0).url().split("/", 4)[2];
      Instant free = freeAt.getOrDefault(host, Instant.MIN);
      if (free.isAfter(one.at())) {
        due.add(new Due(free, one.source()));
        continue;
      }
      clock.set(one.at());
      visit.accept(one.source());
      freeAt.put(host, clock.instant());
      due.add(new Due(times.next(one.source(), one.at()), one.source()));
    }
    clock.set(end);
  }

  @Override
  public void close() {
    due.clear();
  }
}
