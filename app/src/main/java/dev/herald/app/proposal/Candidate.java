package dev.herald.app.proposal;

import dev.herald.app.catalogue.UrlShape;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// A discovery that was tried.
///
/// @param page its answer
/// @param listed what it names; of an index of sitemaps, what its best sitemap names
/// @param pointedAt whether it is what was asked about
record Candidate(Discovery discovery, FetchedPage page, Listed listed, boolean pointedAt) {
  private static final Duration OUTDATED = Duration.ofDays(90);
  private static final double LITTLE_SHARED = 0.3;
  private static final double HALF = 0.5;
  static final int ENOUGH_ITEMS = 3;

  List<Item> items() {
    return listed.items();
  }

  /// When its newest item was published, as far as it says.
  Optional<Instant> newest() {
    return items().stream()
        .map(item -> item.published().ordering())
        .flatMap(Optional::stream)
        .filter(at -> at.isBefore(page.finishedAt().plus(Duration.ofDays(2))))
        .max(Comparator.naturalOrder());
  }

  /// How good a discovery it makes: feeds say most at least cost, plain sitemaps least.
  ///
  /// @param freshest when the newest item of all candidates was published
  double score(Optional<Instant> freshest) {
    double kind =
        switch (discovery.kind()) {
          case FEED -> 3;
          case SITEMAP -> listed.titled() > HALF ? 2.6 : 0.8;
          case LISTING, JSON -> 2;
        };
    boolean outdated =
        freshest.isPresent()
            && newest().filter(at -> at.isBefore(freshest.get().minus(OUTDATED))).isPresent();
    return kind
        + (pointedAt ? pointedAtBonus() : 0)
        + 0.3 * listed.titled()
        + 0.3 * listed.dated()
        + (speaksOfPress() ? 0.4 : 0)
        - (outdated ? 3 : 0);
  }

  /// A feed or sitemap that somebody points at is what they want; a listing's own feed says more.
  private double pointedAtBonus() {
    return switch (discovery.kind()) {
      case FEED, SITEMAP, JSON -> 3;
      case LISTING -> 0.5;
    };
  }

  /// Whether its address is within the section that its items are in, as a press page's is.
  private boolean speaksOfPress() {
    HttpUrl own = page.url();
    if (own.encodedPath().equals("/")) return false;
    String section = "/" + own.pathSegments().getFirst();
    return share(item -> item.url().encodedPath().startsWith(section)) > 0.8;
  }

  /// Whether it is more than a list of whatever the site has.
  boolean saysWhatItLists() {
    return switch (discovery.kind()) {
      case FEED, JSON -> true;
      case SITEMAP -> listed.titled() > HALF;
      case LISTING -> items().size() >= ENOUGH_ITEMS;
    };
  }

  private double share(java.util.function.Predicate<Item> has) {
    return items().isEmpty() ? 0 : (double) items().stream().filter(has).count() / items().size();
  }

  /// Whether it lists next to nothing of what another one does.
  boolean isOfOtherThings(Candidate other) {
    Set<HttpUrl> own = urls(items());
    Set<HttpUrl> theirs = urls(other.items());
    long shared = theirs.stream().filter(own::contains).count();
    return shared < LITTLE_SHARED * Math.min(own.size(), theirs.size());
  }

  private static Set<HttpUrl> urls(List<Item> items) {
    return items.stream()
        .map(item -> CanonicalUrl.canonical(item.url()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What it is, for people.
  String describe() {
    return "%s %s names %d, such as %s"
        .formatted(
            discovery.kind().name().toLowerCase(Locale.ROOT),
            discovery.url(),
            items().size(),
            UrlShape.describe(items().stream().limit(50).map(Item::url).toList()));
  }
}
