package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Statement.Tried;
import dev.herald.config.source.PageSelector;
import dev.herald.config.source.Source.SelectorVersion;
import dev.herald.config.source.Source.Selectors;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Tries a source's selectors on one page, field by field, and keeps account of what became of
/// each.
///
/// The order is: the version whose window holds the fetch, for a site that is rebuilt shows its old
/// statements in its new design; the version that holds the publication, for some leave them as
/// they were; then what counts always.
final class FieldSelectors {
  private static final int MOST_TRIED = 200;

  private final PageQuery page;
  private final List<Counting> counting;
  private final List<Counting> removing;
  private final List<Tried> tried = new ArrayList<>();

  /// Selectors that count for this page.
  ///
  /// @param window of their version; empty if they count always
  private record Counting(Optional<String> window, Selectors selectors) {}

  /// What a field was read as, and the selector that gave it.
  record Found<T>(T value, String how, List<Element> elements) {}

  FieldSelectors(Document document, PageContent content, Hints hints) {
    this.page = new PageQuery(document);
    ZoneId zone = hints.zone().orElse(ZoneOffset.UTC);
    Optional<Counting> atFetch = version(hints, content.fetchedAt().atZone(zone).toLocalDate());
    var always = new Counting(Optional.empty(), hints.selectors());
    var order = new LinkedHashSet<Counting>();
    atFetch.ifPresent(order::add);
    // A sitemap tells of changes, which come after a relaunch as before it.
    if (hints.published().provenance() != Provenance.SITEMAP)
      hints.published().date().flatMap(day -> version(hints, day)).ifPresent(order::add);
    order.add(always);
    this.counting = List.copyOf(order);
    this.removing = atFetch.map(version -> List.of(version, always)).orElse(List.of(always));
  }

  private static Optional<Counting> version(Hints hints, LocalDate day) {
    return hints.versions().stream()
        .filter(version -> version.holds(day))
        .findFirst()
        .map(FieldSelectors::counting);
  }

  private static Counting counting(SelectorVersion version) {
    return new Counting(Optional.of(version.window()), version.selectors());
  }

  /// Takes out of the page what is to be dropped; all of it is found first.
  void remove() {
    var dropped = new ArrayList<Element>();
    for (Attempt attempt : attempts("remove", Selectors::remove, removing))
      find(attempt, elements -> Optional.of(elements)).ifPresent(dropped::addAll);
    if (!dropped.isEmpty()) page.remove(dropped);
  }

  /// Reads a field by the first selector that gives it.
  ///
  /// @param read makes a field of the elements that were found, which are never none
  <T> Optional<Found<T>> first(
      String field,
      Function<Selectors, List<String>> expressions,
      Function<List<Element>, Optional<T>> read) {
    for (Attempt attempt : attempts(field, expressions, counting)) {
      Optional<Found<T>> found =
          find(
              attempt,
              elements ->
                  read.apply(elements)
                      .map(value -> new Found<>(value, how(attempt), List.copyOf(elements))));
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  /// The date patterns that count for this page, in the order they are tried.
  List<String> publishedFormats() {
    return counting.stream().flatMap(set -> set.selectors().publishedFormats().stream()).toList();
  }

  /// What became of each selector so far, in the order they were tried.
  List<Tried> tried() {
    return List.copyOf(tried);
  }

  private record Attempt(String field, Optional<String> window, String expression, int position) {}

  private static List<Attempt> attempts(
      String field, Function<Selectors, List<String>> expressions, List<Counting> sets) {
    var attempts = new ArrayList<Attempt>();
    for (Counting set : sets)
      for (String expression : expressions.apply(set.selectors()))
        attempts.add(new Attempt(field, set.window(), expression, attempts.size() + 1));
    return attempts;
  }

  private <T> Optional<T> find(Attempt attempt, Function<List<Element>, Optional<T>> read) {
    try {
      List<Element> elements = page.find(PageSelector.parse(attempt.expression()));
      Optional<T> value = elements.isEmpty() ? Optional.empty() : read.apply(elements);
      note(
          attempt,
          value.isPresent()
              ? Optional.empty()
              : Optional.of(elements.isEmpty() ? "finds nothing" : "finds nothing of that kind"));
      return value;
    } catch (IllegalArgumentException e) {
      // The next one is tried; the config check has told its author what can be told beforehand.
      note(attempt, Optional.of(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void note(Attempt attempt, Optional<String> missed) {
    if (tried.size() < MOST_TRIED)
      tried.add(
          new Tried(
              attempt.field(), attempt.window(), attempt.expression(), attempt.position(), missed));
  }

  private static String how(Attempt attempt) {
    return "selector "
        + attempt.expression()
        + attempt.window().map(window -> " (" + window + ")").orElse("");
  }
}
