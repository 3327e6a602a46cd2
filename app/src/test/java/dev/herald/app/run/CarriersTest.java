package dev.herald.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriersTest {
  @Test
  void threadsThatWaitForAClassStopNoOther() throws Exception {
    assertThat(exitCode("as", "Herald")).isZero();
  }

  @Test
  void javaAloneHasTooFewForThat() throws Exception {
    assertThat(exitCode()).isOne();
  }

  private static int exitCode(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes") + ":" + Path.of("target", "test-classes"),
                PinnedThreads.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
