package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// By which URL a statement is known, and whether a page still shows it.
final class Identity {
  private static final int LEAST_LETTERS = 3;
  private static final double HARDLY_ANY = 0.1;
  private static final double MOSTLY = 0.6;

  /// Longer addresses do not fit into an index of PostgreSQL.
  private static final int LONGEST = 2_000;

  private static final int LONGEST_SHOWN = 200;

  private Identity() {}

  /// The page's own canonical link, where it stays on the host and names more than its front page.
  static Optional<HttpUrl> canonicalLink(FetchedPage page, Extracted extracted) {
    return extracted
        .canonicalUrl()
        .flatMap(CanonicalUrl::parse)
        .map(CanonicalUrl::canonical)
        .filter(url -> url.host().equals(page.url().host()) && !isFrontPage(url))
        .filter(url -> tooLong(url).isEmpty());
  }

  /// Says of an address that it is too long to be kept.
  static Optional<String> tooLong(HttpUrl url) {
    int chars = url.toString().length();
    return chars <= LONGEST
        ? Optional.empty()
        : Optional.of(
            "its address has %d characters, over the limit of %d".formatted(chars, LONGEST));
  }

  /// An address as a report names it.
  static String shown(HttpUrl url) {
    String text = url.toString();
    return text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
  }

  /// Says of the address that a listed one led to that no statement can be known by it.
  static Optional<String> astray(FrontierUrl listed, HttpUrl own) {
    return isFrontPage(own) && !listed.url().equals(own.toString())
        ? Optional.of("leads to the front page of its site")
        : tooLong(own);
  }

  /// Whether two addresses differ only in what publishers write either way: the scheme, a trailing
  /// slash, a query.
  static boolean isSamePlace(HttpUrl one, HttpUrl other) {
    return one.host().equals(other.host()) && path(one).equals(path(other));
  }

  private static String path(HttpUrl url) {
    String path = url.encodedPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// Whether an address names a site and nothing on it.
  static boolean isFrontPage(HttpUrl url) {
    return url.encodedPath().length() <= 1 && url.encodedQuery() == null;
  }

  /// Whether a page that answered 200 is not the statement any more: hardly a word of it is left,
  /// and the page is much shorter, as "not found" pages are, or stands at another address.
  static boolean isSoftMissing(List<Block> before, Extracted now, boolean redirected) {
    Set<String> old = Pieces.of(before, LEAST_LETTERS);
    Set<String> words = Pieces.of(now.blocks(), LEAST_LETTERS);
    if (old.size() < 10 || (!redirected && words.size() > old.size() / 2)) return false;
    return Pieces.shared(old, words) <= HARDLY_ANY * old.size();
  }

  /// Whether a page shows a text that is known: the same title and mostly the same words.
  static boolean isSameText(KnownStatement known, Extracted page) {
    return known.content().title().equals(page.title()) && likeness(known, page) >= MOSTLY;
  }

  /// Whether a page shows a statement's very text, though one of them may hold lines of the page
  /// around it. Notices that come each month differ in a word or a number.
  static boolean isVeryText(KnownStatement known, Extracted page) {
    Set<String> old = Pieces.of(known.content().blocks(), LEAST_LETTERS);
    Set<String> words = Pieces.of(page.blocks(), LEAST_LETTERS);
    return isSameText(known, page) && (old.containsAll(words) || words.containsAll(old));
  }

  /// Whether a page shows a statement's text to the letter.
  static boolean isExactly(KnownStatement known, Extracted page) {
    return known.fingerprint().equals(Fingerprint.of(page.title(), page.blocks()));
  }

  /// Whether hardly a word is left of a statement, or much of its text is another under another
  /// title.
  static boolean isRewritten(KnownStatement known, Extracted page) {
    double likeness = likeness(known, page);
    boolean retitled = !known.content().title().equals(page.title());
    return likeness <= HARDLY_ANY || (retitled && likeness < MOSTLY);
  }

  /// Which share of the words two texts have in common: 0 to 1.
  private static double likeness(KnownStatement known, Extracted page) {
    Set<String> old = Pieces.of(known.content().blocks(), LEAST_LETTERS);
    Set<String> words = Pieces.of(page.blocks(), LEAST_LETTERS);
    int most = Math.max(old.size(), words.size());
    return most == 0 ? 1 : Pieces.shared(old, words) / (double) most;
  }

  /// Whether two addresses of one text are spellings of one: they differ in letter case, in what
  /// publishers write either way, or in parameters that only one of them has.
  static boolean isSpelling(HttpUrl one, HttpUrl other) {
    if (!host(one).equals(host(other)) || !path(one).equalsIgnoreCase(path(other))) return false;
    Set<String> first = parameters(one);
    Set<String> second = parameters(other);
    return first.containsAll(second) || second.containsAll(first);
  }

  private static String host(HttpUrl url) {
    return url.host().startsWith("www.") ? url.host().substring("www.".length()) : url.host();
  }

  private static Set<String> parameters(HttpUrl url) {
    String query = url.encodedQuery();
    return query == null
        ? Set.of()
        : Stream.of(query.toLowerCase(Locale.ROOT).split("&")).collect(Collectors.toSet());
  }
}
