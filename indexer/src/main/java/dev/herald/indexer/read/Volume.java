package dev.herald.indexer.read;

import dev.herald.indexer.read.SearchResult.Bucket;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How much a query finds, by the days of publication (UTC) of the last [#DAYS]: what a rule of it
/// would have brought.
///
/// @param days the last ones, today's last
/// @param watched for how many of these days anything at all is stored, at least 1
/// @param found statements that it finds in them
/// @param all statements that are stored of them
public record Volume(List<Day> days, int watched, long found, long all) {
  /// How many days are looked at.
  public static final int DAYS = 30;

  /// More a day than this, nobody reads.
  public static final int MOST_A_DAY = 50;

  /// From so many statements on, a share of them says something.
  private static final int ENOUGH = 100;

  private static final double BROAD_SHARE = 0.1;

  public Volume {
    days = List.copyOf(days);
  }

  /// One day and what is found of it.
  public record Day(LocalDate date, long count) {}

  /// The volume of a query up to today; empty if the query cannot be read.
  ///
  /// @throws IOException if Elasticsearch cannot be reached or refuses
  public static Optional<Volume> of(Search search, String query, LocalDate today)
      throws IOException {
    if (!(found(search, query, today) instanceof Search.Answer.Found(var own))
        || !(found(search, "", today) instanceof Search.Answer.Found(var all)))
      return Optional.empty();
    Map<LocalDate, Long> counts =
        own.timeline().buckets().stream()
            .collect(Collectors.toMap(Bucket::start, Bucket::count, Long::sum));
    LocalDate first = first(today);
    List<Day> days =
        IntStream.range(0, DAYS)
            .mapToObj(first::plusDays)
            .map(day -> new Day(day, counts.getOrDefault(day, 0L)))
            .toList();
    LocalDate since =
        all.timeline().buckets().stream()
            .map(Bucket::start)
            .min(LocalDate::compareTo)
            .filter(first::isBefore)
            .orElse(first);
    int watched = (int) Math.max(1, ChronoUnit.DAYS.between(since, today) + 1);
    return Optional.of(new Volume(days, watched, own.total(), all.total()));
  }

  /// How many it finds on a day, on average of those that are watched.
  public double perDay() {
    return (double) found / watched;
  }

  /// Whether more than a tenth of all statements are found, where there are enough to tell.
  public boolean isBroadShare() {
    return all >= ENOUGH && found > all * BROAD_SHARE;
  }

  /// Whether a rule of it would bring more than anybody reads.
  public boolean isTooBroad() {
    return perDay() > MOST_A_DAY || isBroadShare();
  }

  private static Search.Answer found(Search search, String query, LocalDate today)
      throws IOException {
    return search.search(SearchRequest.of(query, 0).between(first(today), today));
  }

  private static LocalDate first(LocalDate today) {
    return today.minusDays(DAYS - 1L);
  }
}
