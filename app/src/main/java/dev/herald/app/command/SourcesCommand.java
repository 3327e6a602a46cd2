package dev.herald.app.command;

import dev.herald.config.Durations;
import dev.herald.config.source.Source;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sources",
    description =
        "Shows the sources of the configuration, adds one, looks whether they answer, and what each"
            + " of their discoveries brings; starts no engine.",
    footer = {
      "",
      "Examples:",
      "  herald sources list --json",
      "  herald sources show int-nato",
      "  herald sources add https://www.example/",
      "  herald sources check --country DE"
    },
    subcommands = {
      SourcesCommand.All.class,
      SourcesCommand.Show.class,
      SourcesAddCommand.class,
      SourcesCheckCommand.class,
      SourcesOverlapCommand.class
    })
final class SourcesCommand {
  /// One line of the list.
  ///
  /// @param discovery kinds, or `homepage` where they are found from it
  /// @param every time between two visits, or the cron expression
  record Line(
      String id,
      String institution,
      String country,
      List<String> languages,
      List<String> discovery,
      String every,
      boolean enabled) {
    static Line of(Source source) {
      return new Line(
          source.id(),
          source.institution(),
          source.country(),
          source.languages(),
          source.discovery().isEmpty()
              ? List.of("homepage")
              : source.discovery().stream().map(d -> name(d.kind())).distinct().toList(),
          SourcesCommand.every(source.schedule()),
          source.enabled());
    }

    List<String> cells() {
      return List.of(
          id,
          institution,
          country,
          String.join(" ", languages),
          String.join(" ", discovery),
          enabled ? every : "never (not enabled)");
    }
  }

  /// A choice by country.
  static final class Countries {
    @Option(
        names = "--country",
        paramLabel = "CC",
        split = ",",
        description = "Only sources of this country, such as DE or INT; may be repeated.")
    private List<String> countries = new ArrayList<>();

    /// Whether a source is chosen: all are where no country is given.
    boolean include(Source source) {
      return countries.isEmpty()
          || countries.stream().anyMatch(country -> country.equalsIgnoreCase(source.country()));
    }
  }

  @Command(
      name = "list",
      description = "Lists all sources.",
      footer = {
        "",
        "Examples:",
        "  herald sources list",
        "  herald sources list --country DE,FR --json"
      })
  static final class All implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Mixin private Countries countries = new Countries();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      List<Line> lines =
          options.load().sources().stream().filter(countries::include).map(Line::of).toList();
      PrintWriter out = Commands.spec(spec).commandLine().getOut();
      if (json) Output.json(out, lines);
      else
        Output.table(
            out,
            List.of("ID", "INSTITUTION", "COUNTRY", "LANGUAGES", "DISCOVERY", "EVERY"),
            lines.stream().map(Line::cells).toList());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      description = "Shows everything about one source.",
      footer = {
        "",
        "Examples:",
        "  herald sources show int-nato",
        "  herald sources show int-nato --json"
      })
  static final class Show implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "The source's id.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      CommandLine command = Commands.spec(spec).commandLine();
      Optional<Source> source = find(options.load().sources(), id);
      if (source.isEmpty()) {
        command.getErr().println(missing(id));
        return ExitCode.NOT_FOUND;
      }
      if (json) Output.json(command.getOut(), source.get());
      else print(command.getOut(), source.get());
      return ExitCode.OK;
    }
  }

  /// The source of that id.
  static Optional<Source> find(List<Source> sources, String id) {
    return sources.stream().filter(source -> source.id().equals(id)).findFirst();
  }

  /// What to say when there is none.
  static String missing(String id) {
    return "no source has the id '%s'; see herald sources list".formatted(id);
  }

  private static void print(PrintWriter out, Source source) {
    Output.field(out, "id", source.id());
    Output.field(out, "institution", source.institution());
    Output.field(out, "country", source.country());
    Output.field(out, "kind", source.institutionType() + ", " + source.type());
    Output.field(out, "languages", String.join(", ", source.languages()));
    Output.field(out, "zone", source.zone().getId());
    Output.field(out, "visited", source.enabled() ? every(source.schedule()) : "never");
    source.delay().ifPresent(delay -> Output.field(out, "delay", Durations.format(delay)));
    source.family().ifPresent(family -> Output.field(out, "extends", family));
    source
        .verified()
        .ifPresent(v -> Output.field(out, "verified", "%s: %s".formatted(v.date(), v.basis())));
    source.homepage().ifPresent(home -> Output.field(out, "homepage", home));
    source.discovery().forEach(d -> Output.field(out, name(d.kind()), d.url()));
    selectors(out, source.selectors());
    for (Source.SelectorVersion version : source.selectorVersions()) {
      Output.field(out, "selectors", version.window());
      selectors(out, version.selectors());
    }
    source
        .translations()
        .forEach((language, part) -> Output.field(out, "translations", language + " " + part));
    if (!source.schedule().revisions().isEmpty())
      Output.field(
          out,
          "revisions",
          source.schedule().revisions().stream()
              .map(
                  step ->
                      "younger than %s every %s"
                          .formatted(
                              Durations.format(step.youngerThan()), Durations.format(step.every())))
              .collect(Collectors.joining(", ")));
    out.flush();
  }

  private static void selectors(PrintWriter out, Source.Selectors selectors) {
    selectors(out, "title", selectors.title());
    selectors(out, "published", selectors.published());
    selectors(out, "formats", selectors.publishedFormats());
    selectors(out, "body", selectors.body());
    selectors(out, "signature", selectors.signature());
    selectors(out, "author", selectors.author());
    selectors(out, "language", selectors.language());
    selectors(out, "attachments", selectors.attachments());
    selectors(out, "references", selectors.references());
    selectors(out, "dateline", selectors.dateline());
    selectors(out, "translations", selectors.translations());
    selectors(out, "remove", selectors.remove());
  }

  private static void selectors(PrintWriter out, String name, List<String> selectors) {
    if (!selectors.isEmpty()) Output.field(out, name, String.join(" | ", selectors));
  }

  private static String every(Source.Schedule schedule) {
    return schedule
        .cron()
        .map(cron -> "cron " + cron)
        .orElseGet(() -> Durations.format(schedule.every()));
  }

  private static String name(Source.Discovery.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
