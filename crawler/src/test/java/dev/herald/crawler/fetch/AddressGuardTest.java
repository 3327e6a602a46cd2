package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.fetch.GuardedDns.RefusedHostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "169.254.169.254, link-local",
    "100.100.100.200, shared address space",
    "172.31.255.255, private",
    "fd00:ec2::254, private",
    "64:ff9b::7f00:1, NAT64",
    "2002:7f00:1::, 6to4",
    "2001::1, protocol assignments",
    "4000::1, unassigned"
  })
  void specialAddressesAreRefusedByName(String address, String name) throws IOException {
    assertThat(guard.refusal(InetAddress.getByName(address))).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"172.15.255.255", "172.32.0.0", "100.63.255.255", "8.8.8.8", "2a00:1450::1"})
  void publicAddressesAreNot(String address) throws IOException {
    assertThat(guard.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.0/33", "10.0/8", "fc00::/129", "", "/8"})
  void whatIsNoBlockIsSaid(String text) {
    assertThatThrownBy(() -> new AddressGuard(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'%s' is not a block of addresses".formatted(text));
  }

  @Test
  void allowedAddressesMayBeAskedAtAnyPortAndName() {
    try (RawServer server =
            new RawServer(
                (_, socket) -> RawServer.send(socket, RawServer.answer("200 OK", "", "x")));
        HttpFetcher open = fetcher(List.of("127.0.0.0/8"));
        HttpFetcher closed = fetcher(List.of())) {
      for (String host : List.of("127.0.0.1", "localhost")) {
        FetchRequest request = Fetchers.page("http://%s:%d/7".formatted(host, server.port()));

        assertThat(open.fetch(request)).isInstanceOf(FetchResult.Fetched.class);
        assertThat(closed.fetch(request)).isInstanceOf(FetchResult.Refused.class);
      }
      assertThat(server.requests).hasSize(2);
    }
  }

  private static HttpFetcher fetcher(List<String> allowed) {
    return Fetchers.of(
        Fetchers.config(Map.of(), Duration.ZERO, allowed),
        new TestClock(),
        host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})));
  }

  @Test
  void aSocketIsTheLastLine() throws IOException {
    try (Socket socket = new GuardedSockets(guard, new HostMap(Map.of())).createSocket()) {
      InetSocketAddress inside = new InetSocketAddress(InetAddress.getByName("10.0.0.5"), 80);

      assertThatThrownBy(() -> socket.connect(inside, 100))
          .isInstanceOf(RefusedHostException.class)
          .hasMessageContaining("a private address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"press", "127.0.0.1:0", "127.0.0.1:x", "127.0.0.1:70000", "", "[::1"})
  void whatIsNoPlaceInTheHostMapIsSaid(String place) {
    assertThatThrownBy(() -> new HostMap(Map.of("press.example", place)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "fetch.resolve.press.example: '%s' is not an address".formatted(place));
  }

  @Test
  void aMappedHostIsNotLookedUp() throws IOException {
    HostMap hosts = new HostMap(Map.of("Press.example", "[::1]:8081", "b.example", "127.0.0.1"));
    Dns never =
        host -> {
          throw new AssertionError(host);
        };
    GuardedDns dns = new GuardedDns(never, guard, hosts, Duration.ofSeconds(1), new TestClock());

    InetAddress address = dns.lookup("press.example").getFirst();

    assertThat(hosts.redirect(new InetSocketAddress(address, 443)))
        .hasToString("Optional[Press.example/[0:0:0:0:0:0:0:1]:8081]");
    assertThat(hosts.redirect(new InetSocketAddress(dns.lookup("b.example").getFirst(), 443)))
        .hasToString("Optional[b.example/127.0.0.1:443]");
  }
}
