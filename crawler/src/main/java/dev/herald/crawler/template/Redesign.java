package dev.herald.crawler.template;

import java.time.Instant;

/// A publisher's change from one design to another.
///
/// @param since when the first page in the new design was fetched
/// @param url address of that page
/// @param before where the body stood, how often, in the old design
/// @param after where it stands now
public record Redesign(Instant since, String url, String before, String after) {
  /// What shows it, in a sentence.
  public String evidence() {
    return "the page design changed: before, %s; now, %s".formatted(before, after);
  }
}
