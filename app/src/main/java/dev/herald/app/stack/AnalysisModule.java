package dev.herald.app.stack;

import dev.herald.config.language.LanguageAnalyzers;
import dev.herald.config.language.Languages;
import dev.herald.config.language.WordsAnalyzer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the module of language analyzers into an unpacked Elasticsearch.
final class AnalysisModule {
  private static final String NAME = "herald-analysis";
  // By name: the plugin's own superclass exists only inside the server.
  private static final String PLUGIN = "dev.herald.app.stack.analysis.LanguageAnalysisPlugin";
  private static final List<String> CLASSES =
      List.of(
          PLUGIN,
          "dev.herald.app.stack.analysis.ApostropheFilter",
          LanguageAnalyzers.class.getName(),
          WordsAnalyzer.class.getName(),
          Languages.class.getName());

  private AnalysisModule() {}

  /// Writes it under `modules/`, from the classes this process runs.
  static void install(Path home, String elasticsearchVersion) throws IOException {
    Path module = Files.createDirectories(home.resolve("modules").resolve(NAME));
    Files.writeString(
        module.resolve("plugin-descriptor.properties"),
        """
        name=%s
        description=Language analyzers for Herald
        version=%s
        elasticsearch.version=%s
        java.version=25
        classname=%s
        """
            .formatted(NAME, elasticsearchVersion, elasticsearchVersion, PLUGIN),
        StandardCharsets.UTF_8);
    try (var jar = new ZipOutputStream(Files.newOutputStream(module.resolve(NAME + ".jar")))) {
      for (String type : CLASSES) {
        String entry = type.replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (InputStream bytes = AnalysisModule.class.getClassLoader().getResourceAsStream(entry)) {
          if (bytes == null) throw new IOException("class file not found: " + entry);
          bytes.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
  }
}
