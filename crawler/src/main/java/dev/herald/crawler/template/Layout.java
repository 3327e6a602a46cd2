package dev.herald.crawler.template;

import java.util.Map;
import java.util.Set;

/// Where one page showed each field, and what its markup calls its parts.
///
/// @param positions place of each field that was found on the page, see [Position]
/// @param names class names and ids of the page's parts, as [Names] keeps them
public record Layout(Map<Field, String> positions, Set<String> names) {
  /// Of a page that was not looked at.
  public static final Layout NONE = new Layout(Map.of(), Set.of());

  public Layout {
    positions = Map.copyOf(positions);
    names = Set.copyOf(names);
  }
}
