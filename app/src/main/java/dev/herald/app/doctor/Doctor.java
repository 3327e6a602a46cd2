package dev.herald.app.doctor;

import dev.herald.app.stack.DataFolder;
import dev.herald.app.stack.StackException;
import dev.herald.config.ConfigException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.config.Problem;
import dev.herald.crawler.render.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The checks, each one independent of the others. Changes nothing, and may be run beside a Herald
/// that runs.
public final class Doctor {
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final long LITTLE_BYTES = 2L << 30;

  /// What a Herald makes in the data folder.
  private static final List<String> FOLDERS =
      List.of("archive", "elasticsearch", "engines", "evidence", "kafka", "postgresql");

  private final HeraldConfig config;
  private final LoadedConfig loaded;
  private final Clock clock;

  /// Looks at what a loaded configuration needs.
  public Doctor(LoadedConfig loaded, Clock clock) {
    this.loaded = loaded;
    this.config = loaded.herald();
    this.clock = clock;
  }

  /// What can be said where the configuration cannot be read: what is wrong with it.
  public static List<Finding> examine(ConfigException wrong) {
    return Stream.concat(Stream.of(java()), wrong.problems().stream().map(Doctor::configuration))
        .toList();
  }

  /// Makes every check, in an order that people can read.
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(configuration());
    findings.add(contact());
    findings.add(data());
    Optional<String> holder = Optional.empty();
    try {
      holder = DataFolder.findHolder(config.data());
      findings.add(lock(holder));
    } catch (IOException e) {
      findings.add(
          Finding.problem(
              "lock",
              "%s cannot be locked: %s".formatted(folder(), e),
              "give herald.lock there to Herald's user, or a folder on a local disk with --data"));
    }
    findings.add(systemClock());
    var engines = new EngineChecks(config, holder.isPresent(), clock);
    findings.add(engines.kafka());
    findings.add(engines.elasticsearch());
    findings.add(engines.postgresql());
    findings.add(new DashboardCheck(config.dashboard(), holder.isPresent()).finding());
    browser().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
    return Finding.ok("java", "%s, up to %d MiB of heap".formatted(version, heapMiB));
  }

  private Finding configuration() {
    long enabled = loaded.sources().stream().filter(source -> source.enabled()).count();
    String found =
        "%d sources (%d enabled), %d rules, %d channels"
            .formatted(
                loaded.sources().size(), enabled, loaded.rules().size(), config.channels().size());
    return enabled > 0
        ? Finding.ok("config", found)
        : Finding.warning("config", found, "add a source under sources/, see config/README.md");
  }

  private static Finding configuration(Problem problem) {
    String told = problem.toString();
    return Finding.problem(
        "config", told.substring(0, told.length() - problem.hint().length() - 2), problem.hint());
  }

  private Finding contact() {
    return config.fetch().contact().contains(".example")
        ? Finding.warning(
            "contact",
            "publishers are given " + config.fetch().contact(),
            "set fetch.contact to a page or address of yours before watching real sites")
        : Finding.ok("contact", config.fetch().contact());
  }

  private Finding data() {
    try {
      long free = DataFolder.probe(config.data());
      Optional<Path> foreign =
          FOLDERS.stream()
              .map(folder()::resolve)
              .filter(inside -> Files.exists(inside) && !Files.isWritable(inside))
              .findFirst();
      if (foreign.isPresent())
        return Finding.problem(
            "data",
            foreign.get() + " cannot be written",
            "give all of %s to Herald's user: chown -R".formatted(folder()));
      String found = "%s is writable, %d MiB are free".formatted(folder(), free >> 20);
      return free < LITTLE_BYTES
          ? Finding.warning("data", found, "make room: archive and indices grow every day")
          : Finding.ok("data", found);
    } catch (StackException e) {
      return Finding.problem("data", e.getMessage(), "herald up would not start");
    }
  }

  private Finding lock(Optional<String> holder) {
    return Finding.ok(
        "lock",
        holder
            .map(who -> "a Herald runs on %s: %s".formatted(folder(), who))
            .orElseGet(() -> "no Herald runs on " + folder()));
  }

  private Path folder() {
    return config.data().toAbsolutePath().normalize();
  }

  private Finding systemClock() {
    Instant now = clock.instant();
    if (now.isBefore(BUILT))
      return Finding.problem("clock", "it says " + now, "set the clock; use NTP");
    try {
      Optional<Instant> start = DataFolder.lastStart(config.data());
      return start.isPresent() && now.plus(CLOCK_TOLERANCE).isBefore(start.get())
          ? Finding.problem(
              "clock",
              "it says %s, and Herald started here at %s".formatted(now, start.get()),
              "set the clock, which was put back; use NTP")
          : Finding.ok("clock", now + " UTC");
    } catch (IOException e) {
      return Finding.problem("clock", "herald.lock cannot be looked at: " + e, "see its folder");
    }
  }

  /// Only where a source needs one.
  private Optional<Finding> browser() {
    long rendered =
        loaded.sources().stream().filter(source -> source.enabled() && source.isRendered()).count();
    if (rendered == 0) return Optional.empty();
    String need = "%d sources say render: browser".formatted(rendered);
    if (!config.browser().enabled())
      return Optional.of(
          Finding.warning(
              "browser",
              need + ", and browser.enabled is false here",
              "see that another crawler process may render them"));
    Programs programs = Programs.find(config.browser());
    return Optional.of(
        programs
            .missing()
            .map(missing -> Finding.problem("browser", need, missing))
            .orElseGet(
                () -> Finding.ok("browser", "%s: %s".formatted(need, programs.chromium().get()))));
  }
}
