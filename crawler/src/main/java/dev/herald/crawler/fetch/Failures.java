package dev.herald.crawler.fetch;

import dev.herald.crawler.fetch.BodyReader.RefusedBodyException;
import dev.herald.crawler.fetch.GuardedDns.RefusedHostException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says in one sentence why an exchange broke, without repeating what a hostile host wrote.
final class Failures {
  private static final int MAX_TEXT = 300;

  private Failures() {}

  static Outcome of(IOException e, Budget budget) {
    return switch (e) {
      case RefusedHostException _ -> new Outcome.Forbidden(text(e));
      case RefusedBodyException _ -> new Outcome.Broken(text(e), false, false);
      case UnknownHostException _ -> broken(text(e));
      case SocketTimeoutException _ -> broken("the host fell silent: " + text(e));
      case InterruptedIOException _ when Thread.currentThread().isInterrupted() ->
          new Outcome.Broken("interrupted", true, false);
      case InterruptedIOException _ ->
          broken("no complete answer within %d s".formatted(budget.whole().toSeconds()));
      case ConnectException _ -> broken("the connection was refused: " + text(e));
      case SSLException tls -> broken(tls(tls));
      case EOFException _, ProtocolException _ ->
          broken("the answer is cut off or malformed: " + text(e));
      default -> broken("the connection broke: " + text(e));
    };
  }

  private static Outcome broken(String reason) {
    return new Outcome.Broken(reason, true, true);
  }

  private static String tls(SSLException e) {
    if (e instanceof SSLPeerUnverifiedException) return "the certificate is for another host";
    if (has(e, CertificateExpiredException.class)) return "the certificate has expired";
    if (has(e, CertificateNotYetValidException.class)) return "the certificate is not valid yet";
    if (has(e, CertPathBuilderException.class))
      return "the certificate is self-signed or of an unknown authority";
    return "the secure connection failed: " + text(e);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    Optional<Throwable> current = Optional.of(e);
    for (int depth = 0; depth < 20 && current.isPresent(); depth++) {
      if (type.isInstance(current.get())) return true;
      current = Optional.ofNullable(current.get().getCause());
    }
    return false;
  }

  private static String text(IOException e) {
    return clean(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
  }

  /// Text from outside, made safe for one line of a log: printable ASCII, at most 300 characters.
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX_TEXT; i++) {
      char c = text.charAt(i);
      clean.append(c >= ' ' && c < 0x7F ? c : '?');
    }
    return text.length() > MAX_TEXT ? clean + "..." : clean.toString();
  }
}
