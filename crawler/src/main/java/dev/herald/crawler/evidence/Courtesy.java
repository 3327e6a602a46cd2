package dev.herald.crawler.evidence;

import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.IndexLine;
import dev.herald.crawler.robots.RobotsTags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;

/// What was asked of a publisher, from the archive's index.
///
/// Example: `Courtesy.of(archive, Set.of("press.example"))`.
///
/// @param days one entry a day and host, in order
public record Courtesy(List<Day> days) {
  private static final Set<Integer> THROTTLED = Set.of(429, 503);
  private static final int NOT_MODIFIED = 304;

  public Courtesy {
    days = List.copyOf(days);
  }

  /// What one host was asked on one UTC day.
  ///
  /// @param requests made, robots.txt included
  /// @param bytes of bodies, as they were sent
  /// @param notModified requests answered with 304, which cost the publisher next to nothing
  /// @param errors answers 400 and above
  /// @param throttled answers 429 and 503, among the errors
  /// @param unanswered requests without an answer that could be kept: none came, or none whole, or
  ///   one over a bound
  /// @param tagged pages that asked something of robots themselves, by `X-Robots-Tag` or meta
  ///   element
  /// @param refused times we did not ask, because robots.txt forbids it or could not be read
  /// @param shortestGap least time between the beginnings of two requests; empty below two
  /// @param medianGap the middle one of these times
  public record Day(
      LocalDate date,
      String host,
      long requests,
      long bytes,
      long notModified,
      long errors,
      long throttled,
      long unanswered,
      long tagged,
      long refused,
      Optional<Duration> shortestGap,
      Optional<Duration> medianGap) {

    private static Day of(LocalDate date, String host, List<IndexLine> lines) {
      List<IndexLine> asked = lines.stream().filter(line -> !line.isRefusal()).toList();
      List<Duration> gaps = gaps(asked);
      return new Day(
          date,
          host,
          asked.size(),
          asked.stream().mapToLong(IndexLine::wireBytes).sum(),
          asked.stream().filter(line -> line.status() == NOT_MODIFIED).count(),
          asked.stream().filter(line -> line.status() >= 400).count(),
          asked.stream().filter(line -> THROTTLED.contains(line.status())).count(),
          asked.stream().filter(line -> !line.isAnswer()).count(),
          asked.stream()
              .filter(line -> line.status() < 300 && RobotsTags.areIn(line.robots()))
              .map(IndexLine::url)
              .distinct()
              .count(),
          lines.size() - asked.size(),
          gaps.stream().findFirst(),
          gaps.isEmpty() ? Optional.empty() : Optional.of(gaps.get(gaps.size() / 2)));
    }

    private static List<Duration> gaps(List<IndexLine> asked) {
      List<Instant> starts = asked.stream().map(IndexLine::at).sorted().toList();
      return IntStream.range(1, starts.size())
          .mapToObj(i -> Duration.between(starts.get(i - 1), starts.get(i)))
          .sorted()
          .toList();
    }
  }

  private record Key(LocalDate date, String host) {}

  /// Reads the index.
  ///
  /// @param hosts of the publisher; hosts below them count too, and `www.` makes no difference
  public static Courtesy of(ArchiveReader archive, Collection<String> hosts) throws IOException {
    Set<String> bare = hosts.stream().map(Courtesy::bare).collect(Collectors.toSet());
    Map<Key, List<IndexLine>> byDay =
        new TreeMap<>(Comparator.comparing(Key::date).thenComparing(Key::host));
    archive.index(
        line -> {
          HttpUrl url = HttpUrl.parse(line.url());
          if (url == null || bare.stream().noneMatch(host -> isAtOrBelow(url.host(), host))) return;
          LocalDate date = LocalDate.ofInstant(line.at(), ZoneOffset.UTC);
          byDay.computeIfAbsent(new Key(date, url.host()), _ -> new ArrayList<>()).add(line);
        });
    return new Courtesy(
        byDay.entrySet().stream()
            .map(day -> Day.of(day.getKey().date(), day.getKey().host(), day.getValue()))
            .toList());
  }

  private static boolean isAtOrBelow(String host, String top) {
    return host.equals(top) || host.endsWith("." + top);
  }

  private static String bare(String host) {
    return host.startsWith("www.") ? host.substring("www.".length()) : host;
  }
}
