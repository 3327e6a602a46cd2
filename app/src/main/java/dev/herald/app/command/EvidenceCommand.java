package dev.herald.app.command;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.crawler.archive.ArchiveReader.Rebuilt;
import dev.herald.crawler.evidence.BundleVerifier;
import dev.herald.crawler.evidence.BundleWriter;
import dev.herald.crawler.evidence.DayRoot;
import dev.herald.crawler.evidence.DayRoots;
import dev.herald.crawler.evidence.TimestampAuthority;
import dev.herald.crawler.evidence.Verdict;
import dev.herald.crawler.evidence.Verdict.Check;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.indexer.read.Statements;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    name = "evidence",
    description = {
      "Bundles all that proves a statement: raw bytes, headers, every revision in a hash chain.",
      "Run it where the archive is: the crawler's machine and data folder."
    },
    footer = {
      "",
      "Examples:",
      "  herald evidence 0f4c2b… --out report.zip",
      "  herald evidence https://www.example/press/1 --json",
      "  herald evidence verify report.zip"
    },
    subcommands = {
      EvidenceCommand.Verify.class,
      EvidenceCommand.Index.class,
      EvidenceCommand.Roots.class
    })
final class EvidenceCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENT",
      description = "Its id, or the address it was first published at.")
  private @Nullable String statement;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.zip",
      description = "Where the bundle goes (default: STATEMENT.zip here).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /// The bundle that was written.
  ///
  /// @param absent what could not be put into it, and why
  private record Written(String file, String statementId, int revisions, List<String> absent) {}

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    if (statement == null)
      throw new CommandLine.ParameterException(command, "give a STATEMENT, or a command");
    String id =
        CanonicalUrl.parse(statement)
            .map(url -> Hashes.statementId(CanonicalUrl.canonical(url).toString()))
            .orElse(statement);
    HeraldConfig config = options.load().herald();
    List<Revision> revisions =
        RunningEngines.statements(config, statements -> revisions(statements, id));
    if (revisions.isEmpty()) {
      command.getErr().println("no statement has the id or first address " + Output.clean(id));
      return ExitCode.NOT_FOUND;
    }
    Path file = out == null ? Path.of(id + ".zip") : out;
    List<String> absent = write(config, revisions, file);
    absent.forEach(line -> command.getErr().println(Output.clean(line)));
    if (json)
      Output.json(command.getOut(), new Written(file.toString(), id, revisions.size(), absent));
    else command.getOut().printf("%s: %d revisions%n", file, revisions.size());
    return absent.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static List<Revision> revisions(Statements statements, String id) throws IOException {
    List<Revision> revisions = new ArrayList<>();
    List<Integer> numbers =
        statements.revisions(id).stream().map(Statements.Summary::number).distinct().toList();
    for (int number : numbers.reversed())
      statements.findRevision(id, number).ifPresent(revisions::add);
    return revisions;
  }

  /// Writes beside the file first, so that a failure leaves no half bundle.
  private static List<String> write(HeraldConfig config, List<Revision> revisions, Path file)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".part");
    BundleWriter writer =
        new BundleWriter(
            EvidenceFolders.archive(config), EvidenceFolders.roots(config), Clock.systemUTC());
    try {
      List<String> absent;
      try (OutputStream stream = Files.newOutputStream(fresh)) {
        absent = writer.write(revisions, stream);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      return absent;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  @Command(
      name = "verify",
      description = "Checks a bundle offline, and says what it proves and what it does not.",
      footer = {
        "",
        "Examples:",
        "  herald evidence verify report.zip",
        "  herald evidence verify report.zip --json"
      })
  static final class Verify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.zip", description = "The bundle.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      CommandLine command = Commands.spec(spec).commandLine();
      Verdict verdict;
      try {
        verdict = new BundleVerifier().verify(file);
      } catch (NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        command.getErr().println(Output.clean("%s: %s".formatted(file, e.getMessage())));
        return ExitCode.BAD_INPUT;
      }
      if (json) Output.json(command.getOut(), verdict);
      else print(command.getOut(), verdict);
      return verdict.holds() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(PrintWriter out, Verdict verdict) {
      for (Check check : verdict.checks()) {
        String detail = check.detail().isEmpty() ? "" : ": " + check.detail();
        out.println(
            Output.clean((check.holds() ? "ok      " : "WRONG   ") + check.what() + detail));
      }
      out.println();
      out.println(verdict.holds() ? "Proven:" : "Nothing is proven: the bundle was changed.");
      verdict.proven().forEach(line -> out.println("  " + Output.clean(line)));
      out.println("Not proven:");
      verdict.notProven().forEach(line -> out.println("  " + Output.clean(line)));
      out.flush();
    }
  }

  @Command(
      name = "index",
      description = "Makes the archive's CDXJ index anew from its WARC files.",
      footer = {"", "Example:", "  herald evidence index"})
  static final class Index implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Commands.spec(spec).commandLine().getOut();
      Rebuilt rebuilt = EvidenceFolders.archive(options.load().herald()).rebuildIndex();
      if (json) Output.json(out, rebuilt);
      else {
        out.printf("%d files indexed, %d lines%n", rebuilt.files(), rebuilt.lines());
        rebuilt.skipped().forEach(file -> out.println("left alone, being written: " + file));
        rebuilt.broken().forEach(file -> out.println(Output.clean("left as it is, " + file)));
      }
      return rebuilt.broken().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  @Command(
      name = "roots",
      description = "Writes the Merkle roots of days that are over; a running crawler does so too.",
      footer = {"", "Example:", "  herald evidence roots"})
  static final class Roots implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Commands.spec(spec).commandLine().getOut();
      HeraldConfig config = options.load().herald();
      DayRoots roots = EvidenceFolders.roots(config);
      List<DayRoot> written = roots.writeDue();
      if (config.evidence().timestampAuthority().isPresent())
        roots.stampDue(new TimestampAuthority(config.evidence().timestampAuthority().get()));
      if (json) Output.json(out, written);
      else if (written.isEmpty()) out.println("no root is due");
      else
        Output.table(
            out,
            List.of("DATE", "LEAVES", "ROOT"),
            written.stream()
                .map(r -> List.of(r.date().toString(), Long.toString(r.leaves()), r.root()))
                .toList());
      return ExitCode.OK;
    }
  }
}
