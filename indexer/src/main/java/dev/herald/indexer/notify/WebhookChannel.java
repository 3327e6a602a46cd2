package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Posts each delivery as JSON: an alert, or a digest with the list of its alerts.
///
/// Headers: `Herald-Delivery` (the delivery's id, the same for repeats), `Herald-Timestamp` (epoch
/// seconds) and, with a secret, `Herald-Signature`: `sha256=` and the HMAC-SHA256 of timestamp, a
/// dot and the body, in hex.
final class WebhookChannel implements Channel {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final int GONE = 410;

  private final HeraldConfig.Webhook settings;
  private final OkHttpClient client;
  private final Clock clock;
  // The rest of the address is often the key to it.
  private final String host;

  WebhookChannel(HeraldConfig.Webhook settings, OkHttpClient client, Clock clock) {
    this.settings = settings;
    this.client =
        client.newBuilder().callTimeout(settings.timeout()).followRedirects(false).build();
    this.clock = clock;
    this.host = HttpUrl.get(settings.url()).host();
  }

  @Override
  public Duration longest() {
    return settings.timeout();
  }

  @Override
  public Outcome send(Alert alert) {
    return post(alert.deliveryId(), MessageCodec.write(alert));
  }

  @Override
  public Outcome send(Digest digest) {
    return post(digest.deliveryId(), MessageCodec.write(digest));
  }

  private Outcome post(String deliveryId, byte[] body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    Request.Builder request =
        new Request.Builder()
            .url(settings.url())
            .post(RequestBody.create(body, JSON))
            .header("User-Agent", "Herald")
            .header("Herald-Delivery", deliveryId)
            .header("Herald-Timestamp", timestamp);
    settings
        .secret()
        .ifPresent(
            secret ->
                request.header(
                    "Herald-Signature", "sha256=" + hmac(secret.value(), timestamp, body)));
    try (Response response = client.newCall(request.build()).execute()) {
      if (response.isSuccessful()) return new Outcome.Delivered();
      String reason = "%s answers %d".formatted(host, response.code());
      if (response.code() == GONE) return new Outcome.GiveUp(reason);
      return new Outcome.Retry(reason, retryAfter(response));
    } catch (IOException e) {
      return new Outcome.Retry("%s: %s".formatted(host, e), Optional.empty());
    }
  }

  private static Optional<Duration> retryAfter(Response response) {
    String seconds = response.header("Retry-After");
    return seconds != null && seconds.matches("\\d{1,5}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
  }

  private static String hmac(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
