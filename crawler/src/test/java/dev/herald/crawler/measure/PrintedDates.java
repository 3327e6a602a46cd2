package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.time.DateOrder;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How the reader of printed dates does on a table of them (`official/dates.jsonl`).
///
/// @param right how many of those that say a day are read as their publishers meant them
/// @param all how many say a day
/// @param inventions rows that say no day and were given one
/// @param misses the rows that were read wrongly or not at all
/// @param byKind right and all, by where the rows are from
public record PrintedDates(
    int right,
    int all,
    List<String> inventions,
    List<String> misses,
    Map<String, List<Integer>> byKind) {
  /// Rows that do not say a day: the library's tests fill the rest in from settings that are not in
  /// the table. They must stay unknown, or be no more than the month that is printed.
  private static final Set<String> NO_DAY =
      Set.of(
          "February 2012",
          "March 2015",
          "April 2015",
          "December 2014",
          "December",
          "1000",
          "2008",
          "2014",
          "2015",
          "²⁰¹⁵",
          "1000 год",
          "2000 год",
          "год2000",
          "год 2000",
          "2001 год",
          "2001год",
          "201508",
          "201108",
          "-1484823450",
          "-1436745600000",
          "1 decade",
          "1 decade 2 years",
          "преди година",
          "2 วัน",
          "2 ชั่วโมง",
          "2 giờ",
          "2 tuần 3 ngày",
          "1 वर्ष, 8 महीने, 2 सप्ताह",
          "hr",
          "15-18-12 06:00");

  /// Rows that count from another moment than the one the table states, or two-digit years that a
  /// setting reads backwards.
  private static final Set<String> OTHER_REFERENCE =
      Set.of(
          "Mon",
          "10:00PM",
          "14:05",
          "16:00",
          "4pm EDT",
          "10pm EDT",
          "8am AEDT",
          "8am",
          "11pm",
          "15 february 15:00",
          "16 july 13.");

  public PrintedDates {
    inventions = List.copyOf(inventions);
    misses = List.copyOf(misses);
    byKind = new TreeMap<>(byKind);
  }

  /// Where a folder of corpora holds the table.
  public static Path table(Path corpora) {
    return corpora.resolve("official/dates.jsonl");
  }

  /// Share of the rows that say a day and are read rightly.
  public double share() {
    return right / (double) all;
  }

  /// Reads every row of a table.
  public static PrintedDates measure(Path table) throws IOException {
    List<Row> rows = rows(table);
    // Some rows stand twice, with what different settings of a library make of them.
    Map<String, Set<String>> byPrinted = new HashMap<>();
    for (Row row : rows)
      byPrinted.computeIfAbsent(row.language + row.printed, _ -> new HashSet<>()).add(row.expected);
    Map<String, int[]> byKind = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    List<String> inventions = new ArrayList<>();
    int[] all = new int[2];
    for (Row row : rows) {
      Optional<PublicationTime> actual = read(row);
      if (OTHER_REFERENCE.contains(row.printed)) continue;
      if (NO_DAY.contains(row.printed)) {
        if (saysDay(actual)) inventions.add(row.printed + " → " + iso(actual));
        continue;
      }
      boolean ok =
          byPrinted.getOrDefault(row.language + row.printed, Set.of()).stream()
              .anyMatch(expected -> matches(actual, expected, row.fetchedAt()));
      for (int[] count : List.of(all, byKind.computeIfAbsent(row.kind, _ -> new int[2]))) {
        count[1]++;
        if (ok) count[0]++;
      }
      if (!ok)
        misses.add(
            "%s (%s) → %s, expected %s [%s]"
                .formatted(row.printed, row.language, iso(actual), row.expected, row.kind));
    }
    Map<String, List<Integer>> kinds = new HashMap<>();
    byKind.forEach((kind, count) -> kinds.put(kind, List.of(count[0], count[1])));
    return new PrintedDates(all[0], all[1], inventions, misses, kinds);
  }

  private record Row(
      String printed, String language, String expected, String kind, Optional<ZoneId> zone) {
    /// The moment the row counts from: the one it states, or long after.
    Instant fetchedAt() {
      return Instant.parse(
          kind.contains("reference date") ? "2012-11-13T20:00:00Z" : "2026-11-24T12:00:00Z");
    }
  }

  private static boolean saysDay(Optional<PublicationTime> time) {
    return time.isPresent() && time.get().precision() != Precision.MONTH;
  }

  private static String iso(Optional<PublicationTime> time) {
    return time.flatMap(PublicationTime::iso).orElse("unknown");
  }

  private static List<Row> rows(Path table) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      JsonNode row = MessageCodec.mapper().readTree(line);
      rows.add(
          new Row(
              row.get("printed").asText(),
              row.path("lang").asText("und"),
              row.path("expected").asText(),
              row.path("kind").asText(),
              Optional.ofNullable(row.path("zone").textValue()).map(ZoneId::of)));
    }
    return rows;
  }

  private static Optional<PublicationTime> read(Row row) {
    // The library whose tests these are reads English and unnamed languages month first.
    boolean monthFirst =
        row.kind.startsWith("library") && (row.language.equals("en") || row.language.equals("und"));
    return PrintedTimeReader.read(
        row.printed,
        new TimeContext(
            List.of(row.language),
            row.zone.orElse(ZoneOffset.UTC),
            row.fetchedAt(),
            Provenance.SELECTOR,
            monthFirst ? Optional.of(DateOrder.MONTH_DAY_YEAR) : Optional.empty()));
  }

  private static boolean matches(
      Optional<PublicationTime> actual, String expected, Instant fetchedAt) {
    if (actual.isEmpty()) return false;
    PublicationTime time = actual.get();
    if (expected.startsWith("now - ")) return matchesAgo(time, expected, fetchedAt);
    String day = time.date().orElseThrow().toString();
    if (time.precision() == Precision.MONTH) return false;
    if (time.precision() == Precision.DAY)
      return expected.equals(day) || expected.equals(day + "T00:00");
    String local = time.date().orElseThrow().atTime(time.time().orElseThrow()).toString();
    String utc = LocalDateTime.ofInstant(time.instant().orElseThrow(), ZoneOffset.UTC).toString();
    return expected.equals(local)
        || expected.equals(utc)
        || (local.endsWith("T00:00") && expected.equals(day));
  }

  private static boolean matchesAgo(PublicationTime time, String expected, Instant fetchedAt) {
    LocalDateTime moment = LocalDateTime.ofInstant(fetchedAt, ZoneOffset.UTC);
    for (String part : expected.substring(6).split(", ", -1)) {
      String[] amount = part.split(" ", -1);
      moment =
          moment.minus(
              Long.parseLong(amount[0]),
              java.time.temporal.ChronoUnit.valueOf(amount[1].toUpperCase(java.util.Locale.ROOT)));
    }
    LocalDateTime at = moment;
    return switch (time.precision()) {
      case MINUTE ->
          time.instant().orElseThrow().equals(at.withSecond(0).toInstant(ZoneOffset.UTC));
      case DAY -> time.date().orElseThrow().equals(at.toLocalDate());
      case MONTH -> time.date().orElseThrow().equals(at.toLocalDate().withDayOfMonth(1));
      case UNKNOWN -> false;
    };
  }
}
