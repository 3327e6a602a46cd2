package dev.herald.crawler.discover;

import dev.herald.config.source.Source.Discovery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// Finds from a home page what lists a source's statements.
///
/// ```java
/// Optional<Found> found = HomeSearch.find(home, sitemaps, candidate -> fetched(candidate.url()));
/// ```
///
/// Asks as few addresses as it can: the first feed, sitemap of news or page named as press room
/// that lists enough ends the search; a press room or a page about feeds that lists nothing itself
/// leads on to what it names. Only a site without any is looked through by its menus.
public final class HomeSearch {
  private static final int MOST_ASKED = 24;
  private static final int ENOUGH_ITEMS = 3;
  private static final double LIKELY = 0.5;

  private HomeSearch() {}

  /// A discovery and what it names.
  public record Found(Discovery discovery, Listed listed) {
    private boolean namesEnough() {
      return listed.items().size() >= ENOUGH_ITEMS || (isSitemap() && !listed.more().isEmpty());
    }

    private boolean namesWhateverThereIs() {
      return isSitemap() && listed.titled() <= LIKELY;
    }

    private boolean isSitemap() {
      return discovery.kind() == Discovery.Kind.SITEMAP;
    }
  }

  /// What lists statements; empty where nothing does.
  ///
  /// @param sitemaps that the site's robots.txt names
  /// @param ask fetches a candidate; empty where it gives no answer
  public static Optional<Found> find(
      Answer home, List<HttpUrl> sitemaps, Function<Discovery, Optional<Answer>> ask) {
    List<Found> sitemapsOfAll = new ArrayList<>();
    Deque<Discovery> open = new ArrayDeque<>(HomePage.candidates(home, sitemaps));
    Set<String> known = open.stream().map(Discovery::url).collect(Collectors.toSet());
    for (int asked = 0; asked < MOST_ASKED && !open.isEmpty(); asked++) {
      Discovery candidate = open.remove();
      Optional<Answer> answer = answer(home, candidate, ask);
      Optional<Found> found = answer.flatMap(given -> read(given, candidate));
      if (found.isEmpty() && candidate.kind() != Discovery.Kind.SITEMAP)
        answer.stream()
            .flatMap(given -> HomePage.further(given).stream())
            .filter(next -> known.add(next.url()))
            .forEach(open::add);
      if (found.isEmpty()) continue;
      if (!found.get().namesWhateverThereIs()) return found;
      sitemapsOfAll.add(found.get());
    }
    Optional<Found> whole = sitemapsOfAll.stream().findFirst();
    Optional<Found> likeliest =
        HomePage.others(home).stream()
            .flatMap(
                candidate ->
                    answer(home, candidate, ask).flatMap(given -> read(given, candidate)).stream())
            .max(Comparator.comparingDouble(found -> found.listed().likeness()));
    // A page without days may be a menu; a sitemap of the whole site names its statements at least.
    return likeliest
        .filter(found -> whole.isEmpty() || found.listed().dated() > LIKELY)
        .or(() -> whole);
  }

  private static Optional<Answer> answer(
      Answer home, Discovery candidate, Function<Discovery, Optional<Answer>> ask) {
    return candidate.url().equals(home.url().toString()) ? Optional.of(home) : ask.apply(candidate);
  }

  private static Optional<Found> read(Answer answer, Discovery candidate) {
    return Optional.of(new Found(candidate, DiscoveryReader.read(answer, candidate)))
        .filter(Found::namesEnough);
  }
}
