package dev.herald.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script, copied to a folder with a space in its name, over JDKs that only say how
/// they were called.
class LauncherTest {
  @TempDir Path folder;

  private Path root;

  private record Launched(int code, List<String> lines) {}

  @BeforeEach
  void install() throws IOException {
    root = Files.createDirectories(folder.resolve("a folder/herald")).toRealPath();
    Files.copy(Path.of("../herald"), root.resolve("herald"));
    Files.createFile(Files.createDirectories(root.resolve("app/target")).resolve("herald.built"));
  }

  @Test
  void argumentsComeThroughAsTheyWereGiven() throws Exception {
    Launched launched = launch(jdk("25.0.1"), "search", "title:\"interest rate\"", "");

    assertThat(launched.code()).isZero();
    assertThat(launched.lines())
        .containsSequence("<dev.herald.app.Main>", "<search>", "<title:\"interest rate\">", "<>")
        .contains("<-Xmx768m>", "HERALD_HOME=" + root)
        .anyMatch(line -> line.startsWith("<" + root + "/app/target/app-"));
  }

  @Test
  void theExtractorHasOptionsOfItsOwn() throws Exception {
    assertThat(launch(jdk("25.0.1"), "extract", "-").lines())
        .contains("<-XX:+UseParallelGC>")
        .doesNotContain("<-XX:+UseSerialGC>");
  }

  @Test
  void aLinkToTheLauncherFindsHeraldWhereItStands() throws Exception {
    Path link =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("bin")).resolve("herald"), root.resolve("herald"));

    Launched launched = launch(link, Map.of("JAVA_HOME", jdk("25.0.1").toString()), "up");

    assertThat(launched.lines()).contains("HERALD_HOME=" + root, "<up>");
  }

  @Test
  void theJavaOnThePathIsTakenWhereJavaHomeIsAnOlderOne() throws Exception {
    Path older = jdk("17.0.9");
    Path current = jdk("25.0.1");

    Launched launched =
        launch(
            root.resolve("herald"),
            Map.of(
                "JAVA_HOME",
                older.toString(),
                "PATH",
                current.resolve("bin") + ":" + System.getenv("PATH")),
            "up");

    assertThat(launched.lines()).contains("JDK " + current);
  }

  @Test
  void aBuildThatFailsNamesItsLog() throws Exception {
    Files.delete(root.resolve("app/target/herald.built"));
    Path maven = Files.createDirectory(folder.resolve("maven"));
    program(
        maven.resolve("mvn"),
        """
        [ "$1" = -v ] && echo "Apache Maven 3.9.9" && exit
        echo "[ERROR] there is no network"
        exit 1
        """);

    Launched launched =
        launch(
            root.resolve("herald"),
            Map.of(
                "JAVA_HOME", jdk("25.0.1").toString(), "PATH", maven + ":" + System.getenv("PATH")),
            "up");

    assertThat(launched.code()).isEqualTo(70);
    assertThat(launched.lines())
        .last()
        .asString()
        .isEqualTo("The build failed; all of it is in %s/app/target/build.log.".formatted(root));
    assertThat(root.resolve("app/target/build.log")).content().contains("there is no network");
  }

  @Test
  void classesAreRememberedOnceForEachJar() throws Exception {
    Path jar = Files.createFile(root.resolve("app/target/app-0.1.0.jar"));
    Path log = root.resolve("app/target/memory.log");
    Path jdk = jdk("25.0.1");

    assertThat(launch(jdk, "up").lines()).noneMatch(line -> line.contains("AOTCacheOutput"));
    assertThat(log).content().contains("-XX:AOTCacheOutput=" + root, "<extract>");
    Files.delete(log);
    assertThat(launch(jdk, "up").code()).isZero();
    assertThat(log).doesNotExist();
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch(jdk, "up").code()).isZero();
    assertThat(log).exists();
  }

  @Test
  void itsExitCodesStandInTheHelp() throws IOException {
    String help = Ran.of("--help").out();

    List<String> codes =
        Files.readAllLines(root.resolve("herald")).stream()
            .map(String::strip)
            .filter(line -> line.matches("exit \\d+"))
            .map(line -> line.substring("exit ".length()))
            .toList();

    assertThat(codes).contains("69", "70", "73");
    assertThat(codes).allSatisfy(code -> assertThat(help).containsPattern("(?m)^ +" + code + " "));
  }

  /// A JDK of a version, whose `java` prints how it was called.
  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk " + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Path programs = Files.createDirectories(home.resolve("bin"));
    program(programs.resolve("javac"), "");
    program(
        programs.resolve("java"),
        """
        echo "JDK $(dirname "$(dirname "$0")")"
        echo "HERALD_HOME=$HERALD_HOME"
        for argument; do echo "<$argument>"; done
        """);
    return home;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Launched launch(Path jdk, String... arguments) throws Exception {
    return launch(root.resolve("herald"), Map.of("JAVA_HOME", jdk.toString()), arguments);
  }

  private static Launched launch(
      Path launcher, Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HERALD_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Launched(process.waitFor(), said.lines().toList());
  }
}
