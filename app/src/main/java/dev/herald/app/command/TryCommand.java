package dev.herald.app.command;

import dev.herald.app.proposal.Outcome;
import dev.herald.config.LoadedConfig;
import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement.Tried;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.fetch.Witness;
import dev.herald.crawler.render.BrowserFetcher;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "try",
    description = {
      "Shows what discovery and extraction make of an address; stores nothing, starts no engine.",
      "Of a feed, sitemap, listing or home page, the first item's page is extracted, and the source"
          + " is shown that herald sources add would make of it.",
      "--explain tells which rule, selector or score chose each field, and what lost."
    },
    footer = {
      "",
      "Examples:",
      "  herald try https://www.example/press/2024/03/14/budget",
      "  herald try https://www.example/rss.xml --json",
      "  herald try https://www.example/news --render",
      "  herald try page.html --url https://www.example/press/1 --source example --explain",
      "  herald try https://www.example/news --as listing --source example"
    })
final class TryCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "URL|FILE", description = "An http or https address, or a stored page.")
  private String url = "";

  @Option(names = "--url", paramLabel = "URL", description = "Where a stored page came from.")
  private @Nullable String origin;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description = "Read it as one of: ${COMPLETION-CANDIDATES} (default: told from the answer).")
  private Trial.@Nullable As as;

  @Option(
      names = "--source",
      paramLabel = "ID",
      description = "With the languages, zone and selectors of this source.")
  private @Nullable String sourceId;

  @Option(names = "--explain", description = "Tell why each field reads as it does.")
  private boolean explain;

  @Option(
      names = "--render",
      description = "Let a browser run the page's scripts first, as sources with render: browser.")
  private boolean render;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    Optional<HttpUrl> address = CanonicalUrl.parse(url);
    Optional<Path> file = address.isPresent() ? Optional.empty() : StoredPage.find(url);
    if (address.isEmpty() && file.isEmpty())
      throw new CommandLine.ParameterException(
          command,
          "'%s' is neither an http or https address nor a file".formatted(Output.clean(url)));
    Optional<String> from = StoredPage.origin(command, origin).map(HttpUrl::toString);
    LoadedConfig config = options.load();
    Optional<Source> source =
        sourceId == null ? Optional.empty() : SourcesCommand.find(config.sources(), sourceId);
    if (sourceId != null && source.isEmpty()) {
      command.getErr().println(SourcesCommand.missing(sourceId));
      return ExitCode.NOT_FOUND;
    }
    if (file.isPresent())
      return answer(
          command,
          Trial.ofFile(StoredPage.read(url, from), source, Clock.systemUTC().instant(), explain),
          Optional.empty());
    Trial.Report report;
    Optional<Outcome> proposal;
    boolean rendered = render || source.map(Source::isRendered).orElse(false);
    Clock clock = Clock.systemUTC();
    try (var http = new HttpFetcher(config.herald().fetch(), clock, new LocalHostGate());
        var fetcher = new BrowserFetcher(config.herald().browser(), http, Witness.NONE, clock)) {
      report =
          new Trial(fetcher, source, explain, rendered)
              .run(address.orElseThrow(), Optional.ofNullable(as));
      // A proposal is made of pages as they come, which say nothing where scripts make them.
      proposal =
          source.isEmpty() && !rendered ? ProposalPrinter.of(report, http) : Optional.empty();
    }
    return answer(command, report, proposal);
  }

  private int answer(CommandLine command, Trial.Report report, Optional<Outcome> proposal) {
    if (json) Output.json(command.getOut(), ProposalPrinter.with(report, proposal));
    else print(command, report);
    if (!json) proposal.ifPresent(found -> ProposalPrinter.print(command.getOut(), found));
    report
        .problem()
        .ifPresent(
            problem -> command.getErr().println(Output.clean(located(report, problem.reason()))));
    return report.problem().map(Trial.Problem::exitCode).orElse(ExitCode.OK);
  }

  /// A reason with its address, which most that fetching gives begin with.
  private static String located(Trial.Report report, String reason) {
    String address = report.statementUrl().orElse(report.url());
    return reason.startsWith(address) ? reason : address + ": " + reason;
  }

  private static void print(CommandLine command, Trial.Report report) {
    PrintWriter out = command.getOut();
    if (!report.robots().isEmpty()) {
      Output.field(out, "url", report.url());
      Output.field(out, "read as", report.readAs().name());
      Output.field(out, "robots.txt", report.robots());
    }
    report.withheld().ifPresent(withheld -> print(out, withheld));
    report.listing().ifPresent(listing -> print(command, listing));
    report.statement().ifPresent(found -> print(out, report.statementUrl().orElse(""), found));
    report.explanation().ifPresent(explanation -> ExplanationTable.print(out, explanation));
    out.flush();
  }

  private static void print(PrintWriter out, List<String> withheld) {
    Output.field(out, "rendered", withheld.isEmpty() ? "with all it asked for" : "without these");
    withheld.forEach(one -> Output.field(out, "withheld", one));
  }

  private static void print(CommandLine command, Trial.Listing listing) {
    PrintWriter out = command.getOut();
    out.println();
    Output.field(out, listing.kind().name(), listing.url());
    Output.field(out, "items", "%d, here %d".formatted(listing.count(), listing.items().size()));
    if (!listing.items().isEmpty())
      Output.table(
          out,
          List.of("PUBLISHED", "TITLE", "URL"),
          listing.items().stream()
              .map(
                  item ->
                      List.of(item.published().orElse("?"), item.title().orElse(""), item.url()))
              .toList());
    listing.more().forEach(more -> Output.field(out, "more", more));
    String known = listing.webSub().self().map(" for "::concat).orElse("");
    listing.webSub().hubs().forEach(hub -> Output.field(out, "WebSub hub", hub + known));
    listing.problems().forEach(problem -> command.getErr().println(Output.clean(problem)));
  }

  private static void print(PrintWriter out, String url, Extracted statement) {
    out.println();
    Output.field(out, "statement", url);
    Output.field(out, "title", statement.title());
    Output.field(out, "language", statement.language());
    print(out, statement.published());
    Output.field(out, "confidence", "%.2f".formatted(statement.extraction().confidence()));
    Output.field(
        out,
        "chosen by",
        statement.extraction().chosenBy().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(field -> field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining(", ")));
    statement.author().ifPresent(author -> Output.field(out, "author", author));
    statement.dateline().ifPresent(found -> Output.field(out, "dateline", found.printed()));
    statement.extraction().selectors().ifPresent(tried -> tried.forEach(one -> print(out, one)));
    for (Block block : statement.blocks()) {
      out.println();
      out.println(
          "[" + word(block.zone()) + block.language().map(other -> ", " + other).orElse("") + "]");
      block.text().lines().forEach(line -> out.println("  " + Output.clean(line)));
    }
  }

  private static void print(PrintWriter out, Tried tried) {
    Output.field(
        out,
        "selector",
        "%s %d%s: %s %s"
            .formatted(
                tried.field(),
                tried.position(),
                tried.window().map(window -> " (" + window + ")").orElse(""),
                tried.expression(),
                tried.missed().map(why -> "missed, " + why).orElse("taken")));
  }

  private static void print(PrintWriter out, PublicationTime time) {
    Output.field(out, "published", time.iso().orElse("unknown"));
    List<String> facts = new ArrayList<>();
    time.printed().ifPresent(printed -> facts.add("printed \"" + printed + "\""));
    time.date()
        .ifPresent(date -> facts.add("local " + date + time.time().map(t -> " " + t).orElse("")));
    time.zone().ifPresent(zone -> facts.add("zone " + zone));
    time.instant().ifPresent(instant -> facts.add("instant " + instant));
    facts.add("precision " + word(time.precision()));
    facts.add("from " + word(time.provenance()));
    time.flags().stream().sorted().forEach(flag -> facts.add(word(flag)));
    Output.field(out, "", String.join(", ", facts));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
