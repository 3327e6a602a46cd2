package dev.herald.crawler.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Hosts that stand at an address of the configuration's choice, as curl's `--resolve`.
///
/// The map is itself the allowance: whoever wrote the exact address meant it, so a mapped host may
/// be at a private address and any port.
final class HostMap {
  private record Place(InetAddress address, OptionalInt port) {}

  private final Map<String, Place> places = new HashMap<>();

  /// @param resolve host name to `address` or `address:port`, as in `fetch.resolve`
  /// @throws IllegalArgumentException naming the first entry that is none
  HostMap(Map<String, String> resolve) {
    resolve.forEach((host, place) -> places.put(host.toLowerCase(Locale.ROOT), place(host, place)));
  }

  private static Place place(String host, String text) {
    boolean bracketed = text.startsWith("[") && text.contains("]");
    int colon = bracketed ? text.indexOf("]:") + 1 : text.lastIndexOf(':');
    boolean port = bracketed ? colon > 0 : colon > 0 && text.indexOf(':') == colon;
    String address = port ? text.substring(0, colon) : text;
    try {
      String bare = bracketed ? address.substring(1, address.length() - 1) : address;
      byte[] bytes = Cidr.parse(bare).network().toByteArray();
      int number = port ? Integer.parseInt(text.substring(colon + 1)) : 1;
      if (number < 1 || number > 65_535) throw new IllegalArgumentException("port " + number);
      return new Place(
          InetAddress.getByAddress(host, bytes),
          port ? OptionalInt.of(number) : OptionalInt.empty());
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw new IllegalArgumentException(
          "fetch.resolve.%s: '%s' is not an address; write 127.0.0.1:8081".formatted(host, text),
          e);
    }
  }

  /// The address a host is mapped to, carrying the host's name.
  Optional<InetAddress> find(String host) {
    return Optional.ofNullable(places.get(host.toLowerCase(Locale.ROOT))).map(Place::address);
  }

  /// Where to connect instead of `endpoint`, if its host is mapped.
  Optional<SocketAddress> redirect(InetSocketAddress endpoint) {
    return Optional.ofNullable(places.get(endpoint.getHostString().toLowerCase(Locale.ROOT)))
        .map(
            place ->
                new InetSocketAddress(place.address(), place.port().orElse(endpoint.getPort())));
  }
}
