package dev.herald.crawler.robots;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// What a page itself asks of robots: in `X-Robots-Tag` headers, to all or to us by name, and in
/// `<meta name="robots">` or one of our name. It is recorded beside the decision of robots.txt.
///
/// Only what restricts is told (`noindex`, `noarchive`, `unavailable_after` …); words that nobody
/// knows, and those that allow what is allowed anyway, are left out. Immutable.
public final class RobotsTags {
  private static final int HEAD_BYTES = 64 << 10;
  private static final int MAX_DATE_CHARS = 60;
  private static final String UNAVAILABLE_AFTER = "unavailable_after";
  private static final Set<String> RESTRICTING =
      Set.of(
          "noindex",
          "nofollow",
          "none",
          "noarchive",
          "nosnippet",
          "noimageindex",
          "notranslate",
          "nocache",
          "noai",
          "noimageai");

  /// Words that take a value, and so are no robot's name before a colon.
  private static final Set<String> VALUED =
      Set.of(UNAVAILABLE_AFTER, "max-snippet", "max-image-preview", "max-video-preview");

  private static final Pattern NAMED = Pattern.compile("(?s)\\s*([\\w*.-]{1,60})\\s*:(.*)");
  private static final Pattern WEEKDAY = Pattern.compile("\\s*\\p{Alpha}{3,9}\\s*");
  private static final Pattern BODY = Pattern.compile("(?i)<body[\\s>]");
  private static final Pattern RECORDED = Pattern.compile("; (X-Robots-Tag|meta [\\w-]+): (no|un)");

  private final String us;

  /// @param userAgent product token with or without version, such as `Herald/0.1`
  public RobotsTags(String userAgent) {
    this.us = RobotsRules.token(userAgent);
  }

  /// The decision of robots.txt with what the answer asks itself, such as `allowed (no rule
  /// matches); X-Robots-Tag: noarchive; meta robots: noindex`.
  public String with(String decision, Headers headers, ByteString body) {
    StringBuilder text = new StringBuilder(decision);
    Set<String> said = new LinkedHashSet<>();
    for (String value : headers.values("X-Robots-Tag")) said.addAll(directives(value, true));
    add(text, "X-Robots-Tag", said);
    if (mayBeHtml(headers, body))
      for (String name : List.of("robots", us)) add(text, "meta " + name, meta(name, body));
    return text.toString();
  }

  /// Whether a recorded decision holds anything that a page asked itself.
  public static boolean areIn(String recorded) {
    return RECORDED.matcher(recorded).find();
  }

  private static void add(StringBuilder text, String where, Set<String> directives) {
    if (!directives.isEmpty())
      text.append("; ").append(where).append(": ").append(String.join(", ", directives));
  }

  private Set<String> directives(String value, boolean named) {
    Set<String> directives = new LinkedHashSet<>();
    boolean forUs = true;
    String[] parts = value.split(",", 100);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      Matcher name = NAMED.matcher(part);
      if (named && name.matches() && !VALUED.contains(lower(name.group(1)))) {
        forUs = lower(name.group(1)).equals(us) || name.group(1).equals("*");
        part = name.group(2);
      }
      // A date may begin with its weekday and a comma.
      Matcher valued = NAMED.matcher(part);
      boolean date = valued.matches() && lower(valued.group(1)).equals(UNAVAILABLE_AFTER);
      if (date && WEEKDAY.matcher(valued.group(2)).matches() && i + 1 < parts.length)
        part += "," + parts[++i];
      if (forUs) directive(part).ifPresent(directives::add);
    }
    return directives;
  }

  private static Optional<String> directive(String part) {
    String word = lower(part).strip();
    if (RESTRICTING.contains(word)) return Optional.of(word);
    Matcher valued = NAMED.matcher(part);
    if (!valued.matches() || !lower(valued.group(1)).equals(UNAVAILABLE_AFTER))
      return Optional.empty();
    String date = valued.group(2).replaceAll("[^ -~]", "?").replace(';', ' ').strip();
    return Optional.of(
        UNAVAILABLE_AFTER + ": " + date.substring(0, Math.min(date.length(), MAX_DATE_CHARS)));
  }

  private static boolean mayBeHtml(Headers headers, ByteString body) {
    String type = headers.get("Content-Type");
    return body.size() > 0 && (type == null || lower(type).contains("html"));
  }

  private Set<String> meta(String name, ByteString body) {
    String head = head(body);
    Set<String> said = new LinkedHashSet<>();
    // Most pages have none, and need no parser to say so.
    if (!lower(head).contains(name)) return said;
    for (Element meta : Jsoup.parse(head).select("meta[name][content]"))
      if (lower(meta.attr("name")).strip().equals(name))
        said.addAll(directives(meta.attr("content"), false));
    return said;
  }

  private static String head(ByteString body) {
    ByteString start = body.substring(0, Math.min(body.size(), HEAD_BYTES));
    String text = start.string(charset(start));
    Matcher end = BODY.matcher(text);
    return end.find() ? text.substring(0, end.start()) : text;
  }

  /// Enough to read ASCII words in every encoding that holds them.
  private static Charset charset(ByteString start) {
    if (start.startsWith(ByteString.decodeHex("fffe"))) return StandardCharsets.UTF_16LE;
    if (start.startsWith(ByteString.decodeHex("feff"))) return StandardCharsets.UTF_16BE;
    return StandardCharsets.ISO_8859_1;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
