package dev.herald.crawler.render;

import dev.herald.config.HeraldConfig;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs that rendering needs, which Herald does not bring.
///
/// @param chromium the browser
/// @param node what drives it
public record Programs(Optional<Path> chromium, Optional<Path> node) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /// Looks for them: as set, else on the PATH.
  public static Programs find(HeraldConfig.Browser settings) {
    return new Programs(
        settings.program().or(() -> onPath(BROWSERS)).filter(Files::isExecutable),
        settings.node().or(() -> onPath(List.of("node", "nodejs"))).filter(Files::isExecutable));
  }

  private static Optional<Path> onPath(List<String> names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return names.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What is missing and how to get it; empty if nothing is.
  public Optional<String> missing() {
    if (chromium.isEmpty())
      return Optional.of(
          "there is no Chromium; install it (Debian: apt install chromium), or name its program"
              + " under browser.program");
    if (node.isEmpty())
      return Optional.of(
          "there is no Node.js to drive Chromium; install it (Debian: apt install nodejs), or name"
              + " its program under browser.node");
    return Optional.empty();
  }
}
