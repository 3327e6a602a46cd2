package dev.herald.crawler.robots;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One `Allow` or `Disallow` line: a path prefix with `*` and a closing `$` (section 2.2.3).
///
/// @param pattern in [#plain] form, `*` a wildcard, `$` only as the closing anchor
/// @param length of the rule as written, which ranks it
record RobotsPattern(String line, boolean allow, String pattern, int length) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int MAX_LINE = 200;

  static RobotsPattern of(String written, boolean allow) {
    boolean anchored = written.endsWith("$");
    String body = anchored ? written.substring(0, written.length() - 1) : written;
    StringBuilder pattern = new StringBuilder();
    String[] parts = body.split("\\*", -1);
    for (int i = 0; i < parts.length; i++)
      pattern.append(i == 0 ? "" : "*").append(plain(parts[i]));
    String shown = written.length() <= MAX_LINE ? written : written.substring(0, MAX_LINE) + "…";
    return new RobotsPattern(
        (allow ? "Allow: " : "Disallow: ") + shown,
        allow,
        pattern + (anchored ? "$" : ""),
        written.length());
  }

  boolean outranks(RobotsPattern other) {
    return length > other.length || (length == other.length && allow && !other.allow);
  }

  /// Whether the rule covers a path with query in [#plain] form.
  boolean matches(String path) {
    if (!pattern.endsWith("$")) return matches(pattern, path, false) || coversIndex(path);
    String body = pattern.substring(0, pattern.length() - 1);
    // A closing "$" is the end of the path, and also the character itself where a path has it.
    return matches(body, path, true) || matches(body + "%24", path, false);
  }

  /// `Allow: /press/index.html` also allows `/press/`, as publishers mean it.
  private boolean coversIndex(String path) {
    int index = pattern.lastIndexOf("/index.htm");
    boolean page = pattern.endsWith("/index.htm") || pattern.endsWith("/index.html");
    return allow && page && matches(pattern.substring(0, index + 1), path, true);
  }

  /// Matches with one step back per mismatch to the last `*` only: the time is at most the product
  /// of both lengths, whatever the number of wildcards.
  private static boolean matches(String pattern, String path, boolean toEnd) {
    int at = 0;
    int star = -1;
    int mark = 0;
    for (int i = 0; i < path.length() || at < pattern.length(); ) {
      if (at == pattern.length() && !toEnd) return true;
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        mark = i;
        if (at == pattern.length()) return true;
      } else if (i < path.length()
          && at < pattern.length()
          && pattern.charAt(at) == path.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0 && mark < path.length()) {
        at = star + 1;
        i = ++mark;
      } else return false;
    }
    return true;
  }

  /// One spelling for paths that mean the same: unreserved characters bare, all else that is not
  /// plain ASCII escaped in upper case, `*` and `$` escaped, since a pattern has its own.
  static String plain(String path) {
    byte[] in = path.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(in.length);
    for (int i = 0; i < in.length; i++) {
      int unit = in[i] & 0xFF;
      boolean escape = unit == '%' && i + 2 < in.length && isHex(in[i + 1]) && isHex(in[i + 2]);
      if (escape) {
        unit = (Character.digit(in[i + 1], 16) << 4) | Character.digit(in[i + 2], 16);
        i += 2;
      }
      boolean unreserved =
          unit < 0x80 && (Character.isLetterOrDigit(unit) || "-._~".indexOf(unit) >= 0);
      boolean special = unit <= 0x20 || unit >= 0x7F || "\"<>\\^`{|}*$".indexOf(unit) >= 0;
      if (unreserved || !(escape || special)) out.append((char) unit);
      else HEX.toHexDigits(out.append('%'), (byte) unit);
    }
    return out.toString();
  }

  private static boolean isHex(byte unit) {
    return Character.digit(unit, 16) >= 0;
  }
}
