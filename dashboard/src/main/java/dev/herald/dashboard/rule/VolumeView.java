package dev.herald.dashboard.rule;

import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.search.TimelineView;
import dev.herald.indexer.read.Volume;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a rule's query would have brought lately.
///
/// @param summary `About 3 a day over the last 30 days.`
/// @param warning why that is too much, and what to do; empty if it is not
/// @param chart its days
public record VolumeView(String summary, Optional<String> warning, TimelineView chart) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  static VolumeView of(Volume volume, String query) {
    QueryString search = QueryString.empty().with("q", query);
    List<TimelineView.Bucket> days =
        volume.days().stream()
            .map(
                day ->
                    new TimelineView.Bucket(
                        DAY.format(day.date()),
                        day.count(),
                        search
                            .with("from", day.date().toString())
                            .with("to", day.date().toString())
                            .on("/")))
            .toList();
    return new VolumeView(summary(volume), warning(volume), TimelineView.of(days, "day"));
  }

  /// `About 3 a day`, over as many of the last days as anything is stored of.
  private static String summary(Volume volume) {
    return "About %s a day over the last %s of publication, %s in all"
        .formatted(
            rate(volume.perDay()),
            Words.count(volume.watched(), "day"),
            Words.number(volume.found()));
  }

  private static String rate(double perDay) {
    return perDay == 0 || perDay >= 10
        ? Words.number(Math.round(perDay))
        : String.format(Locale.ENGLISH, perDay < 0.1 ? "%.2f" : "%.1f", perDay);
  }

  private static Optional<String> warning(Volume volume) {
    if (!volume.isTooBroad()) return Optional.empty();
    String why =
        volume.isBroadShare()
            ? "It finds %d %% of all statements"
                .formatted(Math.round(100.0 * volume.found() / volume.all()))
            : "It finds more than %d statements a day".formatted(Volume.MOST_A_DAY);
    return Optional.of(
        why + ", more than anybody reads: add a word, put words in quotes, or name a field");
  }
}
