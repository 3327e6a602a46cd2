package dev.herald.app.office;

import java.time.OffsetDateTime;
import java.util.Optional;

/// A statement as it shows now: what pages, feeds and sitemaps are made of.
///
/// @param url absolute
/// @param path of the URL, with its query
/// @param printed the time as printed, where the site prints it
/// @param at the time it says it was published, in the site's zone
record Shown(
    Publication publication,
    String language,
    Content content,
    String url,
    String path,
    Optional<String> printed,
    OffsetDateTime at) {

  String title() {
    return content.title();
  }

  String summary() {
    return content.paragraphs().getFirst().text();
  }
}
