package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.stack.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends a start before anything has started, and so starts no engine.
class RunCommandsTest {
  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectory(folder.resolve("config"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dashboard.port", "kafka.port", "kafka.controller-port"})
  void aPortInUseIsSaidBeforeAnythingStarts(String setting) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran ran = up("--set", setting + "=" + taken.getLocalPort());

      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(ran.err().lines())
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort(), setting);
      assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**/{kafka,postgresql}");
    }
  }

  @Test
  void anAddressThatIsNotThisMachinesIsSaidBeforeAnythingStarts() {
    Ran ran = up("--set", "dashboard.host=192.0.2.1");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.err()).contains("on 192.0.2.1 cannot be had", "dashboard.host");
  }

  @Test
  void aHeldFolderIsSaidRatherThanThePortsItsHolderHas() throws IOException {
    try (DataFolder _ = DataFolder.hold(folder.resolve("data"));
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran ran = up("--set", "dashboard.port=" + taken.getLocalPort());

      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(ran.err().lines())
          .singleElement()
          .asString()
          .contains("is held by another Herald (process " + ProcessHandle.current().pid());
    }
  }

  /// `/proc` takes new files from nobody, root included.
  @Test
  void aFolderThatCannotBeWrittenIsSaidInOneLine() {
    Ran ran = run("up", "--data", "/proc/herald");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .contains("/proc/herald: cannot be written", "--data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crawler", "indexer", "dashboard"})
  void aSingleRoleWantsEnginesThatRun(String role) {
    Ran ran = run(role, "--data", folder + "/data", "--set", "elasticsearch.url=http://es:9200");

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_CONFIG);
    assertThat(ran.err())
        .contains("kafka.bootstrap-servers", "postgresql.url", "herald up")
        .doesNotContain("elasticsearch.url", "Stopped");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private Ran up(String... settings) {
    return run(
        Stream.concat(
                Stream.of("up", "--data", folder.resolve("data").toString()), Stream.of(settings))
            .toArray(String[]::new));
  }

  private Ran run(String... arguments) {
    return Ran.of(
        Stream.concat(Stream.of(arguments), Stream.of("--config", folder + "/config"))
            .toArray(String[]::new));
  }
}
