package dev.herald.crawler.discover;

import java.util.List;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/// What a discovery's answer names.
///
/// @param items in the answer's order
/// @param more URLs that belong to the same discovery: child sitemaps, next pages
/// @param problems what could not be read, one sentence each
/// @param webSub the hubs that would push it
/// @param complete whether the answer was read to its end; one that was cut off is to be asked for
///   again, whatever its validators say
public record Listed(
    List<Item> items, List<HttpUrl> more, List<String> problems, WebSub webSub, boolean complete) {
  private static final int MANY = 10;

  public Listed {
    items = List.copyOf(items);
    more = List.copyOf(more);
    problems = List.copyOf(problems);
  }

  /// A complete answer without hubs.
  Listed(List<Item> items, List<HttpUrl> more, List<String> problems) {
    this(items, more, problems, WebSub.NONE, true);
  }

  /// Nothing, for a reason.
  static Listed nothing(String problem) {
    return new Listed(List.of(), List.of(), List.of(problem));
  }

  /// The same with other items.
  Listed withItems(List<Item> items) {
    return new Listed(items, more, problems, webSub, complete);
  }

  /// The same with other hubs.
  Listed withWebSub(WebSub webSub) {
    return new Listed(items, more, problems, webSub, complete);
  }

  /// The share of the items with a title, 0 to 1.
  public double titled() {
    return share(item -> item.title().isPresent());
  }

  /// The share of the items with a day, 0 to 1.
  public double dated() {
    return share(item -> item.published().date().isPresent());
  }

  /// How much it looks like a list of statements, 0 to 1: titles, days, and several of them.
  public double likeness() {
    return (titled() + dated() + Math.min(1.0, (double) items.size() / MANY)) / 3;
  }

  private double share(Predicate<Item> has) {
    return items.isEmpty() ? 0 : (double) items.stream().filter(has).count() / items.size();
  }
}
