package dev.herald.app.command;

import dev.herald.app.stack.StackException;
import dev.herald.indexer.consume.DeadLetters;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    description = "Shows messages that could not be processed, and sends them again.",
    footer = {"", "Examples:", "  herald dead-letters list", "  herald dead-letters replay -n 10"},
    subcommands = {DeadLettersCommand.All.class, DeadLettersCommand.Replay.class})
final class DeadLettersCommand {
  /// What both have in common.
  abstract static class OverKafka implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(
        names = {"-n", "--limit"},
        paramLabel = "N",
        description = "Most messages, the oldest first (default: ${DEFAULT-VALUE}).",
        defaultValue = "100")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    <T> T ask(Function<DeadLetters, T> question) {
      String servers = RunningEngines.kafka(options.load().herald());
      try (var letters = new DeadLetters(servers, Clock.systemUTC())) {
        return question.apply(letters);
      } catch (KafkaException | IllegalStateException e) {
        throw new StackException(
            "kafka at %s does not answer: %s".formatted(servers, e.getMessage()), e);
      }
    }

    int limit() {
      return limit;
    }

    boolean json() {
      return json;
    }

    PrintWriter out() {
      return Commands.spec(spec).commandLine().getOut();
    }
  }

  @Command(
      name = "list",
      description = "Lists those that were not sent again yet.",
      footer = {"", "Examples:", "  herald dead-letters list", "  herald dead-letters list --json"})
  static final class All extends OverKafka {
    @Override
    public Integer call() {
      List<DeadLetters.Letter> letters = ask(dead -> dead.list(limit()));
      if (json()) Output.json(out(), letters);
      else
        Output.table(
            out(),
            List.of("AT", "FROM", "KEY", "BYTES", "ERROR"),
            letters.stream()
                .map(
                    letter ->
                        List.of(
                            letter.at().toString(),
                            "%s/%d@%d"
                                .formatted(
                                    letter.topic(), letter.partition(), letter.sourceOffset()),
                            letter.key(),
                            Integer.toString(letter.bytes()),
                            letter.error()))
                .toList());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "replay",
      description = "Sends them to the topics they came from, once what broke them is mended.",
      footer = {"", "Example:", "  herald dead-letters replay -n 10"})
  static final class Replay extends OverKafka {
    @Override
    public Integer call() {
      int replayed = ask(dead -> dead.replay(limit()));
      if (json()) Output.json(out(), Map.of("replayed", replayed));
      else out().printf("%d sent again%n", replayed);
      return ExitCode.OK;
    }
  }
}
