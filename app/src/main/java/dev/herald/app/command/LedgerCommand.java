package dev.herald.app.command;

import dev.herald.config.LoadedConfig;
import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import dev.herald.indexer.read.Passage;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ledger",
    description = {
      "Shows what came how far, from listed to delivered, whether it balances, and the open"
          + " incidents, of a Herald that runs.",
      "Without SOURCE, every source's day; with it, its last 14 days. Days are days in UTC."
    },
    footer = {
      "",
      "Examples:",
      "  herald ledger",
      "  herald ledger az-milli-majlis --day 2026-03-19 --json",
      "  herald ledger --completeness",
      "  herald ledger --strict || echo 'out of balance, or an incident is open'"
    })
final class LedgerCommand implements Callable<Integer> {
  private static final int USUAL_DAYS = 14;
  private static final int PASSAGES = 50;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Id of a source.")
  private @Nullable String source;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "One day in UTC, such as 2026-03-19 (default: today).")
  private @Nullable String day;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--completeness",
      description =
          "Show how complete the record of the last 14 days is, of each source and of all.")
  private boolean completeness;

  @Option(
      names = "--strict",
      description = "Exit with 1 if a day does not balance or an incident is open.")
  private boolean strict;

  @Spec private @Nullable CommandSpec spec;

  /// What is printed.
  ///
  /// @param passages of the canary, the last first; none where one source is asked for
  record Answer(List<LedgerDay> days, List<Incident> incidents, List<Passage> passages) {
    boolean isSound() {
      return days.stream().allMatch(one -> one.imbalances().isEmpty())
          && incidents.stream().noneMatch(Incident::isOpen);
    }
  }

  @Override
  public Integer call() {
    CommandLine command = Commands.spec(spec).commandLine();
    Clock clock = Clock.systemUTC();
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    LocalDate to = day == null ? today : day(command, day);
    LocalDate from = source == null || day != null ? to : to.minusDays(USUAL_DAYS - 1L);
    LoadedConfig config = options.load();
    Set<String> ids = ids(config);
    if (source != null && ids.isEmpty()) {
      command.getErr().printf("no source is configured as '%s'; see herald sources list%n", source);
      return ExitCode.NOT_FOUND;
    }
    if (completeness) return completeness(command, config, ids, to);
    Set<String> watched = new LinkedHashSet<>(ids);
    if (source == null) watched.add(Canary.SOURCE);
    Answer answer =
        RunningEngines.ledger(
            config,
            clock,
            ledger ->
                new Answer(
                    ledger.days(ids, from, to),
                    ledger.incidents(watched),
                    source == null ? ledger.passages(PASSAGES) : List.of()));
    if (json) Output.json(command.getOut(), answer);
    else
      print(command.getOut(), answer, source == null ? LedgerDay::sourceId : LedgerCommand::date);
    return strict && !answer.isSound() ? ExitCode.FAILED : ExitCode.OK;
  }

  private int completeness(
      CommandLine command, LoadedConfig config, Set<String> ids, LocalDate to) {
    Completeness told =
        RunningEngines.completeness(
            config, Clock.systemUTC(), ids, to.minusDays(USUAL_DAYS - 1L), to);
    if (json) Output.json(command.getOut(), told);
    else CompletenessTable.print(command.getOut(), told);
    boolean sound = told.all().incidents() == 0 && told.all().balanced() == told.all().read();
    return strict && !sound ? ExitCode.FAILED : ExitCode.OK;
  }

  private Set<String> ids(LoadedConfig config) {
    return new LinkedHashSet<>(
        config.sources().stream()
            .filter(known -> source == null ? known.enabled() : known.id().equals(source))
            .map(Source::id)
            .toList());
  }

  private static LocalDate day(CommandLine command, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new CommandLine.ParameterException(
          command, "--day: '%s' is not a day; write 2026-03-19".formatted(text), e);
    }
  }

  private static String date(LedgerDay one) {
    return one.day().toString();
  }

  /// A table of days and one of open incidents and of changes of design.
  ///
  /// @param name what tells the rows apart
  static void print(PrintWriter out, Answer answer, Function<LedgerDay, String> name) {
    Output.table(
        out,
        List.of(
            "DAY",
            "LISTED",
            "FETCHED",
            "EXTRACTED",
            "PUBLISHED",
            "INDEXED",
            "MATCHED",
            "ALERTING",
            "DELIVERED",
            "PENDING",
            "FAILED",
            "VERDICT"),
        answer.days().stream().map(one -> row(name.apply(one), one)).toList());
    answer.passages().stream()
        .filter(passage -> passage.deliveredAt().isPresent())
        .findFirst()
        .ifPresent(passage -> out.printf("%n%s%n", chain(passage)));
    // A change of design is over at once and explains what follows.
    List<Incident> open =
        answer.incidents().stream()
            .filter(incident -> incident.isOpen() || incident.kind() == Incident.Kind.REDESIGN)
            .toList();
    if (open.isEmpty()) return;
    out.println();
    Output.table(
        out,
        List.of("INCIDENT", "KIND", "SINCE", "EVIDENCE"),
        open.stream()
            .map(
                one ->
                    List.of(one.sourceId(), one.kind().label(), one.since().toString(), one.told()))
            .toList());
  }

  private static String chain(Passage passage) {
    return String.format(
        Locale.ROOT,
        "The canary of %s came through the whole chain in %.1f s.",
        passage.listedAt().truncatedTo(ChronoUnit.SECONDS),
        passage.latency().orElseThrow().toMillis() / 1e3);
  }

  private static List<String> row(String name, LedgerDay one) {
    Chain chain = one.chain();
    return List.of(
        name,
        Long.toString(chain.listed()),
        Long.toString(chain.fetched()),
        Long.toString(chain.extracted()),
        Long.toString(chain.published()),
        Long.toString(chain.indexed()),
        Long.toString(chain.matched()),
        chain.alerts().map(alerts -> Long.toString(alerts)).orElse("?"),
        Long.toString(chain.delivered()),
        Long.toString(chain.pending()),
        Long.toString(chain.givenUp()),
        verdict(one));
  }

  private static String verdict(LedgerDay one) {
    if (!one.imbalances().isEmpty())
      return "out of balance: "
          + String.join("; ", one.imbalances().stream().map(LedgerDay.Imbalance::text).toList());
    return one.settling() ? one.verdict().label() + ", still moving" : one.verdict().label();
  }
}
