package dev.herald.app.command;

import dev.herald.app.stack.StackException;
import dev.herald.config.ConfigException;
import dev.herald.crawler.language.LanguageDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/// The `herald` command and all below it.
@Command(
    name = "herald",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Commands.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Knows what official institutions publish, change and withdraw, and tells you in seconds.",
    exitCodeListHeading = "%nExit codes:%n",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Examples:",
      "  herald demo",
      "  herald up --data /srv/herald",
      "  herald search '\"interest rate\" AND country:TR'",
      "  herald doctor",
      "  herald rules --help"
    },
    subcommands = {
      DemoCommand.class,
      RunCommands.Up.class,
      RunCommands.CrawlerOnly.class,
      RunCommands.IndexerOnly.class,
      RunCommands.DashboardOnly.class,
      SearchCommand.class,
      ExportCommand.class,
      RulesCommand.class,
      SourcesCommand.class,
      TryCommand.class,
      ExtractCommand.class,
      LedgerCommand.class,
      DeadLettersCommand.class,
      EvidenceCommand.class,
      CourtesyCommand.class,
      ReplayCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
public final class Commands {
  /// A command of picocli's own, which comes without an example.
  private static final String COMPLETION = "generate-completion";

  private Commands() {}

  /// Runs a command line.
  ///
  /// @return the exit code, see [ExitCode]
  public static int run(String... arguments) {
    // Its model takes longer to load than the command line to be read.
    if (arguments.length > 0 && arguments[0].equals("extract")) LanguageDetector.loadAhead();
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine commands =
        new CommandLine(new Commands())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler(Commands::explain);
    describeExitCodes(commands);
    Objects.requireNonNull(commands.getSubcommands().get(COMPLETION))
        .getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  source <(herald generate-completion)",
            "  herald generate-completion > /etc/bash_completion.d/herald");
    return commands;
  }

  /// The spec that picocli injects before a command runs.
  static CommandSpec spec(@Nullable CommandSpec injected) {
    return Objects.requireNonNull(injected, "a command runs only after it was parsed");
  }

  private static void describeExitCodes(CommandLine command) {
    command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeList(CommandLine.Model.UsageMessageSpec.keyValuesMap(ExitCode.HELP));
    command.getSubcommands().values().forEach(Commands::describeExitCodes);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    return switch (failure) {
      case ConfigException config -> {
        err.println(config.getMessage());
        yield ExitCode.BAD_CONFIG;
      }
      case StackException stack -> {
        err.println(stack.getMessage());
        yield ExitCode.UNAVAILABLE;
      }
      case StoredPage.UnfitException page -> {
        err.println(Output.clean(String.valueOf(page.getMessage())));
        yield ExitCode.BAD_INPUT;
      }
      case NoSuchFileException missing -> {
        err.println(Output.clean(missing.getFile() + ": no such file"));
        yield ExitCode.NOT_FOUND;
      }
      case AccessDeniedException denied -> {
        err.println(Output.clean(denied.getFile() + ": may not be read or written"));
        yield ExitCode.FAILED;
      }
      case IOException input -> {
        err.println(Output.clean("herald: " + input.getMessage()));
        yield ExitCode.FAILED;
      }
      case UncheckedIOException input -> {
        err.println(Output.clean("herald: " + input.getMessage()));
        yield ExitCode.FAILED;
      }
      default -> {
        err.println("herald: " + failure);
        failure.printStackTrace(err);
        yield ExitCode.FAILED;
      }
    };
  }

  /// The version of the running build.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {"herald " + (version == null ? "(not packaged)" : version)};
    }
  }
}
