package dev.herald.crawler.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import okio.ByteString;

/// A block of addresses, such as `127.0.0.0/8` or `fc00::/7`.
///
/// @param network 4 or 16 bytes
/// @param bits of the prefix
record Cidr(ByteString network, int bits) {
  /// Parses a block, or one address.
  ///
  /// @throws IllegalArgumentException saying what is expected
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    // Only literals: a name must never be looked up here.
    boolean literal =
        !address.isEmpty()
            && address.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0)
            && (address.indexOf(':') >= 0 || address.chars().filter(c -> c == '.').count() == 3);
    try {
      if (!literal) throw new UnknownHostException(address);
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > bytes.length * 8) throw new NumberFormatException();
      return new Cidr(ByteString.of(bytes), bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a block of addresses; write 127.0.0.0/8 or fc00::/7".formatted(text), e);
    }
  }

  boolean contains(ByteString address) {
    if (address.size() != network.size()) return false;
    for (int i = 0; i * 8 < bits; i++) {
      int mask = (0xFF << Math.max(0, 8 - (bits - i * 8))) & 0xFF;
      if ((address.getByte(i) & mask) != (network.getByte(i) & mask)) return false;
    }
    return true;
  }
}
