package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import java.time.Instant;
import java.time.ZoneId;
import org.jsoup.nodes.Document;

/// Finds when a statement was published, as far as the page says.
final class TimeFinder {
  private TimeFinder() {}

  static PublicationTime find(
      Document page,
      PageFacts facts,
      PageContent content,
      Hints hints,
      ZoneId zone,
      Instant latest) {
    return hints.published();
  }
}
