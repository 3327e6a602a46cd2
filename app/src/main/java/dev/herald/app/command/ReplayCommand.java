package dev.herald.app.command;

import dev.herald.app.stack.StackException;
import dev.herald.config.LoadedConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.publish.KafkaPublisher;
import dev.herald.crawler.publish.Publisher.PublishException;
import dev.herald.crawler.replay.Change;
import dev.herald.crawler.replay.Replay;
import dev.herald.crawler.replay.Replay.Found;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.KnownStatement;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Extracts a source's archived pages again, and publishes what reads differently now.",
      "Shows what would change first. Fetches nothing; alerts nobody. Run it where the archive is.",
      "What it publishes is indexed while nothing that visits published waits to be."
    },
    footer = {
      "",
      "Examples:",
      "  herald replay --source int-nato --since 2024-03-01 --dry-run",
      "  herald replay --source int-nato --since 2024-03-01",
      "  herald replay --source int-nato --since 2024-03-01 --dry-run --json"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration ACKNOWLEDGEMENT_LIMIT = Duration.ofSeconds(30);
  private static final int TELL_EVERY = 100;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--source", paramLabel = "ID", required = true, description = "The source's id.")
  private String id = "";

  @Option(
      names = "--since",
      paramLabel = "DATE",
      required = true,
      description = "Pages fetched from this UTC day or instant on, such as 2024-03-01.")
  private String since = "";

  @Option(names = "--dry-run", description = "Show what would change, and publish nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /// A statement that reads differently, with the difference as a unified diff.
  private record Difference(String id, String url, List<String> diff) {}

  /// What was found, for programs.
  ///
  /// @param absent addresses of statements that are not in this archive
  /// @param damaged addresses of those whose archived bytes cannot be read, or are not the
  ///   evidence's
  /// @param unreadable addresses of those in which no statement is found now
  /// @param published empty if only looked at
  private record Answer(
      int read,
      List<Difference> changes,
      int withdrawn,
      List<String> absent,
      List<String> damaged,
      List<String> unreadable,
      Optional<Integer> published) {}

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    Instant from = from(command);
    LoadedConfig config = options.load();
    Optional<Source> source = SourcesCommand.find(config.sources(), id);
    if (source.isEmpty()) {
      command.getErr().println(SourcesCommand.missing(id));
      return ExitCode.NOT_FOUND;
    }
    String servers = dryRun ? "" : RunningEngines.kafka(config.herald());
    try {
      Replay replay =
          new Replay(
              CrawlState.open(RunningEngines.postgresql(config.herald())),
              EvidenceFolders.archive(config.herald()),
              new GeneralExtractor(),
              Clock.systemUTC());
      Found found = replay.look(source.get(), from, read -> tell(read, "read " + read));
      PrintWriter out = command.getOut();
      // Before anything is published: a person may still stop it.
      if (!json) print(out, found);
      Optional<Integer> published =
          dryRun ? Optional.empty() : Optional.of(publish(replay, found.changes(), servers));
      if (json) Output.json(out, answer(found, published));
      else published.ifPresent(count -> print(out, count, found.changes().size() - count));
      return ExitCode.OK;
    } catch (JdbiException | FlywayException e) {
      throw new StackException("postgresql does not answer: " + e.getMessage(), e);
    }
  }

  private Instant from(CommandLine command) {
    try {
      return since.contains("T")
          ? Instant.parse(since)
          : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new CommandLine.ParameterException(
          command, "--since: '%s' is no day and no instant; write 2024-03-01".formatted(since), e);
    }
  }

  private int publish(Replay replay, List<Change> changes, String servers) {
    try (KafkaPublisher publisher = KafkaPublisher.ofReplays(servers, ACKNOWLEDGEMENT_LIMIT)) {
      return replay.publish(
          changes, publisher, (done, of) -> tell(done, "published %d of %d".formatted(done, of)));
    } catch (PublishException e) {
      throw new StackException(e.getMessage() + "; run the same again to go on", e);
    }
  }

  private void tell(int done, String line) {
    if (done > 0 && done % TELL_EVERY == 0)
      Commands.spec(spec).commandLine().getErr().println(line);
  }

  private static Answer answer(Found found, Optional<Integer> published) {
    return new Answer(
        found.read(),
        found.changes().stream()
            .map(change -> new Difference(change.known().id(), change.known().url(), change.diff()))
            .toList(),
        found.withdrawn(),
        found.absent().stream().map(KnownStatement::url).toList(),
        found.damaged().stream().map(KnownStatement::url).toList(),
        found.unreadable().stream().map(KnownStatement::url).toList(),
        published);
  }

  private static void print(PrintWriter out, Found found) {
    for (Change change : found.changes()) {
      out.println(Output.clean("%s  %s".formatted(change.known().id(), change.known().url())));
      change.diff().forEach(line -> out.println(Output.clean(line)));
      out.println();
    }
    print(out, "not in this archive", found.absent());
    print(out, "damaged in this archive, left as it is", found.damaged());
    print(out, "no statement found in it now, left as it is", found.unreadable());
    out.printf(
        "read %d, %d read differently, %d withdrawn and left alone%n",
        found.read(), found.changes().size(), found.withdrawn());
  }

  private static void print(PrintWriter out, int published, int left) {
    out.printf("published %d revisions%n", published);
    if (left > 0)
      out.printf(
          "left %d that a visit or another replay is revising; run the same again later%n", left);
  }

  private static void print(PrintWriter out, String what, List<KnownStatement> statements) {
    statements.forEach(known -> out.println(Output.clean(what + ": " + known.url())));
  }
}
