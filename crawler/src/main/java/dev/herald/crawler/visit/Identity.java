package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// By which URL a statement is known, and whether a page still shows it.
final class Identity {
  private static final Pattern WORD_BREAKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final double HARDLY_ANY = 0.1;

  private Identity() {}

  /// The canonical URL: the page's own canonical link where it stays on the host and names more
  /// than its front page, else the address the page came from.
  static HttpUrl canonicalUrl(FetchedPage page, Extracted extracted) {
    HttpUrl own = CanonicalUrl.canonical(page.url());
    Optional<HttpUrl> linked =
        extracted.canonicalUrl().flatMap(CanonicalUrl::parse).map(CanonicalUrl::canonical);
    return linked.filter(url -> url.host().equals(own.host()) && !isFrontPage(url)).orElse(own);
  }

  /// Whether an address names a site and nothing on it.
  static boolean isFrontPage(HttpUrl url) {
    return url.encodedPath().length() <= 1 && url.encodedQuery() == null;
  }

  /// Whether a page that answered 200 is not the statement any more: hardly a word of it is left
  /// and the page is much shorter, as "not found" pages are.
  static boolean isSoftMissing(List<Block> before, Extracted now) {
    Set<String> old = words(before);
    Set<String> words = words(now.blocks());
    if (old.size() < 10 || words.size() > old.size() / 2) return false;
    long shared = words.stream().filter(old::contains).count();
    return shared <= HARDLY_ANY * old.size();
  }

  private static Set<String> words(List<Block> blocks) {
    Set<String> words = new HashSet<>();
    for (Block block : blocks)
      if (block.zone().isBody())
        WORD_BREAKS
            .splitAsStream(block.text().toLowerCase(Locale.ROOT))
            .filter(word -> word.length() > 2)
            .forEach(words::add);
    return words;
  }
}
