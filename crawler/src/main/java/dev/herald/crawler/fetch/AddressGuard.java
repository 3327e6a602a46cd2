package dev.herald.crawler.fetch;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okio.ByteString;

/// Says which addresses, host names and ports must not be fetched, so that no page, feed or
/// redirect can make Herald ask inside the network it runs in.
///
/// Decides on address bytes by the IANA special-purpose registries; IPv6 forms that carry an IPv4
/// address (mapped, NAT64, 6to4, Teredo) are refused whole. Addresses in `fetch.allow-addresses`
/// are exempt, with any port and name. Immutable.
public final class AddressGuard {
  private static final Map<Cidr, String> SPECIAL = special();

  /// Ports of web servers; others belong to mail, databases and the like.
  private static final Set<Integer> WEB_PORTS = Set.of(80, 443, 8000, 8080, 8443, 8888);

  private static final Set<String> SPECIAL_DOMAINS =
      Set.of(
          "localhost localdomain local internal intranet private corp home lan onion test invalid"
              .concat(" alt arpa nip.io sslip.io xip.io localtest.me metadata.tencentyun.com")
              .concat(" metadata.packet.net metadata.platformequinix.com")
              .split(" "));

  private final List<Cidr> allowed;

  /// @param allowAddresses CIDR blocks, as in `fetch.allow-addresses`
  /// @throws IllegalArgumentException naming the first that is none
  public AddressGuard(Collection<String> allowAddresses) {
    allowed = allowAddresses.stream().map(Cidr::parse).toList();
  }

  private static Map<Cidr, String> special() {
    String table =
        """
        0.0.0.0/8 this host
        10.0.0.0/8 private
        100.64.0.0/10 shared address space
        127.0.0.0/8 loopback
        169.254.0.0/16 link-local
        172.16.0.0/12 private
        192.0.0.0/24 protocol assignments
        192.0.2.0/24 documentation
        192.31.196.0/24 AS112
        192.52.193.0/24 AMT
        192.88.99.0/24 6to4 relay
        192.168.0.0/16 private
        192.175.48.0/24 AS112
        198.18.0.0/15 benchmarking
        198.51.100.0/24 documentation
        203.0.113.0/24 documentation
        224.0.0.0/4 multicast
        240.0.0.0/4 reserved
        168.63.129.16/32 cloud platform
        64:ff9b::/96 NAT64
        64:ff9b:1::/48 local NAT64
        100::/64 discard
        100:0:0:1::/64 dummy
        2001::/23 protocol assignments
        2001:db8::/32 documentation
        2002::/16 6to4
        2620:4f:8000::/48 AS112
        3fff::/20 documentation
        5f00::/16 segment routing
        fc00::/7 private
        fe80::/10 link-local
        fec0::/10 site-local
        ff00::/8 multicast
        ::/8 unspecified, loopback or carrying an IPv4 address
        """;
    Map<Cidr, String> special = new LinkedHashMap<>();
    for (String line : table.lines().toList()) {
      int blank = line.indexOf(' ');
      special.put(Cidr.parse(line.substring(0, blank)), line.substring(blank + 1));
    }
    return special;
  }

  /// Why an address must not be asked, such as `loopback`; empty if it may.
  public Optional<String> refusal(InetAddress address) {
    ByteString bytes = ByteString.of(address.getAddress());
    if (isAllowed(bytes)) return Optional.empty();
    // Outside 2000::/3 nothing is assigned to the public yet.
    boolean unassigned = bytes.size() == 16 && (bytes.getByte(0) & 0xE0) != 0x20;
    return SPECIAL.entrySet().stream()
        .filter(entry -> entry.getKey().contains(bytes))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> unassigned ? Optional.of("unassigned") : Optional.empty());
  }

  /// Why a URL must not be asked although its host resolves to `addresses`; empty if it may.
  ///
  /// @param addresses every answer for the URL's host; all must be allowed
  public Optional<String> refusal(HttpUrl url, Collection<InetAddress> addresses) {
    List<InetAddress> unlisted = new ArrayList<>();
    for (InetAddress address : addresses)
      if (!isAllowed(ByteString.of(address.getAddress()))) unlisted.add(address);
    if (unlisted.isEmpty() && !addresses.isEmpty()) return Optional.empty();
    for (InetAddress address : unlisted) {
      Optional<String> why = refusal(address);
      if (why.isPresent())
        return Optional.of(
            "%s is at %s, a %s address".formatted(url.host(), address.getHostAddress(), why.get()));
    }
    return refusal(url);
  }

  /// Why a URL must not be asked whatever its host resolves to, as far as name and port say.
  Optional<String> refusal(HttpUrl url) {
    if (isSpecialName(url.host()))
      return Optional.of("%s is a name of private networks".formatted(url.host()));
    return WEB_PORTS.contains(url.port())
        ? Optional.empty()
        : Optional.of("port %d is not one of web servers".formatted(url.port()));
  }

  /// Whether a host name belongs to private networks or has no dot; false for addresses.
  private static boolean isSpecialName(String host) {
    if (host.indexOf(':') >= 0 || isIpv4(host)) return false;
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.indexOf('.') < 0) return true;
    for (int dot = -1; ; ) {
      if (SPECIAL_DOMAINS.contains(name.substring(dot + 1))) return true;
      dot = name.indexOf('.', dot + 1);
      if (dot < 0) return false;
    }
  }

  private static boolean isIpv4(String host) {
    return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private boolean isAllowed(ByteString address) {
    return allowed.stream().anyMatch(block -> block.contains(address));
  }
}
