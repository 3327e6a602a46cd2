package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// By which URL a statement is known, and whether a page still shows it.
final class Identity {
  private static final int LEAST_LETTERS = 3;
  private static final double HARDLY_ANY = 0.1;
  private static final double MOSTLY = 0.6;

  private Identity() {}

  /// The page's own canonical link, where it stays on the host and names more than its front page.
  static Optional<HttpUrl> canonicalLink(FetchedPage page, Extracted extracted) {
    return extracted
        .canonicalUrl()
        .flatMap(CanonicalUrl::parse)
        .map(CanonicalUrl::canonical)
        .filter(url -> url.host().equals(page.url().host()) && !isFrontPage(url));
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
  static boolean isSameText(String title, List<Block> blocks, Extracted page) {
    Set<String> old = Pieces.of(blocks, LEAST_LETTERS);
    Set<String> words = Pieces.of(page.blocks(), LEAST_LETTERS);
    return title.equals(page.title())
        && Pieces.shared(old, words) >= MOSTLY * Math.max(old.size(), words.size());
  }
}
