package dev.herald.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.config.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void whoHoldsAFolderIsFoundWithoutHoldingIt() throws Exception {
    assertThat(DataFolder.findHolder(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();

    try (DataFolder _ = DataFolder.hold(folder)) {
      assertThat(DataFolder.findHolder(folder))
          .hasValueSatisfying(
              holder ->
                  assertThat(holder)
                      .startsWith("process %d since ".formatted(ProcessHandle.current().pid())));
    }
    assertThat(DataFolder.findHolder(folder)).isEmpty();
  }

  @Test
  void aProbeLeavesOnlyTheFoldersThatWereThere() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));

    assertThat(DataFolder.probe(there.resolve("a/b"))).isPositive();
    assertThat(DataFolder.probe(there)).isPositive();

    assertThat(there).isEmptyDirectory();
  }

  /// A file system of 50 MiB, which only the other process sees.
  @Test
  void aFullDiskSaysHowMuchIsMissing() throws Exception {
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=50m tmpfs \"$1\" && mkdir \"$1/config\" &&"
                    + " exec \"$2\" -cp \"$3\" \"$4\" up --data \"$1\" --config \"$1/config\"",
                "full",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                System.getProperty("java.class.path"),
                "dev.herald.app.Main")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isEqualTo(69);
    assertThat(said)
        .contains(folder + ": only 50 MiB free, at least 300 MiB are needed", "--data")
        .doesNotContain("Stopped", "\tat ");
  }

  /// `/proc` takes new files from nobody, root included.
  @Test
  void enginesThatCannotBeUnpackedSayWhyAndWhatToDo() {
    Path unwritable = Path.of("/proc/engines");

    assertThatThrownBy(() -> EmbeddedPostgres.start(folder, unwritable, TestStack.freePort()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("NoSuchFileException: /proc/engines")
        .hasMessageContaining("--data");
    assertThatThrownBy(
            () ->
                EmbeddedElasticsearch.start(
                    folder.resolve("elasticsearch-0.zip"),
                    folder,
                    unwritable,
                    TestStack.freePort(),
                    DataSize.parse("256MiB")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("NoSuchFileException: /proc/engines")
        .hasMessageContaining("--data");
  }

  @Test
  void whatAStartThatWasCutShortLeftIsDeletedByTheNext() throws Exception {
    Path left = Files.createDirectories(folder.resolve("unpacking-postgresql17/lib"));
    Files.write(left.resolve("libpq.so"), new byte[] {1});
    Path others = Files.createDirectory(folder.resolve("unpacking-elasticsearch18"));

    Path fresh = HalfMade.folder(folder, "unpacking-postgresql");

    try (var inFolder = Files.list(folder)) {
      assertThat(inFolder).containsExactlyInAnyOrder(fresh, others);
    }
  }

  @Test
  void aServerWhoseLogCannotBeWrittenSaysWhy() {
    assertThatThrownBy(
            () -> ChildProcess.run("initdb", List.of("true"), Map.of(), Path.of("/proc/x/log")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("NoSuchFileException: /proc/x");
  }
}
