package dev.herald.app.office;

import java.time.ZoneId;
import java.util.List;

/// One invented institution of the press office.
///
/// @param id also the first label of its host and the id of its source
/// @param name in its first language
/// @param country ISO 3166-1 alpha-2, or `INT`
/// @param type parliament, ministry, central-bank, …
/// @param languages the first one is that of its home page
/// @param zone of the times it prints
/// @param url of its home page
public record Institution(
    String id,
    String name,
    String country,
    String type,
    List<String> languages,
    ZoneId zone,
    String url) {
  public Institution {
    languages = List.copyOf(languages);
  }
}
