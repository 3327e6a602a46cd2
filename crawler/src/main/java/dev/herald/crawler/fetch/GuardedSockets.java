package dev.herald.crawler.fetch;

import dev.herald.crawler.fetch.GuardedDns.RefusedHostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/// Sockets that connect where [HostMap] says, and check the address once more as they do: the last
/// line behind [GuardedDns], which literal addresses bypass.
final class GuardedSockets extends SocketFactory {
  private final AddressGuard guard;
  private final HostMap hosts;

  GuardedSockets(AddressGuard guard, HostMap hosts) {
    this.guard = guard;
    this.hosts = hosts;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        super.connect(checked(endpoint), timeoutMillis);
      }
    };
  }

  private SocketAddress checked(SocketAddress endpoint) throws IOException {
    if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved())
      throw new RefusedHostException(endpoint + " is not an internet address");
    Optional<SocketAddress> mapped = hosts.redirect(internet);
    if (mapped.isPresent()) return mapped.get();
    Optional<String> why = guard.refusal(internet.getAddress());
    if (why.isPresent())
      throw new RefusedHostException(
          "%s is at %s, a %s address"
              .formatted(
                  internet.getHostString(), internet.getAddress().getHostAddress(), why.get()));
    return endpoint;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("sockets are connected by address only");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw new IOException("sockets are connected by address only");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }
}
