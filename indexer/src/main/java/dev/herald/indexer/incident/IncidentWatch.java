package dev.herald.indexer.incident;

import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.indexer.notify.IncidentAlerts;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Ledger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the ledger's incidents every minute and tells of what became of them.
///
/// Example: `new IncidentWatch(ledger, live::sources, book, alerts, clock, meters).start()`.
public final class IncidentWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Supplier<List<Source>> sources;
  private final IncidentBook book;
  private final IncidentAlerts alerts;
  private final Clock clock;
  private final Map<Kind, AtomicInteger> open = new EnumMap<>(Kind.class);
  private Optional<Thread> thread = Optional.empty();

  /// Registers the gauges `herald.incidents.open`, one for each kind.
  ///
  /// @param sources as they are configured now
  public IncidentWatch(
      Ledger ledger,
      Supplier<List<Source>> sources,
      IncidentBook book,
      IncidentAlerts alerts,
      Clock clock,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.sources = sources;
    this.book = book;
    this.alerts = alerts;
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      AtomicInteger count = new AtomicInteger();
      open.put(kind, count);
      Gauge.builder("herald.incidents.open", count, AtomicInteger::get)
          .description("Open incidents")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /// Begins to look.
  public void start() {
    thread = Optional.of(Thread.ofVirtual().name("incidents").start(this::run));
  }

  /// Looks once: at the chain, then at the sources.
  ///
  /// @throws IOException if what the ledger rests on is away
  public void look() throws IOException {
    Map<String, Source> watched = new LinkedHashMap<>();
    for (Source source : sources.get()) if (source.enabled()) watched.put(source.id(), source);
    // The chain first: what holds it up may be the very engine that tells of the sources.
    look(Kind::isOfTheChain, Set.of(Canary.SOURCE), watched);
    look(kind -> !kind.isOfTheChain(), watched.keySet(), watched);
  }

  private void look(Predicate<Kind> kinds, Set<String> ids, Map<String, Source> watched)
      throws IOException {
    Instant now = clock.instant();
    book.update(
        kinds,
        () -> found(kinds, ids),
        now,
        news ->
            alerts.of(
                news.incident(),
                news.step(),
                Optional.ofNullable(watched.get(news.incident().sourceId())),
                now));
  }

  private List<Incident> found(Predicate<Kind> kinds, Set<String> ids) throws IOException {
    List<Incident> found = ledger.incidents(ids);
    open.forEach(
        (kind, count) -> {
          if (kinds.test(kind)) count.set(count(found, kind));
        });
    return found;
  }

  private static int count(List<Incident> found, Kind kind) {
    return (int)
        found.stream().filter(incident -> incident.isOpen() && incident.kind() == kind).count();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(LOOK_EVERY);
        look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException e) {
        LOG.warn("incidents are not looked at reason={}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
  }
}
