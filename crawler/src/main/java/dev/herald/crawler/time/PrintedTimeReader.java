package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads times as publishers print them. Pure and thread-safe; linear in the text's length.
public final class PrintedTimeReader {
  private static final int MAX_CHARS = 200_000;
  private static final int NEAR_TOKENS = 6;

  private PrintedTimeReader() {}

  /// Reads the one time that a short text prints.
  ///
  /// @return empty if it prints none, or one that nobody can be sure of
  public static Optional<PublicationTime> read(String printed, TimeContext context) {
    return findAll(printed, context).stream().findFirst().map(Found::time);
  }

  /// Finds every date in running text, with the time of day that stands beside it.
  public static List<Found> findAll(String text, TimeContext context) {
    String bounded = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    List<Token> tokens = Token.of(bounded);
    DateScanner dates = new DateScanner(tokens, context.languages());
    ClockScanner clocks = new ClockScanner(tokens);
    List<Found> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Optional<DateScanner.Span> date = dates.at(i);
      if (date.isEmpty()) {
        i++;
        continue;
      }
      Optional<ClockScanner.Span> clock = after(clocks, tokens, date.get().to());
      if (clock.isEmpty()) clock = before(clocks, date.get().from());
      found.add(found(bounded, tokens, date.get(), clock, context));
      i = clock.map(span -> Math.max(span.to(), date.get().to())).orElse(date.get().to());
    }
    return found;
  }

  private static Optional<ClockScanner.Span> after(
      ClockScanner clocks, List<Token> tokens, int from) {
    for (int i = from; i < Math.min(tokens.size(), from + NEAR_TOKENS); i++) {
      Optional<ClockScanner.Span> clock = clocks.at(i);
      if (clock.isPresent()) return clock;
      // Another number in between belongs to something else.
      if (tokens.get(i).kind() == Token.Kind.NUMBER) return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<ClockScanner.Span> before(ClockScanner clocks, int date) {
    for (int i = Math.max(0, date - NEAR_TOKENS); i < date; i++) {
      Optional<ClockScanner.Span> clock = clocks.at(i);
      if (clock.isPresent() && clock.get().to() <= date && clock.get().to() >= date - 2)
        return clock;
    }
    return Optional.empty();
  }

  private static Found found(
      String text,
      List<Token> tokens,
      DateScanner.Span date,
      Optional<ClockScanner.Span> clock,
      TimeContext context) {
    int from = clock.map(span -> Math.min(span.from(), date.from())).orElse(date.from());
    int to = clock.map(span -> Math.max(span.to(), date.to())).orElse(date.to());
    int start = tokens.get(from).start();
    int end = tokens.get(to - 1).end();
    String printed = text.substring(start, end);
    PublicationTime time;
    if (date.monthOnly())
      time = PublicationTime.ofMonth(printed, date.date(), context.zone(), context.provenance());
    else if (clock.isEmpty())
      time = PublicationTime.ofDay(printed, date.date(), context.zone(), context.provenance());
    else {
      ZoneId zone = clock.get().zone().orElse(context.zone());
      time =
          PublicationTime.ofMinute(
              printed, date.date(), clock.get().time(), zone, context.provenance());
    }
    return new Found(start, end, time);
  }
}
