package dev.herald.crawler.url;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Reads `http` and `https` URLs as the WHATWG URL standard does and reduces them to identity.
///
/// ```java
/// HttpUrl page = CanonicalUrl.parse("HTTPS://Press.Example:443/News?id=7&utm_source=x").orElseThrow();
/// CanonicalUrl.canonical(page);                  // https://press.example/News?id=7
/// CanonicalUrl.resolve(page, "../speech?id=8");  // https://press.example/speech?id=8
/// ```
///
/// Every URL that Herald fetches, stores or compares comes through here, so that the host that is
/// checked is the host that is asked. Stateless.
public final class CanonicalUrl {
  /// Longest text that is taken for a URL; longer ones are traps or mistakes.
  static final int MAX_LENGTH = 16 << 10;

  private static final Set<String> TRACKING =
      Set.of(
          "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid ysclid igshid igsh"
              .concat(" _openstat mc_cid mc_eid mkt_tok _hsenc _hsmi hsctatracking __hssc __hstc")
              .concat(" __hsfp vero_id vero_conv oly_anon_id oly_enc_id wickedid li_fat_id epik")
              .concat(" _ga _gl at_campaign at_medium cmpid s_cid rb_clickid wt.mc_id wt_mc xtor")
              .concat(" ml_subscriber ml_subscriber_hash pk_campaign pk_kwd pk_keyword pk_source")
              .concat(" pk_medium pk_content pk_cid piwik_campaign piwik_kwd matomo_campaign")
              .concat(" jsessionid phpsessid cfid cftoken sessionid session_id sessid")
              .split(" "));
  private static final List<String> TRACKING_PREFIXES = List.of("utm_", "mtm_", "aspsessionid");

  private CanonicalUrl() {}

  /// Parses an absolute URL.
  ///
  /// @return empty if a browser would refuse it, if it is not `http` or `https`, if it is longer
  ///   than 16 KiB, or if it names no place that could be fetched (port 0, empty host labels)
  public static Optional<HttpUrl> parse(String text) {
    return read(Optional.empty(), text, StandardCharsets.UTF_8);
  }

  /// Resolves a reference found on the page at `base`, such as `../7?x#y` or `//host/z`.
  ///
  /// @return empty in the cases that [#parse] names
  public static Optional<HttpUrl> resolve(HttpUrl base, String reference) {
    return read(Optional.of(base), reference, StandardCharsets.UTF_8);
  }

  /// Resolves a reference found on a page in a legacy encoding, whose query browsers send in that
  /// same encoding.
  ///
  /// @param pageCharset encoding of the page; UTF-16 counts as UTF-8, as the standard says
  /// @return empty in the cases that [#parse] names
  public static Optional<HttpUrl> resolve(HttpUrl base, String reference, Charset pageCharset) {
    return read(Optional.of(base), reference, pageCharset);
  }

  private static Optional<HttpUrl> read(Optional<HttpUrl> base, String text, Charset charset) {
    if (text.length() > MAX_LENGTH) return Optional.empty();
    return UrlReader.read(base, text, charset)
        .filter(href -> href.length() <= 4 * MAX_LENGTH)
        .flatMap(href -> Optional.ofNullable(HttpUrl.parse(href)));
  }

  /// The URL that a page is known by: equal for spellings of one address, never for two pages.
  ///
  /// Gone are user and password, fragment, default port, the root dot of the host, tracking and
  /// session parameters, empty parameters and doubled slashes; escapes of plain characters are
  /// undone and the others written in upper case. Kept are scheme, `www.`, trailing slash, index
  /// pages, letter case of the path, and the parameters' order. Idempotent.
  public static HttpUrl canonical(HttpUrl url) {
    HttpUrl.Builder canonical =
        withoutTracking(url).newBuilder().username("").password("").fragment(null);
    String host = url.host();
    if (host.endsWith(".") && host.length() > 1)
      canonical.host(host.substring(0, host.length() - 1));
    canonical.encodedPath(canonicalPath(url.encodedPath()));
    HttpUrl stripped = canonical.build();
    String query = stripped.encodedQuery();
    if (query != null) canonical.encodedQuery(canonicalQuery(query));
    return canonical.build();
  }

  /// The same URL without tracking and session parameters; everything else stays as it is.
  public static HttpUrl withoutTracking(HttpUrl url) {
    String query = url.encodedQuery();
    if (query == null) return url;
    List<String> kept = new ArrayList<>();
    for (String parameter : query.split("&", -1))
      if (!isTracking(parameter, url.host())) kept.add(parameter);
    String rest = String.join("&", kept);
    if (rest.equals(query)) return url;
    return url.newBuilder().encodedQuery(rest.isEmpty() ? null : rest).build();
  }

  private static boolean isTracking(String parameter, String host) {
    int equals = parameter.indexOf('=');
    String name =
        (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    // "ref" may name a document; it tracks only where it names the site itself.
    if (name.equals("ref"))
      return equals >= 0 && parameter.substring(equals + 1).equalsIgnoreCase(host);
    return TRACKING.contains(name) || TRACKING_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static String canonicalPath(String path) {
    String plain = Percent.normalise(withoutSession(path));
    StringBuilder merged = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      int length = merged.length();
      boolean doubled = c == '/' && length > 0 && merged.charAt(length - 1) == '/';
      // "/archive/https://other.example/x" carries a URL: its two slashes mean something.
      boolean afterScheme = doubled && length > 1 && merged.charAt(length - 2) == ':';
      if (!doubled || afterScheme) merged.append(c);
    }
    return merged.toString();
  }

  /// Cuts `;jsessionid=…` out of a path.
  private static String withoutSession(String path) {
    int start = path.toLowerCase(Locale.ROOT).indexOf(";jsessionid=");
    if (start < 0) return path;
    int end = start + 1;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') end++;
    return path.substring(0, start) + path.substring(end);
  }

  private static @Nullable String canonicalQuery(String query) {
    List<String> kept = new ArrayList<>();
    for (String parameter : query.split("&", -1))
      if (!parameter.isEmpty() && !parameter.startsWith("="))
        kept.add(Percent.normalise(parameter));
    return kept.isEmpty() ? null : String.join("&", kept);
  }
}
