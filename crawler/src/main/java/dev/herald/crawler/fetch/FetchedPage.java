package dev.herald.crawler.fetch;

import dev.herald.crawler.fetch.FetchRequest.Validators;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// A complete answer with a body.
///
/// @param requestedUrl what was asked for
/// @param url where the answer came from, after redirects
/// @param status 200–299; any where a [Witness] is told of it
/// @param requestHeaders of the last hop, in order, as `name: value`
/// @param responseHeaders of the last hop, in order, as `name: value`
/// @param body decompressed, within the bound
/// @param wireBytes bytes received, as sent
/// @param startedAt when the last hop's request was sent
/// @param finishedAt when the last byte had arrived
/// @param robots the decision and the rule it rests on, such as `allowed (Allow: /press)`, and what
///   the answer itself asks of robots, as [dev.herald.crawler.robots.RobotsTags] tells it
/// @param rendering what a browser made of it; empty where it is read as it came
public record FetchedPage(
    HttpUrl requestedUrl,
    HttpUrl url,
    int status,
    List<String> requestHeaders,
    List<String> responseHeaders,
    ByteString body,
    long wireBytes,
    Instant startedAt,
    Instant finishedAt,
    String robots,
    Optional<Rendering> rendering) {

  /// What a browser made of a page.
  ///
  /// @param html the document after its scripts have run: UTF-8 behind a byte order mark, which no
  ///   header of the answer overrules
  /// @param withheld what its scripts asked for and did not get, a sentence each
  public record Rendering(ByteString html, List<String> withheld) {
    /// Keeps a copy.
    public Rendering {
      withheld = List.copyOf(withheld);
    }
  }

  /// An answer that is read as it came.
  public FetchedPage(
      HttpUrl requestedUrl,
      HttpUrl url,
      int status,
      List<String> requestHeaders,
      List<String> responseHeaders,
      ByteString body,
      long wireBytes,
      Instant startedAt,
      Instant finishedAt,
      String robots) {
    this(
        requestedUrl,
        url,
        status,
        requestHeaders,
        responseHeaders,
        body,
        wireBytes,
        startedAt,
        finishedAt,
        robots,
        Optional.empty());
  }

  /// The same answer, rendered.
  public FetchedPage with(Rendering rendering) {
    return new FetchedPage(
        requestedUrl,
        url,
        status,
        requestHeaders,
        responseHeaders,
        body,
        wireBytes,
        startedAt,
        finishedAt,
        robots,
        Optional.of(rendering));
  }

  /// What is read: the rendered document, else the body.
  public ByteString content() {
    return rendering.map(Rendering::html).orElse(body);
  }

  /// Response headers by lower-case name, repeated ones joined by ", ".
  public Map<String, String> headers() {
    return responseHeaders.stream()
        .map(header -> header.split(":", 2))
        .filter(parts -> parts.length == 2)
        .collect(
            java.util.stream.Collectors.toMap(
                parts -> parts[0].strip().toLowerCase(java.util.Locale.ROOT),
                parts -> parts[1].strip(),
                (first, second) -> first + ", " + second,
                java.util.LinkedHashMap::new));
  }

  /// Values of a header that may stand there several times, in order.
  public List<String> values(String name) {
    return responseHeaders.stream()
        .map(header -> header.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equalsIgnoreCase(name))
        .map(parts -> parts[1].strip())
        .toList();
  }

  /// The `Content-Type` header.
  public Optional<String> contentType() {
    return Optional.ofNullable(headers().get("content-type"));
  }

  /// Validators for the next conditional request.
  public Validators validators() {
    Map<String, String> headers = headers();
    return new Validators(
        Optional.ofNullable(headers.get("etag")),
        Optional.ofNullable(headers.get("last-modified")));
  }
}
