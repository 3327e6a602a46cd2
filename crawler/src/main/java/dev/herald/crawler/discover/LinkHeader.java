package dev.herald.crawler.discover;

import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Reads `Link` headers (RFC 8288, section 3).
final class LinkHeader {
  private static final int MAX_LINKS = 100;

  /// An address in angle brackets, then parameters up to the next comma outside quotes.
  private static final Pattern LINK =
      Pattern.compile("<([^<>]*+)>((?:[^\",<]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)");

  private static final Pattern REL =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*+)\"|([^\\s;,\"]++))");

  private LinkHeader() {}

  /// Addresses that the headers give this relation, absolute, in their order.
  ///
  /// @param values of the headers, each with one link or several
  /// @param relation lower-case, such as `hub`
  static List<HttpUrl> find(List<String> values, String relation, HttpUrl base) {
    List<HttpUrl> found = new ArrayList<>();
    for (String value : values) {
      Matcher link = LINK.matcher(value);
      while (link.find() && found.size() < MAX_LINKS)
        if (hasRelation(link.group(2), relation))
          CanonicalUrl.resolve(base, link.group(1).strip()).ifPresent(found::add);
    }
    return found.stream().distinct().toList();
  }

  /// The first `rel` counts; others are to be ignored.
  private static boolean hasRelation(String parameters, String relation) {
    Matcher rel = REL.matcher(parameters);
    if (!rel.find()) return false;
    String relations = Optional.ofNullable(rel.group(1)).orElseGet(() -> rel.group(2));
    return List.of(relations.toLowerCase(Locale.ROOT).strip().split("\\s+")).contains(relation);
  }
}
