package dev.herald.app.command;

import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.run.Role;
import dev.herald.app.stack.DataFolder;
import dev.herald.app.stack.Ports;
import dev.herald.config.LiveConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Runs everything in one process against invented press offices on this machine.",
      "They publish every few seconds, edit silently, withdraw, and break now and then."
    },
    footer = {"", "Examples:", "  herald demo", "  herald demo --data /tmp/demo --port 8081"})
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "Where the demo keeps everything (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/demo")
  private Path data = Path.of("data/demo");

  @Option(
      names = "--port",
      description = "Port of the dashboard (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--office-port",
      description = "Port of the press offices (default: ${DEFAULT-VALUE}).",
      defaultValue = "18080")
  private int officePort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more setting, such as kafka.port=29092; may be repeated.")
  private Map<String, String> settings = new java.util.LinkedHashMap<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data.toAbsolutePath();
    try (DataFolder offices = DataFolder.hold(folder.resolve("office"))) {
      Ports.requireFree(officePort, "--office-port");
      return run(folder, PressOffice.start(PressOfficeOptions.demo(offices.path(), officePort)));
    }
  }

  private int run(Path folder, PressOffice office) throws IOException, InterruptedException {
    PrintWriter err = Commands.spec(spec).commandLine().getErr();
    Path config = folder.resolve("config");
    PressOfficeConfig.write(config, office, Map.of());
    RunCommands.say(
        err,
        "Press offices of %d invented institutions are open: http://office.localhost:%d"
            .formatted(office.institutions().size(), office.port()));
    Map<String, String> overrides = new java.util.LinkedHashMap<>(settings);
    overrides.put("data", folder.toString());
    overrides.putIfAbsent("dashboard.port", Integer.toString(port));
    try (LiveConfig live = LiveConfig.start(config, overrides)) {
      return RunCommands.runUntilStopped(live, EnumSet.allOf(Role.class), err, () -> close(office));
    }
  }

  private static void close(PressOffice office) {
    try {
      office.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the press office's journal cannot be closed", e);
    }
  }
}
