package dev.herald.app.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the build put the servers' distributions.
final class Engines {
  private static final String ELASTICSEARCH = "elasticsearch-8.19.21.zip";

  private Engines() {}

  /// The zip of the Elasticsearch server, beside this program's own classes.
  ///
  /// @throws StackException if the build did not put it there
  static Path elasticsearch() {
    Path classes =
        Path.of(
            java.net.URI.create(
                Engines.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path zip = classes.resolveSibling("engines").resolve(ELASTICSEARCH);
    if (!Files.isReadable(zip))
      throw new StackException(
          "%s is missing; build Herald again: ./mvnw -DskipTests package".formatted(zip));
    return zip;
  }
}
