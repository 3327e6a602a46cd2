package dev.herald.crawler.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/// What processes that really die, or really cannot write, leave behind.
class CrashTest {
  @TempDir Path folder;

  @Test
  void whatAKilledProcessHadWrittenIsReadWhole() throws Exception {
    Process scribbler = scribbler("", 1_000_000);
    List<String> said = new ArrayList<>();
    try (BufferedReader out = scribbler.inputReader()) {
      while (said.size() < 200) said.add(line(out));
      assertThat(new ArchiveReader(folder).rebuildIndex().skipped()).hasSize(1);
      scribbler.destroyForcibly().waitFor();
    }

    assertThat(readBack()).containsAll(said);
  }

  @Test
  void aFileThatCannotBeWrittenToTheEndIsCutAndTheNextOneBegun() throws Exception {
    Process scribbler = scribbler("ulimit -f 64; ", 100);
    List<String> said;
    try (BufferedReader out = scribbler.inputReader()) {
      said = out.lines().toList();
    }

    assertThat(said).contains("failed").hasSize(100);
    assertThat(IndexFiles.warcs(folder)).hasSizeGreaterThan(2);
    assertThat(readBack())
        .containsAll(said.stream().filter(line -> !line.equals("failed")).toList());
  }

  @Test
  void aFullDiskIsNotLitteredWithEmptyFiles() throws Exception {
    Process scribbler = scribbler("ulimit -f 0; ", 3);
    List<String> said;
    try (BufferedReader out = scribbler.inputReader()) {
      said = out.lines().toList();
    }

    assertThat(said).containsExactly("failed", "failed", "failed");
    assertThat(folder).isEmptyDirectory();
  }

  private Process scribbler(String before, int pages) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "bash",
            "-c",
            before + "exec \"$0\" \"$@\"",
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Scribbler.class.getName(),
            folder.toString(),
            Integer.toString(pages))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String line(BufferedReader out) throws IOException {
    return Optional.ofNullable(out.readLine())
        .orElseThrow(() -> new IOException("the process ended by itself"));
  }

  /// Paths that the archive gives back after the next start, with every record of every file read.
  private List<String> readBack() throws IOException {
    new WarcArchive(folder, Clock.systemUTC()).close();
    for (String warc : IndexFiles.warcs(folder))
      try (WarcReader reader = new WarcReader(folder.resolve(warc))) {
        for (WarcRecord record : reader) record.body().consume();
      }
    ArchiveReader archive = new ArchiveReader(folder);
    List<IndexLine> lines = new ArrayList<>();
    archive.index(lines::add);
    List<String> paths = new ArrayList<>();
    for (IndexLine line : lines) {
      String path = line.url().substring("http://press.example".length());
      var body = archive.body(new WarcArchive.Location(line.file(), line.offset()));
      assertThat(body.orElseThrow().utf8()).startsWith(path.substring(1));
      paths.add(path);
    }
    return paths;
  }
}
