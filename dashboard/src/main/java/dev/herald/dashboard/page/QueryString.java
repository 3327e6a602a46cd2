package dev.herald.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The query string of a link inside the dashboard; immutable, names may repeat.
public final class QueryString {
  private final List<Pair> pairs;

  private record Pair(String name, String value) {}

  private QueryString(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /// No parameters.
  public static QueryString empty() {
    return new QueryString(List.of());
  }

  /// With one more parameter; blank values are left out.
  public QueryString with(String name, String value) {
    if (value.isBlank()) return this;
    var more = new ArrayList<>(pairs);
    more.add(new Pair(name, value));
    return new QueryString(more);
  }

  /// With a parameter for each value.
  public QueryString with(String name, Iterable<String> values) {
    QueryString result = this;
    for (String value : values) result = result.with(name, value);
    return result;
  }

  /// Without any parameter of that name.
  public QueryString without(String name) {
    return filter(pair -> !pair.name().equals(name));
  }

  /// Without this value of that name.
  public QueryString without(String name, String value) {
    return filter(pair -> !pair.equals(new Pair(name, value)));
  }

  /// With this value added, or dropped where it already is.
  public QueryString toggled(String name, String value) {
    return pairs.contains(new Pair(name, value)) ? without(name, value) : with(name, value);
  }

  /// `path?a=b&c=d`, or `path` alone.
  public String on(String path) {
    if (pairs.isEmpty()) return path;
    var text = new StringBuilder(path);
    char separator = '?';
    for (Pair pair : pairs) {
      text.append(separator).append(encode(pair.name())).append('=').append(encode(pair.value()));
      separator = '&';
    }
    return text.toString();
  }

  private QueryString filter(Predicate<Pair> kept) {
    return new QueryString(pairs.stream().filter(kept).toList());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
