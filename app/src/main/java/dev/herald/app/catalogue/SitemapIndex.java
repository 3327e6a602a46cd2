package dev.herald.app.catalogue;

import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/// Reads an index of sitemaps by that one of its first which says most. Pure but for what it asks.
public final class SitemapIndex {
  private static final int MOST_ASKED = 5;
  private static final int MOST_DEPTH = 3;

  private SitemapIndex() {}

  /// What the best sitemap of an index names; the answer itself where it is no index.
  ///
  /// @param ask reads a sitemap as the discovery that the index is; empty if it gives no answer
  public static Listed follow(Listed listed, Function<HttpUrl, Optional<Listed>> ask) {
    Listed found = listed;
    for (int depth = 0; depth < MOST_DEPTH && isIndex(found); depth++)
      found =
          found.more().stream()
              .limit(MOST_ASKED)
              .map(ask)
              .flatMap(Optional::stream)
              .max(
                  Comparator.comparingLong(SitemapIndex::titled)
                      .thenComparingInt(SitemapIndex::size))
              .orElse(found);
    return found;
  }

  private static boolean isIndex(Listed listed) {
    return listed.items().isEmpty() && !listed.more().isEmpty();
  }

  private static long titled(Listed listed) {
    return listed.items().stream().map(Item::title).flatMap(Optional::stream).count();
  }

  private static int size(Listed listed) {
    return listed.items().size();
  }
}
