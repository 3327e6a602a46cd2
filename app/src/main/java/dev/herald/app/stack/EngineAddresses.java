package dev.herald.app.stack;

import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the engines of a Herald are that runs already: where the configuration places them, or
/// else on loopback, where the Herald that holds the data folder embeds them.
///
/// Example: `EngineAddresses.kafka(config).bootstrapServers()` always names a server.
public final class EngineAddresses {
  private EngineAddresses() {}

  /// The settings that would place an engine elsewhere and do not; empty if none is embedded.
  public static List<String> unnamed(HeraldConfig config) {
    return Stream.of(
            unless(!config.kafka().bootstrapServers().isEmpty(), "kafka.bootstrap-servers"),
            unless(config.elasticsearch().url().isPresent(), "elasticsearch.url"),
            unless(config.postgresql().url().isPresent(), "postgresql.url"))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Kafka, with at least one server.
  public static HeraldConfig.Kafka kafka(HeraldConfig config) {
    HeraldConfig.Kafka settings = config.kafka();
    return settings.bootstrapServers().isEmpty()
        ? settings.at("127.0.0.1:" + settings.port())
        : settings;
  }

  /// Elasticsearch, with its URL.
  public static HeraldConfig.Elasticsearch elasticsearch(HeraldConfig config) {
    HeraldConfig.Elasticsearch settings = config.elasticsearch();
    return settings.url().isPresent()
        ? settings
        : settings.at("http://127.0.0.1:" + settings.port());
  }

  /// PostgreSQL, with its URL, and with the user and the password of an embedded one.
  ///
  /// @throws NoSuchFileException if the data folder holds no database
  /// @throws IOException if the embedded one's password cannot be read
  public static HeraldConfig.Postgresql postgresql(HeraldConfig config) throws IOException {
    HeraldConfig.Postgresql settings = config.postgresql();
    if (settings.url().isPresent()) return settings;
    String password = EmbeddedPostgres.password(config.data().resolve("postgresql"));
    return settings.at(
        EmbeddedPostgres.url(settings.port()), EmbeddedPostgres.USER, new Secret(password));
  }

  private static Optional<String> unless(boolean named, String setting) {
    return named ? Optional.empty() : Optional.of(setting);
  }
}
