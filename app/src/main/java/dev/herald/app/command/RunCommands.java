package dev.herald.app.command;

import dev.herald.app.run.HeraldProcess;
import dev.herald.app.run.Role;
import dev.herald.app.stack.EngineAddresses;
import dev.herald.config.ConfigException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LiveConfig;
import dev.herald.config.Problem;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The commands that run until they are stopped.
final class RunCommands {
  private RunCommands() {}

  @Command(
      name = "up",
      description = {
        "Runs everything in one process for the sources in config/sources/.",
        "Kafka, Elasticsearch and PostgreSQL are started here unless herald.yaml places them"
            + " elsewhere. Ctrl-C stops everything in order; the next start goes on."
      },
      footer = {
        "",
        "Examples:",
        "  herald up",
        "  herald up --data /srv/herald --set dashboard.port=8081"
      })
  static final class Up extends Running {
    @Override
    Set<Role> roles() {
      return EnumSet.allOf(Role.class);
    }
  }

  @Command(
      name = "crawler",
      description = "Runs a crawler against the engines of herald.yaml; as many as wanted.",
      footer = {"", "Example:", "  herald crawler --set crawler.clustered=true"})
  static final class CrawlerOnly extends Running {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.CRAWLER);
    }
  }

  @Command(
      name = "indexer",
      description = "Runs an indexer against the engines of herald.yaml; as many as wanted.",
      footer = {"", "Example:", "  herald indexer --config /etc/herald"})
  static final class IndexerOnly extends Running {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.INDEXER);
    }
  }

  @Command(
      name = "dashboard",
      description = "Runs a dashboard against the engines of herald.yaml.",
      footer = {"", "Example:", "  herald dashboard --set dashboard.host=0.0.0.0"})
  static final class DashboardOnly extends Running {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.DASHBOARD);
    }
  }

  /// What the four have in common.
  abstract static class Running implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();
    @Spec private @Nullable CommandSpec spec;

    abstract Set<Role> roles();

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter err = Commands.spec(spec).commandLine().getErr();
      try (LiveConfig live = options.follow()) {
        if (roles().size() < Role.values().length) requireEngines(live.current().herald());
        return runUntilStopped(live, roles(), err, () -> {});
      }
    }
  }

  /// A single role shares its engines with the others, so none of them can be its own.
  private static void requireEngines(HeraldConfig config) {
    List<Problem> unnamed =
        EngineAddresses.unnamed(config).stream()
            .map(
                setting ->
                    new Problem(
                        "herald.yaml",
                        0,
                        0,
                        setting,
                        "",
                        "an engine that runs",
                        "name it, or run everything in one process with herald up"))
            .toList();
    if (!unnamed.isEmpty()) throw new ConfigException(unnamed);
  }

  /// Starts, prints what runs where, and waits for Ctrl-C.
  ///
  /// @param afterwards runs when everything has stopped, or did not start
  static int runUntilStopped(LiveConfig live, Set<Role> roles, PrintWriter err, Runnable afterwards)
      throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              try {
                stopped.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      HeraldProcess herald = HeraldProcess.start(live, roles, line -> say(err, "  " + line));
      try {
        herald
            .dashboardPort()
            .ifPresent(
                port ->
                    say(err, "Open http://%s:%d — Ctrl-C stops.".formatted(shownHost(live), port)));
        stop.await();
        say(err, "Stopping; nothing is lost, the next start goes on.");
      } finally {
        herald.close();
        say(err, "Stopped.");
      }
      return ExitCode.OK;
    } finally {
      afterwards.run();
      stopped.countDown();
    }
  }

  private static String shownHost(LiveConfig live) {
    String host = live.current().herald().dashboard().host();
    return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
  }

  static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
