package dev.herald.app.proposal;

import dev.herald.app.proposal.SourceFolder.Written;
import dev.herald.config.LiveConfig;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.dashboard.addition.SourceDesk;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dashboard's desk: looks in the background, two at a time, and writes what is accepted into
/// the config folder that this process runs with. Thread-safe.
public final class ProposalDesk implements SourceDesk, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProposalDesk.class);
  private static final int AT_ONCE = 2;
  private static final int MOST_KEPT = 50;
  private static final int MOST_STEPS = 200;

  private final LiveConfig live;
  private final HttpFetcher fetcher;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /// @param live whose folder is written to
  public ProposalDesk(LiveConfig live, Clock clock) {
    this.live = live;
    this.clock = clock;
    this.fetcher = new HttpFetcher(live.current().herald().fetch(), clock, new LocalHostGate());
  }

  /// One look; its fields are guarded by itself.
  private static final class Job {
    final HttpUrl url;
    final List<String> steps = new ArrayList<>(List.of("waiting for a turn"));
    Optional<Outcome> outcome = Optional.empty();
    Optional<Written.Added> added = Optional.empty();

    Job(HttpUrl url) {
      this.url = url;
    }

    synchronized void step(String line) {
      if (steps.size() < MOST_STEPS) steps.add(line);
    }

    synchronized void end(Outcome how) {
      outcome = Optional.of(how);
    }

    synchronized Look look() {
      String asked = url.toString();
      if (added.isPresent()) return new Look.Added(asked, added.get().id(), added.get().file());
      if (outcome.isEmpty()) return new Look.Looking(asked, steps);
      return switch (outcome.get()) {
        case Outcome.Proposed(var proposal) -> new Look.Found(asked, Offers.of(proposal));
        case Outcome.NotProposed(var reason, var advice, _) ->
            new Look.Nothing(asked, reason, advice);
      };
    }
  }

  @Override
  public Optional<String> begin(String url) {
    Optional<HttpUrl> address = CanonicalUrl.parse(url);
    if (address.isEmpty()) return Optional.empty();
    var job = new Job(address.get());
    String key = UUID.randomUUID().toString();
    synchronized (jobs) {
      jobs.put(key, job);
      if (jobs.size() > MOST_KEPT) jobs.remove(jobs.keySet().iterator().next());
    }
    threads.execute(() -> run(job));
    return Optional.of(key);
  }

  private void run(Job job) {
    try {
      slots.acquire();
      try {
        job.end(new Proposer(fetcher, clock).propose(job.url, Choices.NONE, job::step));
      } finally {
        slots.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("a look at an address broke url={}", job.url, e);
      job.end(
          new Outcome.NotProposed(
              job.url + ": reading it broke", "try another address of the site", false));
    }
  }

  @Override
  public Optional<Look> find(String key) {
    return job(key).map(Job::look);
  }

  private Optional<Job> job(String key) {
    synchronized (jobs) {
      return Optional.ofNullable(jobs.get(key));
    }
  }

  @Override
  public List<String> accept(String key, Edits edits) throws IOException {
    Optional<Job> job = job(key);
    if (job.isEmpty()) return List.of("this look is no longer kept; look again");
    synchronized (job.get()) {
      if (job.get().added.isPresent()) return List.of();
      if (!(job.get().outcome.orElse(null) instanceof Outcome.Proposed(var found)))
        return List.of("there is nothing to add");
      Proposal proposal;
      try {
        proposal = found.with(choices(edits, found));
      } catch (DateTimeException _) {
        return List.of(
            "%s is no time zone; write one such as Europe/Paris".formatted(edits.zone()));
      }
      return switch (new SourceFolder(live.folder()).add(proposal, live.sources())) {
        case Written.Refused(var reason) -> reason.lines().toList();
        case Written.Added done -> {
          log.info("source added id={} file={}", done.id(), done.file());
          job.get().added = Optional.of(done);
          yield List.of();
        }
      };
    }
  }

  /// Only what differs from what was found is somebody's own word.
  private static Choices choices(Edits edits, Proposal found) {
    String languages = String.join(", ", found.languages().value());
    String country = edits.country().toUpperCase(Locale.ROOT);
    return new Choices(
        changed(edits.id(), found.id()::value),
        changed(edits.institution(), found.institution()::value),
        changed(country, found.country()::value),
        changed(edits.institutionType(), found.institutionType()::value),
        changed(edits.languages(), () -> languages)
            .map(
                text -> Arrays.stream(text.split("[,\\s]+")).filter(tag -> !tag.isEmpty()).toList())
            .orElse(List.of()),
        changed(edits.zone(), () -> found.zone().value().getId()).map(ZoneId::of));
  }

  private static Optional<String> changed(String typed, Supplier<String> found) {
    return Optional.of(typed.strip()).filter(text -> !text.isEmpty() && !text.equals(found.get()));
  }

  /// Breaks off what is still looked at.
  @Override
  public void close() {
    threads.shutdownNow();
    fetcher.close();
  }
}
