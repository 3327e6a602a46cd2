package dev.herald.crawler.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/// An RFC 3161 authority over HTTP, which signs that it had a digest before it at a time.
///
/// It learns the digest alone. Its address comes from the settings, so no guard stands before it.
public final class TimestampAuthority {
  private static final MediaType QUERY = MediaType.get("application/timestamp-query");
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER_BYTES = 1 << 17;
  private static final int NONCE_BITS = 64;

  private final String url;
  private final OkHttpClient client = new OkHttpClient.Builder().callTimeout(DEADLINE).build();
  private final SecureRandom random = new SecureRandom();

  /// @param url where it takes queries
  public TimestampAuthority(String url) {
    this.url = url;
  }

  /// Has these bytes stamped.
  ///
  /// @return its answer as it came (`TimeStampResp`), which `openssl ts -verify` reads too
  /// @throws IOException if it does not answer, refuses, or answers with what does not hold
  ByteString stamp(ByteString data) throws IOException {
    TimeStampRequestGenerator query = new TimeStampRequestGenerator();
    query.setCertReq(true);
    TimeStampRequest request =
        query.generate(
            TSPAlgorithms.SHA256, data.sha256().toByteArray(), new BigInteger(NONCE_BITS, random));
    byte[] answer = ask(request.getEncoded());
    try {
      new TimeStampResponse(answer).validate(request);
    } catch (TSPException e) {
      throw new IOException("%s: %s".formatted(url, e.getMessage()), e);
    }
    Timestamp.read(answer, data.toByteArray());
    return ByteString.of(answer);
  }

  private byte[] ask(byte[] query) throws IOException {
    Request request = new Request.Builder().url(url).post(RequestBody.create(query, QUERY)).build();
    try (Response response = client.newCall(request).execute()) {
      byte[] answer = response.body().byteStream().readNBytes(MAX_ANSWER_BYTES);
      if (response.code() != 200)
        throw new IOException("%s: HTTP %d".formatted(url, response.code()));
      return answer;
    }
  }
}
