package dev.herald.app.command;

import dev.herald.config.ConfigException;
import dev.herald.config.ConfigSchema;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.config.Problem;
import dev.herald.config.SettingsReference;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    description = "Checks the configuration, or describes every setting.",
    footer = {
      "",
      "Examples:",
      "  herald config check",
      "  herald config schema source > source.schema.json",
      "  herald config reference"
    },
    subcommands = {
      ConfigCommand.Check.class,
      ConfigCommand.Schema.class,
      ConfigCommand.Reference.class
    })
final class ConfigCommand {
  @Command(
      name = "check",
      description = "Reads every file and reports all problems at once.",
      footer = {
        "",
        "Examples:",
        "  herald config check --config /etc/herald",
        "  herald config check --json"
      })
  static final class Check implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    private record Counts(int sources, int rules, int channels) {}

    private record Answer(String folder, Optional<Counts> counts, List<Problem> problems) {}

    @Override
    public Integer call() {
      String folder = options.folder().toString();
      Counts counts;
      try {
        counts = counts(options.load());
      } catch (ConfigException e) {
        if (!json) throw e;
        Output.json(out(spec), new Answer(folder, Optional.empty(), e.problems()));
        return ExitCode.BAD_CONFIG;
      }
      if (json) Output.json(out(spec), new Answer(folder, Optional.of(counts), List.of()));
      else
        out(spec)
            .printf(
                "%s is right: %d sources, %d rules, %d channels%n",
                folder, counts.sources(), counts.rules(), counts.channels());
      return ExitCode.OK;
    }

    private static Counts counts(LoadedConfig config) {
      return new Counts(
          config.sources().size(), config.rules().size(), config.herald().channels().size());
    }
  }

  /// Which file a schema describes.
  enum SchemaKind {
    herald,
    source,
    rule
  }

  @Command(
      name = "schema",
      description = "Prints the JSON Schema of a file, for editors.",
      footer = {"", "Example:", "  herald config schema source > source.schema.json"})
  static final class Schema implements Callable<Integer> {
    @Parameters(paramLabel = "KIND", description = "One of: ${COMPLETION-CANDIDATES}.")
    private SchemaKind kind = SchemaKind.herald;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      out(spec)
          .println(
              switch (kind) {
                case herald -> ConfigSchema.of(HeraldConfig.class);
                case source -> ConfigSchema.ofOneOrMany(Source.class);
                case rule -> ConfigSchema.ofOneOrMany(Rule.class);
              });
      return ExitCode.OK;
    }
  }

  @Command(
      name = "reference",
      description = "Prints every setting with its default, as Markdown.",
      footer = {"", "Example:", "  herald config reference > settings.md"})
  static final class Reference implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      out(spec).println(SettingsReference.markdown());
      return ExitCode.OK;
    }
  }

  private static PrintWriter out(@Nullable CommandSpec spec) {
    return Commands.spec(spec).commandLine().getOut();
  }
}
