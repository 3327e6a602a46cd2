package dev.herald.crawler.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A source's page template, as its pages taught it. Immutable; bounded, and old pages fade.
///
/// ```java
/// template = Learner.observe(template, page);                       // once per new statement
/// template.share(Field.BODY, "main > div.press-text");              // 0.94
/// ```
///
/// @param pages how many pages the counts rest on; halved from time to time, as the counts are
/// @param positions for each field, on how many pages it stood at which place
/// @param names on how many pages each class name or id stood
/// @param strange the last pages, if they do not look like the others
/// @param redesign the last change of design that was noticed
public record Template(
    int pages,
    Map<Field, Map<String, Integer>> positions,
    Map<String, Integer> names,
    List<Sighting> strange,
    Optional<Redesign> redesign) {
  /// Nothing learned yet.
  public static final Template NONE =
      new Template(0, Map.of(), Map.of(), List.of(), Optional.empty());

  public Template {
    positions = Map.copyOf(positions);
    names = Map.copyOf(names);
    strange = List.copyOf(strange);
  }

  /// Whether any page was seen.
  public boolean isKnown() {
    return pages > 0;
  }

  /// How surely a field stands at a place, 0 to 1: on what share of the pages it did, where one
  /// page proves half as much as many.
  public double share(Field field, String position) {
    return held(field, position) / (pages + 1.0);
  }

  /// On how many pages a field stood at a place.
  public int held(Field field, String position) {
    return positions.getOrDefault(field, Map.of()).getOrDefault(position, 0);
  }

  /// The place a field stands at most often.
  public Optional<String> usual(Field field) {
    return positions.getOrDefault(field, Map.of()).entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
