package dev.herald.app.office;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/// Asks the press office as a plain client would: every host is loopback.
final class OfficeClient {
  private static final Dns LOOPBACK =
      new Dns() {
        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
          return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        }
      };

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .dns(LOOPBACK)
          .followRedirects(false)
          .retryOnConnectionFailure(false)
          .build();

  record Answer(int status, Map<String, List<String>> headers, ByteString body) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }

  Answer get(String url) throws IOException {
    return get(url, Map.of());
  }

  Answer get(String url, Map<String, String> headers) throws IOException {
    var request = new Request.Builder().url(url);
    headers.forEach(request::header);
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(
          response.code(), response.headers().toMultimap(), response.body().byteString());
    }
  }
}
