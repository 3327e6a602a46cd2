package dev.herald.crawler.url;

import com.ibm.icu.text.IDNA;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The host parser of the URL standard: names by IDNA, IPv4 in every notation, IPv6 by OkHttp.
final class HostReader {
  private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007F";

  /// What IDNA reports and the URL standard forgives (CheckHyphens and VerifyDnsLength are off).
  private static final Set<IDNA.Error> FORGIVEN =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  private HostReader() {}

  /// Reads a host as it stands in a URL, brackets included.
  ///
  /// @return the host as it goes into a serialised URL; empty if it is invalid
  static Optional<String> read(String host) {
    if (host.startsWith("[")) return ipv6(host);
    return decoded(host)
        .flatMap(HostReader::toAscii)
        .filter(HostReader::isAllowed)
        .flatMap(name -> endsInNumber(name) ? ipv4(name) : Optional.of(name));
  }

  /// An IPv4-mapped address, which OkHttp takes for the IPv4 one that it is, stays as it stands.
  private static Optional<String> ipv6(String host) {
    if (!host.endsWith("]") || !isIpv6Text(host.substring(1, host.length() - 1)))
      return Optional.empty();
    return Optional.ofNullable(HttpUrl.parse("http://" + host))
        .map(HttpUrl::host)
        .map(read -> read.indexOf(':') < 0 ? host.toLowerCase(Locale.ROOT) : "[" + read + "]");
  }

  /// The domain in ASCII, lower case; empty if IDNA refuses it.
  static Optional<String> toAscii(String domain) {
    // Browsers take plain ASCII names as they are, broken punycode included.
    if (domain.chars().allMatch(c -> c < 0x80)) return Optional.of(domain.toLowerCase(Locale.ROOT));
    IDNA.Info info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
    return FORGIVEN.containsAll(info.getErrors())
            && ascii.chars().allMatch(c -> c < 0x80)
            && !ascii.isEmpty()
        ? Optional.of(ascii)
        : Optional.empty();
  }

  private static Optional<String> decoded(String host) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Percent.decode(host)))
              .toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static boolean isAllowed(String name) {
    return !name.isEmpty() && name.chars().noneMatch(c -> c <= 0x1F || FORBIDDEN.indexOf(c) >= 0);
  }

  /// Whether this can be the inside of an IPv6 literal; OkHttp checks the rest but would undo
  /// escapes first.
  private static boolean isIpv6Text(String text) {
    return !text.isEmpty()
        && text.indexOf(':') >= 0
        && text.chars()
            .allMatch(c -> c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0));
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>(Arrays.asList(name.split("\\.", -1)));
    if (parts.size() > 1 && parts.getLast().isEmpty()) parts.removeLast();
    return parts;
  }

  private static boolean endsInNumber(String name) {
    String last = parts(name).getLast();
    return (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9'))
        || (last.startsWith("0x") && number(last) >= 0);
  }

  /// Numbers in decimal, `0` octal or `0x` hex, one to four of them, the last filling the rest.
  private static Optional<String> ipv4(String name) {
    List<String> parts = parts(name);
    if (parts.size() > 4) return Optional.empty();
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long value = number(parts.get(i));
      boolean last = i == parts.size() - 1;
      long limit = last ? 1L << (8 * (5 - parts.size())) : 256;
      if (value < 0 || value >= limit) return Optional.empty();
      address |= last ? value : value << (8 * (3 - i));
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(
                address >> 24, (address >> 16) & 0xFF, (address >> 8) & 0xFF, address & 0xFF));
  }

  /// The value of one part; -1 if it is no number, a value over 2^32 if it is too large.
  private static long number(String part) {
    if (part.isEmpty()) return -1;
    boolean hex = part.startsWith("0x");
    boolean octal = !hex && part.length() > 1 && part.charAt(0) == '0';
    int radix = hex ? 16 : octal ? 8 : 10;
    long value = 0;
    for (int i = hex ? 2 : 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) return -1;
      value = Math.min(value * radix + digit, 1L << 33);
    }
    return value;
  }
}
