package dev.herald.indexer.store;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.MessageCodec;
import dev.herald.indexer.read.QueryTooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;

/// A connection to Elasticsearch, shared by everything in one process. Thread-safe.
public final class ElasticsearchConnection implements AutoCloseable {
  private final RestClient rest;
  private final ElasticsearchClient client;

  /// Connects when the first request is sent.
  ///
  /// @param settings with the address filled in
  public ElasticsearchConnection(HeraldConfig.Elasticsearch settings) {
    int timeout = (int) settings.requestTimeout().toMillis();
    this.rest =
        RestClient.builder(HttpHost.create(settings.url().orElseThrow()))
            .setDefaultHeaders(authorization(settings))
            .setRequestConfigCallback(
                request -> request.setConnectTimeout(5_000).setSocketTimeout(timeout))
            .build();
    this.client =
        new ElasticsearchClient(
            new RestClientTransport(rest, new JacksonJsonpMapper(MessageCodec.mapper())));
  }

  /// The typed client.
  public ElasticsearchClient client() {
    return client;
  }

  /// A request through the typed client.
  public interface Request<T> {
    /// Sends it.
    T send(ElasticsearchClient client) throws IOException;
  }

  /// Sends a request that only reads.
  ///
  /// @throws QueryTooLargeException if it asks for more clauses than Elasticsearch has memory for
  /// @throws IOException if Elasticsearch is away, or answers with an error
  public <T> T read(Request<T> request) throws IOException {
    try {
      return request.send(client);
    } catch (ElasticsearchException e) {
      String reason = reason(e);
      if (reason.contains("too many") && reason.contains("clauses"))
        throw new QueryTooLargeException(e);
      throw new IOException("elasticsearch refuses: " + reason, e);
    }
  }

  /// The plain client, for requests whose JSON is a file.
  public RestClient rest() {
    return rest;
  }

  @Override
  public void close() {
    try {
      rest.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection to elasticsearch cannot be closed", e);
    }
  }

  private static String reason(ElasticsearchException e) {
    var causes = e.error().rootCause();
    return causes.isEmpty()
        ? String.valueOf(e.getMessage())
        : String.valueOf(causes.get(0).reason());
  }

  private static Header[] authorization(HeraldConfig.Elasticsearch settings) {
    if (settings.apiKey().isPresent())
      return new Header[] {
        new BasicHeader("Authorization", "ApiKey " + settings.apiKey().get().value())
      };
    if (settings.user().isEmpty() || settings.password().isEmpty()) return new Header[0];
    String pair = settings.user().get() + ":" + settings.password().get().value();
    return new Header[] {
      new BasicHeader(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
    };
  }
}
