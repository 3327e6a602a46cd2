package dev.herald.app.command;

import dev.herald.app.proposal.Choices;
import dev.herald.app.proposal.Outcome;
import dev.herald.app.proposal.Proposal;
import dev.herald.app.proposal.Proposer;
import dev.herald.app.proposal.SourceFolder;
import dev.herald.app.proposal.SourceFolder.Written;
import dev.herald.config.LoadedConfig;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    name = "add",
    description = {
      "Makes a source of one address: a home page, listing, feed, sitemap or statement.",
      "Finds where statements are listed, reads ten of them, shows what it found and how sure it is,"
          + " and on acceptance writes sources/COUNTRY/NAME.yaml with what the source must still give"
          + " at the next herald sources check. Never writes over a file; starts no engine.",
      "Without a terminal it only shows, unless --yes is given."
    },
    footer = {
      "",
      "Examples:",
      "  herald sources add https://www.example/",
      "  herald sources add https://www.example/press --id xx-example --country DE --yes",
      "  herald sources add https://www.example/rss.xml --json"
    })
final class SourcesAddCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "URL", description = "An http or https address.")
  private String url = "";

  @Option(names = "--id", paramLabel = "ID", description = "The source's id.")
  private @Nullable String id;

  @Option(names = "--institution", paramLabel = "NAME", description = "The institution's name.")
  private @Nullable String institution;

  @Option(names = "--country", paramLabel = "CC", description = "Its country, or INT or EU.")
  private @Nullable String country;

  @Option(names = "--type", paramLabel = "TYPE", description = "Its kind, such as ministry.")
  private @Nullable String type;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      split = ",",
      description = "Languages it publishes in, most used first.")
  private List<String> languages = new ArrayList<>();

  @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of the times it prints.")
  private @Nullable ZoneId zone;

  @Option(
      names = {"-y", "--yes"},
      description = "Accept without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON; accepts only with --yes.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    Optional<HttpUrl> address = CanonicalUrl.parse(url);
    if (address.isEmpty())
      throw new CommandLine.ParameterException(
          command, "'%s' is not an http or https address".formatted(Output.clean(url)));
    LoadedConfig config = options.load();
    if (id != null && SourcesCommand.find(config.sources(), id).isPresent()) {
      command
          .getErr()
          .println("the id %s is taken; choose another with --id".formatted(Output.clean(id)));
      return ExitCode.BAD_INPUT;
    }
    Outcome outcome;
    try (var fetcher =
        new HttpFetcher(config.herald().fetch(), Clock.systemUTC(), new LocalHostGate())) {
      outcome =
          new Proposer(fetcher, Clock.systemUTC())
              .propose(
                  address.get(), choices(), line -> command.getErr().println(Output.clean(line)));
    }
    return switch (outcome) {
      case Outcome.Proposed(var proposal) -> offer(command, config, proposal);
      case Outcome.NotProposed(var reason, var advice, _) -> {
        command.getErr().println(Output.clean(reason + "; " + advice));
        yield ProposalPrinter.exitCode(outcome);
      }
    };
  }

  private Choices choices() {
    return new Choices(
        Optional.ofNullable(id),
        Optional.ofNullable(institution),
        Optional.ofNullable(country).map(code -> code.toUpperCase(Locale.ROOT)),
        Optional.ofNullable(type),
        languages,
        Optional.ofNullable(zone));
  }

  private int offer(CommandLine command, LoadedConfig config, Proposal found) throws IOException {
    PrintWriter err = command.getErr();
    if (!json) ProposalPrinter.print(command.getOut(), found);
    SourceFolder.watchedAs(found, config.sources())
        .ifPresent(known -> err.println("the same address is watched already, as " + known));
    Optional<Questions> questions = yes || json ? Optional.empty() : Questions.onTerminal(err);
    Proposal proposal = questions.map(asking -> asking.settle(found)).orElse(found);
    boolean accepted = yes || questions.map(asking -> asking.accept(proposal)).orElse(false);
    if (!accepted) {
      if (json) Output.json(command.getOut(), ProposalPrinter.Json.of(proposal, false));
      else
        err.println(
            questions.isPresent() ? "nothing was written" : "nothing is written without --yes");
      return ExitCode.OK;
    }
    return switch (new SourceFolder(options.folder()).add(proposal, config.sources())) {
      case Written.Added(var added, var file) -> {
        if (json) Output.json(command.getOut(), ProposalPrinter.Json.of(proposal, true));
        err.println("%s is added, in %s".formatted(added, options.folder().resolve(file)));
        yield ExitCode.OK;
      }
      case Written.Refused(var reason) -> {
        err.println(reason);
        yield ExitCode.BAD_INPUT;
      }
    };
  }
}
