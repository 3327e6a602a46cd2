package dev.herald.crawler.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/// Certificates for loopback servers, made with keytool for `press.example` and valid to 2119:
/// `good`, `expired`, `other-host` of a test authority, and `self-signed`.
final class Tls {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Tls() {}

  private static KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Tls.class.getResourceAsStream("/fetch/" + name + ".p12")) {
      store.load(Objects.requireNonNull(in, name), PASSWORD);
    }
    return store;
  }

  static ServerSocketFactory server(String certificate) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store(certificate), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context.getServerSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Lets a client trust the test authority.
  static OkHttpClient.Builder trusting(OkHttpClient.Builder client) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store("trust"));
      X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return client.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
