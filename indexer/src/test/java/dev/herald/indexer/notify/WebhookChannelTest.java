package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChannelTest {
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (status == 429) exchange.getResponseHeaders().add("Retry-After", "90");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "200,Delivered",
    "204,Delivered",
    "302,Retry",
    "404,Retry",
    "410,GiveUp",
    "503,Retry"
  })
  void theStatusDecides(int answered, String outcome) {
    status = answered;

    assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aReceiverSaysWhenToComeBack() {
    status = 429;

    assertThat(send())
        .isEqualTo(
            new Channel.Outcome.Retry(
                "127.0.0.1 answers 429", Optional.of(Duration.ofSeconds(90))));
  }

  @Test
  void theKeyInAnAddressIsNeverTold() {
    status = 500;

    Channel.Outcome refused = send();
    server.stop(0);
    Channel.Outcome away = send();

    assertThat(refused.toString()).contains("answers 500").doesNotContain("k3y");
    assertThat(away.toString()).contains("127.0.0.1").doesNotContain("k3y");
  }

  private Channel.Outcome send() {
    String url = "http://127.0.0.1:%d/hooks/k3y".formatted(server.getAddress().getPort());
    HeraldConfig.Webhook settings =
        new HeraldConfig.Webhook(url, Optional.empty(), Duration.ofSeconds(5));
    return new WebhookChannel(settings, new OkHttpClient(), Clock.systemUTC())
        .send(Samples.alert("abc", "A title"));
  }
}
