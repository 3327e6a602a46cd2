package dev.herald.crawler.url;

import dev.herald.crawler.url.Percent.EscapeSet;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The basic URL parser of the WHATWG URL standard for `http` and `https`, as text to text.
///
/// What comes out is the standard's serialisation: OkHttp's parser reads it without having to
/// guess, which it does otherwise (another host than browsers in one hard case of sixteen).
final class UrlReader {
  private final Charset charset;
  private final StringBuilder out = new StringBuilder();

  private UrlReader(Charset charset) {
    this.charset = charset;
  }

  /// Serialises `input`, read relative to `base`; empty if it is invalid or of another scheme.
  static Optional<String> read(Optional<HttpUrl> base, String input, Charset charset) {
    String text = trimmed(input);
    int colon = schemeEnd(text);
    if (colon < 0) return base.flatMap(url -> new UrlReader(charset).relative(url, text));
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
    String rest = text.substring(colon + 1);
    boolean slashes = rest.length() > 1 && isSlash(rest, 0) && isSlash(rest, 1);
    // "http:x" is relative to a base of the same scheme, a browser's oddest rule.
    if (base.isPresent()
        && base.get().scheme().equals(scheme)
        && !(slashes && rest.startsWith("//")))
      return new UrlReader(charset).relative(base.get(), rest);
    return new UrlReader(charset).authority(scheme, rest);
  }

  private static String trimmed(String input) {
    int start = 0;
    int end = input.length();
    while (start < end && input.charAt(start) <= ' ') start++;
    while (end > start && input.charAt(end - 1) <= ' ') end--;
    StringBuilder kept = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = input.charAt(i);
      if (c != '\t' && c != '\n' && c != '\r') kept.append(c);
    }
    return kept.toString();
  }

  /// Index of the colon after a scheme, or -1.
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean later = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
      if (c == ':' && i > 0) return i;
      if (!letter && !later) return -1;
    }
    return -1;
  }

  private static boolean isSlash(String text, int at) {
    return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
  }

  private Optional<String> relative(HttpUrl base, String text) {
    if (isSlash(text, 0) && isSlash(text, 1)) return authority(base.scheme(), text);
    out.append(origin(base));
    List<String> path = new ArrayList<>(base.encodedPathSegments());
    if (text.isEmpty() || text.startsWith("#") || text.startsWith("?")) {
      out.append(base.encodedPath());
      String query = base.encodedQuery();
      if (!text.startsWith("?") && query != null) out.append('?').append(query);
      tail(text);
    } else {
      if (isSlash(text, 0)) path.clear();
      else path.removeLast();
      path(path, isSlash(text, 0) ? text.substring(1) : text);
    }
    return Optional.of(out.toString());
  }

  /// Scheme, credentials, host and port of a base, as they are.
  private static String origin(HttpUrl base) {
    String whole = base.toString();
    int authority = whole.indexOf("://") + 3;
    return whole.substring(0, whole.indexOf('/', authority));
  }

  private Optional<String> authority(String scheme, String text) {
    int start = 0;
    while (isSlash(text, start)) start++;
    int end = start;
    while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) end++;
    String authority = text.substring(start, end);
    int at = authority.lastIndexOf('@');
    String hostAndPort = authority.substring(at + 1);
    int colon = portColon(hostAndPort);
    String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    Optional<String> host =
        HostReader.read(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon));
    Optional<String> number = port(port, scheme);
    if (host.isEmpty() || number.isEmpty()) return Optional.empty();
    out.append(scheme).append("://");
    if (at >= 0) credentials(authority.substring(0, at));
    out.append(host.get()).append(number.get());
    String rest = text.substring(end);
    path(new ArrayList<>(), isSlash(rest, 0) ? rest.substring(1) : rest);
    return Optional.of(out.toString());
  }

  /// Index of the colon before the port, outside brackets, or -1.
  private static int portColon(String hostAndPort) {
    boolean bracket = false;
    for (int i = 0; i < hostAndPort.length(); i++) {
      char c = hostAndPort.charAt(i);
      if (c == '[') bracket = true;
      if (c == ']') bracket = false;
      if (c == ':' && !bracket) return i;
    }
    return -1;
  }

  /// `:port`, or nothing for a default port; empty if it is no port.
  private static Optional<String> port(String digits, String scheme) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') return Optional.empty();
      value = value * 10 + (c - '0');
      if (value > 65_535) return Optional.empty();
    }
    boolean standard = digits.isEmpty() || value == HttpUrl.defaultPort(scheme);
    return Optional.of(standard ? "" : ":" + value);
  }

  private void credentials(String text) {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    String password = colon < 0 ? "" : text.substring(colon + 1);
    if (user.isEmpty() && password.isEmpty()) return;
    out.append(Percent.encode(user, EscapeSet.USER));
    if (!password.isEmpty()) out.append(':').append(Percent.encode(password, EscapeSet.USER));
    out.append('@');
  }

  /// Appends path, query and fragment.
  ///
  /// @param segments encoded segments that the path builds on
  /// @param text what follows the first slash
  private void path(List<String> segments, String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') end++;
    String[] parts = text.substring(0, end).split("[/\\\\]", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String dots = parts[i].replace("%2e", ".").replace("%2E", ".");
      if (dots.equals("..")) {
        if (!segments.isEmpty()) segments.removeLast();
        if (last) segments.add("");
      } else if (dots.equals(".")) {
        if (last) segments.add("");
      } else segments.add(Percent.encode(parts[i], EscapeSet.PATH));
    }
    out.append('/').append(String.join("/", segments));
    tail(text.substring(end));
  }

  /// Appends `?query#fragment`.
  private void tail(String text) {
    int hash = text.indexOf('#');
    String query = hash < 0 ? text : text.substring(0, hash);
    if (!query.isEmpty())
      out.append('?').append(Percent.encode(query.substring(1), EscapeSet.QUERY, charset));
    if (hash >= 0)
      out.append('#').append(Percent.encode(text.substring(hash + 1), EscapeSet.FRAGMENT));
  }
}
