package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The publication time in the state that a page hands to its scripts, for pages that show none
/// before their scripts have run.
///
/// Such a state may hold other articles too, so it counts only where all its times name one day.
final class ScriptTimes {
  private static final int MOST_CHARS = 2_000_000;
  private static final int MOST_WRITING_CHARS = 200;
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "\"(?:datePublished|date_published|publishedDate|published_date|publishDate"
              + "|publish_date|publicationDate|publication_date|publishedAt|published_at"
              + "|publishedOn|firstPublishedAt|pubDate)\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]{8,40})");

  /// `showDate("2020/04/17 01:43")`: a short script that writes the time where it stands.
  private static final Pattern WRITTEN =
      Pattern.compile("\\(\\s*[\"']([12]\\d{3}[-/.]\\d[^\"'\\\\]{4,30})[\"']");

  private ScriptTimes() {}

  static Optional<PublicationTime> find(List<Element> scripts, TimeReading times) {
    return onlyDay(scripts, PUBLISHED, MOST_CHARS, times)
        .or(() -> onlyDay(scripts, WRITTEN, MOST_WRITING_CHARS, times));
  }

  private static Optional<PublicationTime> onlyDay(
      List<Element> scripts, Pattern pattern, int mostChars, TimeReading times) {
    Optional<PublicationTime> found = Optional.empty();
    for (Element script : scripts) {
      String data = script.data();
      if (data.length() > mostChars) continue;
      Matcher match = pattern.matcher(data);
      while (match.find()) {
        Optional<PublicationTime> time = times.read(match.group(1), Provenance.META);
        if (time.isEmpty()) continue;
        if (found.isPresent() && !found.get().date().equals(time.get().date()))
          return Optional.empty();
        found = time;
      }
    }
    return found;
  }
}
