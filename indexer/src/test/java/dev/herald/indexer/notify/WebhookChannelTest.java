package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChannelTest {
  private HttpServer server;
  private int status = 200;
  private volatile Headers headers = new Headers();
  private volatile byte[] body = {};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          headers = exchange.getRequestHeaders();
          body = exchange.getRequestBody().readAllBytes();
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
  void anAnswerThatComesAfterTheDeadlineIsTriedAgain() throws Exception {
    Semaphore answer = new Semaphore(0);
    server.createContext(
        "/slow",
        exchange -> {
          answer.acquireUninterruptibly();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });

    Channel.Outcome outcome = send("/slow", Duration.ofMillis(300));
    answer.release();

    assertThat(outcome).isInstanceOf(Channel.Outcome.Retry.class);
  }

  @Test
  void whateverATitleHoldsArrivesAsItWas() throws Exception {
    String title = "نرخ \u202e\u0000\u001b[31m\r\nX: \"y\" \u2028</script>" + "a😀".repeat(3_400);

    send(title);

    var json = MessageCodec.mapper().readTree(body);
    assertThat(json.path("title").asText()).isEqualTo(title);
    assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContainPattern("\\p{Cntrl}");
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

  @Test
  void aDigestIsOneSignedListOfItsAlerts() throws Exception {
    var digest = Samples.digest("digest", Samples.alert("one", "A"), Samples.alert("two", "B"));
    String key = "a key of this test";

    new WebhookChannel(
            settings(Optional.of(new Secret(key))), new OkHttpClient(), Clock.systemUTC())
        .send(digest);

    var json = MessageCodec.mapper().readTree(body);
    assertThat(json.path("deliveryId").asText()).isEqualTo("digest");
    assertThat(json.path("count").asInt()).isEqualTo(2);
    assertThat(json.at("/alerts/0/deliveryId").asText()).isEqualTo("one");
    assertThat(json.at("/alerts/1/title").asText()).isEqualTo("B");
    assertThat(headers.getFirst("Herald-Delivery")).isEqualTo("digest");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((headers.getFirst("Herald-Timestamp") + ".").getBytes(StandardCharsets.UTF_8));
    assertThat(headers.getFirst("Herald-Signature"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
  }

  private Channel.Outcome send() {
    return send("A title");
  }

  private Channel.Outcome send(String title) {
    return send(settings(Optional.empty()), title);
  }

  private Channel.Outcome send(String path, Duration timeout) {
    return send(new HeraldConfig.Webhook(url(path), Optional.empty(), timeout), "A title");
  }

  private static Channel.Outcome send(HeraldConfig.Webhook settings, String title) {
    return new WebhookChannel(settings, new OkHttpClient(), Clock.systemUTC())
        .send(Samples.alert("abc", title));
  }

  private HeraldConfig.Webhook settings(Optional<Secret> secret) {
    return new HeraldConfig.Webhook(url("/hooks/k3y"), secret, Duration.ofSeconds(5));
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }
}
