package dev.herald.app.command;

import dev.herald.app.doctor.Doctor;
import dev.herald.app.doctor.Finding;
import dev.herald.config.ConfigException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description =
        "Checks engines, configuration, disk, clock and permissions, and says what to do.",
    footer = {"", "Examples:", "  herald doctor", "  herald doctor --data /srv/herald --json"})
final class DoctorCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    KafkaLog.onlyErrors();
    List<Finding> findings = findings();
    PrintWriter out = Commands.spec(spec).commandLine().getOut();
    if (json) Output.json(out, findings);
    else findings.forEach(finding -> print(out, finding));
    boolean wrong = findings.stream().anyMatch(f -> f.state() == Finding.State.PROBLEM);
    return wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  private List<Finding> findings() {
    try {
      return new Doctor(options.load(), Clock.systemUTC()).examine();
    } catch (ConfigException e) {
      return Doctor.examine(e);
    }
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf(
        "%-8s %-14s %s%n",
        finding.state().name().toLowerCase(Locale.ROOT), finding.check(), finding.found());
    finding.advice().ifPresent(advice -> out.printf("%-8s %-14s → %s%n", "", "", advice));
    out.flush();
  }
}
