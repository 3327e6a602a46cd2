package dev.herald.app.command;

import dev.herald.app.stack.StackException;
import dev.herald.config.LoadedConfig;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.read.RuleBook.Entry;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.Volume;
import dev.herald.indexer.rule.KafkaRuleBook;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "rules",
    description = "Shows and checks rules: those of rules/*.yaml and those made in the dashboard.",
    footer = {
      "",
      "Examples:",
      "  herald rules list",
      "  herald rules check --files",
      "  herald rules test interest-rates"
    },
    subcommands = {
      RulesCommand.All.class,
      RulesCommand.Check.class,
      RulesCommand.Find.class,
      RulesCommand.Test.class
    })
final class RulesCommand {
  private static final Duration READ_LIMIT = Duration.ofSeconds(15);

  /// What the four have in common.
  abstract static class OverRules implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(
        names = "--files",
        description = "Only the rules of rules/*.yaml; no Herald needs to run.")
    private boolean files;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    LoadedConfig config() {
      return options.load();
    }

    List<Entry> entries(LoadedConfig config) {
      return files ? ofFiles(config) : everywhere(config);
    }

    /// Looks in the files first, which hide the topic's rules of the same id.
    Optional<Entry> find(LoadedConfig config, String id) {
      Optional<Entry> written = byId(ofFiles(config), id);
      return written.isPresent() || files ? written : byId(everywhere(config), id);
    }

    int missing(String id) {
      command()
          .getErr()
          .println("no rule has the id '%s'; see herald rules list".formatted(Output.clean(id)));
      return ExitCode.NOT_FOUND;
    }

    boolean json() {
      return json;
    }

    CommandLine command() {
      return Commands.spec(spec).commandLine();
    }

