package dev.herald.app.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
  private static final Pattern SECTION = Pattern.compile("[A-Za-z][A-Za-z_]{1,19}");
  private static final int LONG_NAME = 25;
  private static final int MANY_DASHES = 2;
  private static final int MANY_IN_FOLDER = 8;

  /// The shape of an address.
  public static UrlShape of(HttpUrl url) {
    return of(url, false);
  }

  /// The shapes of addresses that are listed together: where many stand in one folder, their names
  /// are of one page each, however short.
  public static Function<HttpUrl, UrlShape> among(Collection<HttpUrl> listed) {
    Map<String, Set<String>> folders = new HashMap<>();
    for (HttpUrl url : listed)
      folders.computeIfAbsent(folder(url), _ -> new HashSet<>()).add(url.encodedPath());
    return url ->
        of(
            url,
            !folder(url).isEmpty()
                && folders.getOrDefault(folder(url), Set.of()).size() >= MANY_IN_FOLDER);
  }

  /// The path above an address; empty at the root, where sites keep pages of every kind.
  private static String folder(HttpUrl url) {
    List<String> above = url.pathSegments().subList(0, lastName(url.pathSegments()));
    return String.join("/", above);
  }

  private static int lastName(List<String> segments) {
    int last = segments.size() - 1;
    return last > 0 && segments.get(last).isEmpty() ? last - 1 : last;
  }

  private static UrlShape of(HttpUrl url, boolean crowded) {
    var pattern = new StringBuilder();
    var regex = new StringBuilder("^https?://[^/]+");
    List<String> segments = url.pathSegments();
    int own = crowded ? lastName(segments) : -1;
    for (int i = 0; i < segments.size(); i++) {
      pattern.append('/');
      regex.append('/');
      append(segments.get(i), i == own, pattern, regex);
    }
    query(url, pattern, regex);
    return new UrlShape(pattern.toString(), readable(regex.toString()));
  }

  /// Parameters stand in whatever order; beside a number, a word is what a section is called.
  private static void query(HttpUrl url, StringBuilder pattern, StringBuilder regex) {
    Set<String> names = new TreeSet<>(url.queryParameterNames());
    boolean numbered = names.stream().anyMatch(name -> !isSection(value(url, name)));
    regex.append(names.isEmpty() ? "$" : "\\?");
    for (String name : names) {
      String value = value(url, name);
      boolean section = numbered && isSection(value);
      pattern.append(pattern.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
      pattern.append(section ? value : "{}");
      String parameter =
          Pattern.quote(name) + "=" + (section ? Pattern.quote(value) + "(?:&|$)" : "");
      regex.append(names.size() == 1 ? parameter : "(?=(?:.*&)?" + parameter + ")");
    }
  }

  private static String value(HttpUrl url, String name) {
    return Objects.requireNonNullElse(url.queryParameter(name), "");
  }

  private static boolean isSection(String value) {
    return SECTION.matcher(value).matches();
  }

  /// The shapes of many addresses, most frequent first, in a sentence.
  public static String describe(List<HttpUrl> urls) {
    Function<HttpUrl, UrlShape> shape = among(urls);
    return urls.stream()
        .collect(
            Collectors.groupingBy(
                url -> shape.apply(url).pattern(), LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
        .limit(4)
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  /// @param own whether it is the name of this page alone
  private static void append(
      String segment, boolean own, StringBuilder pattern, StringBuilder regex) {
    var extension = EXTENSION.matcher(segment.toLowerCase(Locale.ROOT));
    int end = extension.find() ? extension.start() : segment.length();
    String name = segment.substring(0, end);
    if (DATE.matcher(name).matches()) gap("{date}", "[\\d-]+", pattern, regex);
    else if (NUMBER.matcher(name).matches()) gap("{number}", "\\d+", pattern, regex);
    else if (own || isOfOnePage(name)) gap("{slug}", "[^/]+", pattern, regex);
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
