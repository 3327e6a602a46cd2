package dev.herald.app.office;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One institution's web site: what it publishes, where, and how it looks.
///
/// @param id also the host's first label
/// @param country ISO 3166-1 alpha-2, or `INT`
/// @param type parliament, ministry, central-bank, …
/// @param languages the first one is that of its home page
/// @param zone of the times it prints
/// @param charset that its pages are encoded in
/// @param charsetLabel the name it declares, where it declares one
/// @param charsetIn where its charset is declared
/// @param statement path of a statement by language, with `{number}` and maybe `{date}`, `{slug}`
/// @param listing path of the listing by language
/// @param feed path and kind of its feed
/// @param sitemap the sitemaps it serves
/// @param printed pattern of the printed time by language; no pattern, nothing printed
/// @param calendar of the printed date
/// @param precision of all that its pages say about the time
/// @param validators it sends
/// @param body markup of paragraphs
/// @param annexEvery each how-manieth statement carries a PDF; 0 none
/// @param topics it writes about, in turn
/// @param robots its robots.txt; `{base}` is its address
/// @param texts words of its pages by language; `name` is always there, `signature` and `about` in
///   the languages that have them
/// @param words names that differ from the language's own, by language
/// @param first the topic and time of its first statement
record Site(
    String id,
    String country,
    String type,
    List<String> languages,
    ZoneId zone,
    String charset,
    String charsetLabel,
    CharsetIn charsetIn,
    Map<String, String> statement,
    Map<String, String> listing,
    Optional<FeedSpec> feed,
    SitemapKind sitemap,
    Map<String, String> printed,
    CalendarKind calendar,
    Precision precision,
    Validators validators,
    Markup body,
    int annexEvery,
    List<String> topics,
    String robots,
    Map<String, Map<String, String>> texts,
    Map<String, Map<String, List<String>>> words,
    Optional<First> first) {

  /// Every site, in the order of the file `sites.yaml`.
  static List<Site> loadAll() {
    return Resources.yaml("sites.yaml", SiteNames.class).sites().stream()
        .map(id -> Resources.yaml("sites/" + id + "/site.yaml", Site.class))
        .toList();
  }

  record SiteNames(List<String> sites) {}

  record FeedSpec(String path, FeedKind kind) {}

  record First(String topic, Instant at) {}

  enum FeedKind {
    RSS_FULL,
    RSS_SUMMARY,
    ATOM,
    JSON
  }

  enum SitemapKind {
    NONE,
    PLAIN,
    NEWS_INDEX
  }

  enum CharsetIn {
    HEADER,
    META,
    NOWHERE
  }

  enum CalendarKind {
    ISO,
    PERSIAN
  }

  enum Precision {
    MINUTE,
    DAY
  }

  enum Validators {
    BOTH,
    ETAG,
    LAST_MODIFIED,
    NONE
  }

  enum Markup {
    P,
    BR,
    DIV,
    BLOCKQUOTE
  }

  /// The host, without port.
  String host() {
    return id + ".localhost";
  }

  Charset encoding() {
    return Charset.forName(charset);
  }

  String mainLanguage() {
    return languages.getFirst();
  }

  Map<String, List<String>> slots(String language) {
    return words.getOrDefault(language, Map.of());
  }

  /// A text that must be there.
  String text(String language, String name) {
    return findText(language, name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "site %s has no text %s in %s".formatted(id, name, language)));
  }

  Optional<String> findText(String language, String name) {
    return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(name));
  }
}
