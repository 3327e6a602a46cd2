package dev.herald.crawler.fetch;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/// One request and its answer, within bounds; no redirects, no politeness.
final class Exchange {
  private static final int LEAST_STATUS = 100;
  private static final int MAX_HEADERS = 200;
  private static final long MAX_HEADER_BYTES = 32 << 10;

  private final Clock clock;

  Exchange(Clock clock) {
    this.clock = clock;
  }

  /// What is asked for.
  ///
  /// @param maxBytes most bytes of the body, after decoding
  /// @param cut whether a longer body is cut there instead of refused
  /// @param givesWay as in [FetchRequest]
  record Question(HttpUrl url, Headers headers, long maxBytes, boolean cut, boolean givesWay) {}

  /// An answer without a body that OkHttp would not hand over as it came.
  static final class PlainAnswerException extends ProtocolException {
    private static final long serialVersionUID = 1;

    private final int status;

    @SuppressWarnings("serial") // never serialised
    private final Headers asked;

    @SuppressWarnings("serial") // never serialised
    private final Headers headers;

    /// @throws IOException instead if its headers are over a bound
    PlainAnswerException(Response response) throws IOException {
      super("HTTP " + response.code());
      checkHeaders(response.headers());
      this.status = response.code();
      this.asked = response.request().headers();
      this.headers = response.headers();
    }
  }

  /// Asks once. Never throws for what a host does.
  Outcome ask(OkHttpClient client, Question question, Budget budget) {
    Call call =
        client.newCall(
            new Request.Builder().url(question.url()).headers(question.headers()).build());
    call.timeout().timeout(Math.max(1, budget.leftNanos()), TimeUnit.NANOSECONDS);
    Instant startedAt = clock.instant();
    try (Response response = call.execute()) {
      int status = response.code();
      checkHeaders(response.headers());
      if (status < LEAST_STATUS) throw new ProtocolException("there is no status " + status);
      boolean success = status >= 200 && status < 300;
      BodyReader.Body body =
          success ? body(response, question) : new BodyReader.Body(ByteString.EMPTY, 0);
      Response sent = response.networkResponse();
      return new Outcome.Answered(
          question.url(),
          status,
          sent == null ? response.request().headers() : sent.request().headers(),
          response.headers(),
          body.bytes(),
          body.wireBytes(),
          startedAt,
          clock.instant());
    } catch (PlainAnswerException e) {
      return new Outcome.Answered(
          question.url(),
          e.status,
          e.asked,
          e.headers,
          ByteString.EMPTY,
          0,
          startedAt,
          clock.instant());
    } catch (IOException e) {
      return Failures.of(e, budget);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // OkHttp takes some numbers for its caller's that a host has sent, such as a length below 0.
      return Failures.of(new ProtocolException(String.valueOf(e.getMessage())), budget);
    }
  }

  private static BodyReader.Body body(Response response, Question question) throws IOException {
    Headers headers = response.headers();
    long announced = response.body().contentLength();
    boolean encoded = headers.get("Content-Encoding") != null;
    if (!question.cut() && !encoded && announced > question.maxBytes())
      throw new BodyReader.RefusedBodyException(
          "body of %d bytes is over the limit of %d bytes"
              .formatted(announced, question.maxBytes()));
    return BodyReader.read(
        response.body().byteStream(), headers, question.maxBytes(), question.cut());
  }

  private static void checkHeaders(Headers headers) throws IOException {
    if (headers.size() > MAX_HEADERS)
      throw new BodyReader.RefusedBodyException(
          "%d headers are over the limit of %d".formatted(headers.size(), MAX_HEADERS));
    if (headers.byteCount() > MAX_HEADER_BYTES)
      throw new BodyReader.RefusedBodyException(
          "headers of %d bytes are over the limit of %d"
              .formatted(headers.byteCount(), MAX_HEADER_BYTES));
    if (headers.values("Content-Length").stream().distinct().count() > 1)
      throw new ProtocolException("two different content lengths");
  }
}