    private static Optional<Entry> byId(List<Entry> entries, String id) {
      return entries.stream().filter(entry -> entry.rule().id().equals(id)).findFirst();
    }
  }

  @Command(
      name = "list",
      description = "Lists all rules.",
      footer = {"", "Examples:", "  herald rules list", "  herald rules list --files --json"})
  static final class All extends OverRules {
    @Override
    public Integer call() {
      List<Entry> entries = entries(config());
      if (json()) Output.json(command().getOut(), entries);
      else
        Output.table(
            command().getOut(),
            List.of("ID", "NAME", "FROM", "STATE", "CHANNELS", "QUERY"),
            entries.stream()
                .map(
                    entry ->
                        List.of(
                            entry.rule().id(),
                            entry.rule().name(),
                            origin(entry),
                            state(entry),
                            String.join(" ", entry.rule().channels()),
                            entry.rule().query()))
                .toList());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "check",
      description = "Parses every rule's query and points at what cannot be read.",
      footer = {"", "Examples:", "  herald rules check", "  herald rules check --files"})
  static final class Check extends OverRules {
    @Override
    public Integer call() {
      List<Entry> entries = entries(config());
      List<Wrong> wrong =
          entries.stream().map(Entry::rule).flatMap(rule -> wrong(rule).stream()).toList();
      for (Wrong rule : wrong) {
        command().getErr().println("rule %s:".formatted(rule.ruleId()));
        QueryPointer.print(command().getErr(), rule.query(), rule.problems());
      }
      if (json()) Output.json(command().getOut(), wrong);
      else command().getErr().printf("%d of %d rules are wrong%n", wrong.size(), entries.size());
      return wrong.isEmpty() ? ExitCode.OK : ExitCode.BAD_INPUT;
    }

    private record Wrong(
        String ruleId, String query, List<dev.herald.config.rule.QueryProblem> problems) {}

    private static Optional<Wrong> wrong(Rule rule) {
      return switch (QueryParser.parseForRule(rule.query())) {
        case ParsedQuery.Valid _ -> Optional.empty();
        case ParsedQuery.Invalid(var problems) ->
            Optional.of(new Wrong(rule.id(), rule.query(), problems));
      };
    }
  }

  @Command(
      name = "find",
      description = "Shows one rule.",
      footer = {"", "Examples:", "  herald rules find interest-rates --json"})
  static final class Find extends OverRules {
    @Parameters(paramLabel = "RULE-ID", description = "The rule's id.")
    private String id = "";

    @Override
    public Integer call() {
      Optional<Entry> found = find(config(), id);
      if (found.isEmpty()) return missing(id);
      if (json()) Output.json(command().getOut(), found.get());
      else print(found.get());
      return ExitCode.OK;
    }

    private void print(Entry entry) {
      var out = command().getOut();
      Rule rule = entry.rule();
      Output.field(out, "id", rule.id());
      Output.field(out, "name", rule.name());
      Output.field(out, "query", rule.query());
      Output.field(out, "tier", word(rule.urgency()));
      Output.field(out, "channels", String.join(", ", rule.channels()));
      Output.field(out, "state", state(entry));
      entry.broken().ifPresent(reason -> Output.field(out, "broken", reason));
      Output.field(out, "alerts when", word(rule.turn()));
      Output.field(out, "edits", word(rule.leastEdit()));
      rule.digest().ifPresent(digest -> Output.field(out, "digest", digest));
      Output.field(out, "from", origin(entry));
      rule.note().ifPresent(note -> Output.field(out, "note", note));
      out.flush();
    }
  }

  @Command(
      name = "test",
      description =
          "Counts what a rule finds now among the statements stored, and shows the newest ten;"
              + " alerts nobody.",
      footer = {
        "",
        "Examples:",
        "  herald rules test interest-rates",
        "  herald rules test interest-rates --json"
      })
  static final class Test extends OverRules {
    private static final int SHOWN = 10;

    /// What a rule finds now.
    ///
    /// @param statements how many
    /// @param perDay how many on a day of publication, on average of the last 30
    /// @param hits the newest of them
    private record Tested(
        String ruleId, long statements, Optional<Double> perDay, List<SearchResult.Hit> hits) {}

    @Parameters(paramLabel = "RULE-ID", description = "The rule's id.")
    private String id = "";

    @Override
    public Integer call() {
      LoadedConfig config = config();
      Optional<Entry> found = find(config, id);
      if (found.isEmpty()) return missing(id);
      String query = found.get().rule().query();
      if (QueryParser.parseForRule(query) instanceof ParsedQuery.Invalid(var problems)) {
        QueryPointer.print(command().getErr(), query, problems);
        return ExitCode.BAD_INPUT;
      }
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      Optional<Volume> volume =
          RunningEngines.search(config.herald(), search -> Volume.of(search, query, today));
      return switch (RunningEngines.search(
          config.herald(), search -> search.search(SearchRequest.of(query, SHOWN)))) {
        case Search.Answer.Unreadable(var problems) -> {
          QueryPointer.print(command().getErr(), query, problems);
          yield ExitCode.BAD_INPUT;
        }
        case Search.Answer.Found(var result) -> {
          var out = command().getOut();
          if (json()) {
            Output.json(
                out, new Tested(id, result.total(), volume.map(Volume::perDay), result.hits()));
          } else {
            out.printf("%d statements%n", result.total());
            volume.ifPresent(lately -> print(out, lately));
            if (!result.hits().isEmpty()) SearchCommand.hits(out, result);
          }
          yield ExitCode.OK;
        }
      };
    }
  }

  private static void print(PrintWriter out, Volume volume) {
    out.printf(
        Locale.ROOT,
        "about %.1f a day over the last %d days of publication%n",
        volume.perDay(),
        volume.watched());
    if (volume.isTooBroad())
      out.println("too broad: more than anybody reads; add a word or put words in quotes");
  }

  private static List<Entry> ofFiles(LoadedConfig config) {
    return config.rules().stream()
        .map(rule -> new Entry(rule, true))
        .sorted(Comparator.comparing(entry -> entry.rule().name()))
        .toList();
  }

  private static List<Entry> everywhere(LoadedConfig config) {
    String servers = RunningEngines.kafka(config.herald());
    try (var book = new KafkaRuleBook(servers, config::rules)) {
      long limit = System.nanoTime() + READ_LIMIT.toNanos();
      while (!book.isCaughtUp()) {
        if (System.nanoTime() > limit)
          throw new StackException(
              "kafka at %s does not give the rules; --files shows those of files"
                  .formatted(servers));
        Thread.sleep(20);
      }
      return book.list();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while the rules were read", e);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String state(Entry entry) {
    if (entry.broken().isPresent()) return "broken";
    return entry.rule().enabled() ? "enabled" : "disabled";
  }

  private static String origin(Entry entry) {
    return entry.readOnly() ? "file" : "dashboard";
  }
}
