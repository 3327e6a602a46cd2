package dev.herald.app.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.herald.config.DataSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchIT {
  @TempDir Path folder;

  /// As the server of a Herald that was killed while it started does, for a last moment.
  @Test
  void anotherServerThatAnswersOnThePortIsNotTakenForTheOneThatWasStarted() {
    int port = TestStack.freePort();
    CompletableFuture<HttpServer> other =
        CompletableFuture.supplyAsync(() -> answerOnceTheSettingsAreWritten(port));

    try {
      assertThatThrownBy(
              () ->
                  EmbeddedElasticsearch.start(
                      Engines.elasticsearch(),
                      folder,
                      TestStack.shared().config().data().resolve("engines"),
                      port,
                      DataSize.parse("256MiB")))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("port %d is in use".formatted(port))
          .hasMessageContaining("elasticsearch.port");
    } finally {
      other.join().stop(0);
    }
  }

  private HttpServer answerOnceTheSettingsAreWritten(int port) {
    Path written = folder.resolve("config/elasticsearch.yml");
    Instant limit = Instant.now().plusSeconds(60);
    while (!Files.exists(written) && Instant.now().isBefore(limit))
      Pause.between(Duration.ofMillis(5));
    byte[] body = "{\"name\": \"another\", \"status\": \"green\"}".getBytes(StandardCharsets.UTF_8);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
