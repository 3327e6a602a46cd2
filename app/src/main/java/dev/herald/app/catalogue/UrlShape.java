package dev.herald.app.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// The pattern of a statement's address: `/news/{number}/{slug}.html`.
///
/// Numbers, and words that are of one page only, become gaps; what sections are called stays.
///
/// @param pattern for people
/// @param regex finds the same addresses, on any host
public record UrlShape(String pattern, String regex) {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d{8}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern EXTENSION = Pattern.compile("\\.[a-z][a-z0-9]{1,4}$");
  private static final int LONG_NAME = 25;
  private static final int MANY_DASHES = 2;

  /// The shape of an address.
  public static UrlShape of(HttpUrl url) {
    var pattern = new StringBuilder();
    var regex = new StringBuilder("^https?://[^/]+");
    List<String> segments = url.pathSegments();
    for (String segment : segments) {
      pattern.append('/');
      regex.append('/');
      append(segment, pattern, regex);
    }
    Set<String> names = new TreeSet<>(url.queryParameterNames());
    for (String name : names) {
      pattern.append(pattern.indexOf("?") < 0 ? '?' : '&').append(name).append("={}");
      regex.append(names.size() == 1 ? "\\?" : ".*[?&]").append(Pattern.quote(name)).append('=');
    }
    if (names.isEmpty()) regex.append('$');
    return new UrlShape(pattern.toString(), readable(regex.toString()));
  }

  /// The shapes of many addresses, most frequent first, in a sentence.
  public static String describe(List<HttpUrl> urls) {
    return urls.stream()
        .collect(
            Collectors.groupingBy(
                url -> of(url).pattern(), java.util.LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
        .limit(4)
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static void append(String segment, StringBuilder pattern, StringBuilder regex) {
    var extension = EXTENSION.matcher(segment.toLowerCase(Locale.ROOT));
    int end = extension.find() ? extension.start() : segment.length();
    String name = segment.substring(0, end);
    if (DATE.matcher(name).matches()) gap("{date}", "[\\d-]+", pattern, regex);
    else if (NUMBER.matcher(name).matches()) gap("{number}", "\\d+", pattern, regex);
    else if (isOfOnePage(name)) gap("{slug}", "[^/]+", pattern, regex);
    else {
      pattern.append(name);
      regex.append(name.isEmpty() ? "" : Pattern.quote(name));
    }
    pattern.append(segment.substring(end));
    if (end < segment.length()) regex.append("\\").append(segment.substring(end));
  }

  private static void gap(String name, String of, StringBuilder pattern, StringBuilder regex) {
    pattern.append(name);
    regex.append(of);
  }

  private static boolean isOfOnePage(String name) {
    boolean digits = name.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean foreign = name.chars().anyMatch(c -> c > 127);
    long dashes = name.chars().filter(c -> c == '-' || c == '_' || c == ' ').count();
    return digits || foreign || dashes > MANY_DASHES || name.length() > LONG_NAME;
  }

  /// Without the quotes around names that need none.
  private static String readable(String regex) {
    return regex.replaceAll("\\\\Q([\\p{L}\\p{N}_-]*)\\\\E", "$1");
  }
}
