package dev.herald.app.office;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a Herald config folder that watches a press office: one source for each institution,
/// clocks fast enough to look at, and rules in several languages.
///
/// ```java
/// PressOfficeConfig.write(folder, office, Map.of());
/// LoadedConfig config = ConfigLoader.load(folder);
/// ```
public final class PressOfficeConfig {
  private PressOfficeConfig() {}

  /// Writes `herald.yaml`, `sources/*.yaml` and `rules/demo.yaml`, over those already there.
  ///
  /// @param webhooks addresses of webhooks by the name of their channel; every rule also delivers
  ///   to them
  /// @throws IOException if a file cannot be written
  public static void write(Path folder, PressOffice office, Map<String, String> webhooks)
      throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(folder.resolve("rules"));
    write(folder.resolve("herald.yaml"), herald(office, webhooks));
    for (Site site : office.sites())
      write(folder.resolve("sources").resolve(site.id() + ".yaml"), source(office, site));
    String channels =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("log"), webhooks.keySet().stream().sorted())
            .collect(Collectors.joining(", "));
    write(
        folder.resolve("rules").resolve("demo.yaml"),
        Resources.text("rules.yaml").replace("{channels}", channels));
  }

  private static String source(PressOffice office, Site site) {
    return Resources.text("sites/" + site.id() + "/source.yaml")
        .replace("{base}", office.room(site.id()).base());
  }

  private static String herald(PressOffice office, Map<String, String> webhooks) {
    List<String> hosts =
        office.sites().stream()
            .map(site -> "    %s: 127.0.0.1:%d\n".formatted(site.host(), office.port()))
            .toList();
    return Resources.text("herald.yaml").replace("{hosts}", String.join("", hosts))
        + channels(webhooks);
  }

  private static String channels(Map<String, String> webhooks) {
    if (webhooks.isEmpty()) return "";
    return webhooks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            hook ->
                """
                  %s:
                    webhook:
                      url: %s
                """
                    .formatted(hook.getKey(), hook.getValue()))
        .collect(Collectors.joining("", "channels:\n", ""));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
