package dev.herald.crawler.discover;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.List;
import java.util.regex.Pattern;

/// Reads any discovery's answer; pure and thread-safe.
public final class DiscoveryReader {
  private static final int MAX_MATCHED_CHARS = 2_000;

  private DiscoveryReader() {}

  /// Reads an answer as the kind of discovery it is, and keeps what the source includes.
  public static Listed read(Answer answer, Discovery discovery) {
    Listed read =
        switch (discovery.kind()) {
          case FEED -> FeedReader.read(answer);
          case SITEMAP ->
              SitemapReader.read(answer, CanonicalUrl.parse(discovery.url()).orElse(answer.url()));
          case LISTING -> ListingReader.read(answer, discovery);
          case JSON -> JsonReader.read(answer, discovery.json().orElseThrow());
        };
    Listed listed =
        read.withWebSub(WebSub.ofHeaders(answer.links(), answer.url()).and(read.webSub()));
    if (discovery.include().isEmpty() && discovery.exclude().isEmpty()) return listed;
    List<Pattern> include = discovery.include().stream().map(Pattern::compile).toList();
    List<Pattern> exclude = discovery.exclude().stream().map(Pattern::compile).toList();
    List<Item> kept =
        listed.items().stream()
            .filter(item -> include.isEmpty() || matchesAny(include, item))
            .filter(item -> !matchesAny(exclude, item))
            .toList();
    return listed.withItems(kept);
  }

  private static boolean matchesAny(List<Pattern> patterns, Item item) {
    String url = item.url().toString();
    String bounded = url.substring(0, Math.min(url.length(), MAX_MATCHED_CHARS));
    return patterns.stream().anyMatch(pattern -> pattern.matcher(bounded).find());
  }
}
