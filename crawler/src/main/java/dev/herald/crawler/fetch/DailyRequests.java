package dev.herald.crawler.fetch;

import dev.herald.crawler.url.RegistrableDomain;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;

/// Bounds the requests that a publisher gets in a UTC day.
///
/// They are leased from a memory that processes share, some at a time, so that hardly a request
/// pays for the counting; where only a few are allowed, one by one. The last fifth of a day's
/// requests is for discoveries and new statements. Thread-safe.
final class DailyRequests implements AutoCloseable {
  private static final int LEASES_A_DAY = 200;
  private static final int LARGEST_LEASE = 100;
  private static final int MAX_PUBLISHERS = 10_000;
  private static final int MAX_METERS = 1_000;

  private final DailyBounds bounds;
  private final Clock clock;
  private final RequestMemory memory;
  private final MeterRegistry meters;
  private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();

  DailyRequests(DailyBounds bounds, Clock clock, RequestMemory memory, MeterRegistry meters) {
    this.bounds = bounds;
    this.clock = clock;
    this.memory = memory;
    this.meters = meters;
  }

  /// What stands against one more request; counts none.
  ///
  /// @param givesWay as in [FetchRequest]
  Optional<Outcome> obstacle(HttpUrl url, boolean givesWay) {
    return look(url, givesWay, false);
  }

  /// Counts a request that is about to be made, unless something stands against it.
  Optional<Outcome> take(HttpUrl url, boolean givesWay) {
    return look(url, givesWay, true);
  }

  private Optional<Outcome> look(HttpUrl url, boolean givesWay, boolean taking) {
    String publisher = RegistrableDomain.of(url);
    long most = bounds.most(publisher);
    if (most == 0) return Optional.empty();
    if (lanes.size() > MAX_PUBLISHERS) shrink();
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long bound = givesWay ? most - most / 5 : most;
    if (lane(publisher).allows(today, bound, most, taking)) return Optional.empty();
    meters.counter("herald.requests.held", "kind", givesWay ? "check" : "new").increment();
    return Optional.of(held(publisher, today, bound, most, now));
  }

  private Lane lane(String publisher) {
    return lanes.computeIfAbsent(
        publisher,
        _ -> {
          Lane lane = new Lane(publisher);
          if (lanes.size() < MAX_METERS)
            meters.gauge(
                "herald.requests.today", Tags.of("publisher", publisher), lane, Lane::used);
          return lane;
        });
  }

  private static Outcome held(
      String publisher, LocalDate today, long bound, long most, Instant now) {
    String what =
        bound < most
            ? "%s has had %d of its %d requests of %s, the others are for what is new"
                .formatted(publisher, bound, most, today)
            : "%s has had its %d requests of %s".formatted(publisher, most, today);
    Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Outcome.Paused(what + " (fetch.requests-per-day)", Duration.between(now, midnight));
  }

  private void shrink() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    lanes.values().removeIf(lane -> !lane.isOf(today));
  }

  /// Gives back what was leased and not made.
  @Override
  public void close() {
    lanes.values().forEach(Lane::giveBack);
  }

  /// The requests of one publisher.
  private final class Lane {
    private final String publisher;
    private final ReentrantLock lock = new ReentrantLock();
    private LocalDate day = LocalDate.MIN;
    private long used;
    private long leasedTo;
    private boolean spent;

    private Lane(String publisher) {
      this.publisher = publisher;
    }

    private boolean isOf(LocalDate date) {
      lock.lock();
      try {
        return day.equals(date);
      } finally {
        lock.unlock();
      }
    }

    private double used() {
      lock.lock();
      try {
        return isOf(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) ? used : 0;
      } finally {
        lock.unlock();
      }
    }

    private boolean allows(LocalDate today, long bound, long most, boolean taking) {
      lock.lock();
      try {
        if (!isOf(today)) begin(today);
        if (used >= leasedTo && used < bound && !spent) lease(most);
        boolean allowed = used < Math.min(bound, leasedTo);
        if (allowed && taking) used++;
        return allowed;
      } finally {
        lock.unlock();
      }
    }

    private void begin(LocalDate today) {
      day = today;
      used = 0;
      leasedTo = 0;
      spent = false;
    }

    private void lease(long most) {
      long requests = Math.clamp(most / LEASES_A_DAY, 1, LARGEST_LEASE);
      OptionalLong before =
          memory.lease(new RequestMemory.Lease(publisher, day, used, requests, most));
      spent = before.isEmpty();
      used = before.orElse(most);
      leasedTo = Math.min(used + requests, most);
    }

    private void giveBack() {
      lock.lock();
      try {
        if (leasedTo > used) memory.giveBack(publisher, day, leasedTo - used);
        leasedTo = used;
      } finally {
        lock.unlock();
      }
    }
  }
}
