package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir Path folder;

  @Test
  void aLookAtNothingIsCountedAndPublishesNothing() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("config/sources")).resolve("x.yaml"),
        """
        id: xx-ministry
        institution: Ministry of Examples
        country: INT
        zone: UTC
        languages: [en]
        discovery: [{kind: feed, url: "https://press.example/rss"}]
        """);
    Files.createDirectories(folder.resolve("data/archive"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      JsonNode answer =
          Ran.of(
                  "replay",
                  "--source",
                  "xx-ministry",
                  "--since",
                  "2024-03-01",
                  "--dry-run",
                  "--json",
                  "--config",
                  folder + "/config",
                  "--data",
                  folder + "/data",
                  "--set",
                  "postgresql.url=" + postgres.getJdbcUrl("postgres", "postgres"))
              .json();

      assertThat(answer.get("read").asInt()).isZero();
      assertThat(answer.get("changes").isArray()).isTrue();
      assertThat(answer.hasNonNull("published")).isFalse();
    }
  }
}
