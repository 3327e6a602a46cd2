package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Times that say too little by themselves, for pages that print nothing better: "2 hours ago"
/// counts from the fetch, and a day without its year takes the year that the page's own addresses
/// and stamps give to that very day.
final class VagueTimes {
  private static final int MOST_TEXTS = 40;
  private static final int MOST_PAGE_CHARS = 2_000_000;
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[|·•–—:,\\[\\]()]");

  private VagueTimes() {}

  /// @param texts short ones that stand where a publication time may, in the page's order
  static Optional<PublicationTime> find(List<String> texts, Element page, TimeReading times) {
    List<String> bounded = texts.subList(0, Math.min(texts.size(), MOST_TEXTS));
    for (String text : bounded) {
      Optional<PublicationTime> ago = ago(text, times);
      if (ago.isPresent()) return ago;
    }
    var days = new ArrayList<PublicationTime>();
    for (String text : bounded) times.readWithoutYear(text).ifPresent(days::add);
    if (days.isEmpty()) return Optional.empty();
    String source = page.outerHtml();
    String start = source.substring(0, Math.min(source.length(), MOST_PAGE_CHARS));
    return days.stream().flatMap(day -> withYear(day, start).stream()).findFirst();
  }

  private static Optional<PublicationTime> ago(String text, TimeReading times) {
    Optional<PublicationTime> whole = times.readRelative(DateWords.withoutLabel(text));
    if (whole.isPresent()) return whole;
    String[] parts = BETWEEN_PARTS.split(text, -1);
    int start = 0;
    for (int i = 0; i < parts.length && parts.length > 1; i++) {
      Optional<PublicationTime> ago = times.readRelative(DateWords.withoutLabel(parts[i].strip()));
      if (ago.isPresent() && !DateLabel.of(text.substring(0, start)).isOfElse()) return ago;
      start += parts[i].length() + 1;
    }
    return Optional.empty();
  }

  /// The day in the one year with which it is written elsewhere on the page; empty if in none or in
  /// several.
  private static Optional<PublicationTime> withYear(PublicationTime time, String source) {
    LocalDate day = time.date().orElseThrow();
    Matcher match =
        Pattern.compile(
                "(?<!\\d)((?:19|20)\\d{2})[-/_.]?%02d[-/_.]?%02d(?!\\d)"
                    .formatted(day.getMonthValue(), day.getDayOfMonth()))
            .matcher(source);
    int year = 0;
    while (match.find()) {
      int found = Integer.parseInt(match.group(1));
      if (year != 0 && year != found) return Optional.empty();
      year = found;
    }
    return year == 0 ? Optional.empty() : Optional.of(inYear(time, day, year));
  }

  private static PublicationTime inYear(PublicationTime time, LocalDate day, int year) {
    String printed = time.printed().orElse("");
    LocalDate date = day.withYear(year);
    return time.time()
        .map(
            clock ->
                PublicationTime.ofMinute(
                    printed, date, clock, time.zone().orElseThrow(), Provenance.VISIBLE_TEXT))
        .orElseGet(
            () ->
                PublicationTime.ofDay(
                    printed, date, time.zone().orElseThrow(), Provenance.VISIBLE_TEXT));
  }
}
