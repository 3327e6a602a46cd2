package dev.herald.app.catalogue;

import dev.herald.crawler.discover.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/// Chooses which of a discovery's items are looked at. Pure.
public final class Spread {
  /// A kind of address with fewer items than this share of the most frequent one is left out.
  private static final double LEAST_SHARE = 0.1;

  private Spread() {}

  /// The newest of each kind of address, in turns, so that no section or language is overlooked.
  ///
  /// @param most how many are chosen at most
  public static List<Item> choose(List<Item> items, int most) {
    Function<HttpUrl, UrlShape> shape = UrlShape.among(items.stream().map(Item::url).toList());
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : newestFirst(items))
      groups.computeIfAbsent(shape.apply(item.url()).pattern(), _ -> new ArrayList<>()).add(item);
    List<List<Item>> bySize =
        groups.values().stream()
            .sorted(Comparator.<List<Item>>comparingInt(List::size).reversed())
            .toList();
    var chosen = new ArrayList<Item>();
    for (int turn = 0; chosen.size() < most && turn < items.size(); turn++)
      for (List<Item> group : bySize)
        if (group.size() >= LEAST_SHARE * bySize.getFirst().size()
            && turn < group.size()
            && chosen.size() < most) chosen.add(group.get(turn));
    return chosen;
  }

  /// By date, where most have one; as listed otherwise.
  private static List<Item> newestFirst(List<Item> items) {
    long dated = items.stream().filter(item -> at(item).isPresent()).count();
    if (2 * dated < items.size()) return items;
    return items.stream()
        .sorted(Comparator.comparing((Item item) -> at(item).orElse(Instant.MIN)).reversed())
        .toList();
  }

  private static Optional<Instant> at(Item item) {
    return item.published().ordering().or(item::changed);
  }
}
