package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;
import dev.herald.crawler.time.Meaning.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One pass over one text: dates, and the times of day that stand beside them.
final class Reading {
  private static final int MOST_GAP = 10;
  private static final int MOST_BEFORE = 14;
  private static final String BETWEEN = ",-|()[].·•/:;";

  private final String original;
  private final TimeContext context;
  private final boolean brief;
  private final ChronoUnit finest;
  private final FoldedText text;
  private final List<Token> tokens;
  private final DateMatcher dates;
  private final ClockMatcher clocks;

  /// @param brief whether the text is one printed time rather than running text
  Reading(String original, TimeContext context, Words words, boolean brief) {
    this(original, context, words, brief, ChronoUnit.MINUTES);
  }

  /// @param finest what of a time of day is kept
  Reading(String original, TimeContext context, Words words, boolean brief, ChronoUnit finest) {
    this.finest = finest;
    this.original = original;
    this.context = context;
    this.brief = brief;
    this.text = FoldedText.of(original);
    this.tokens = Lexer.tokens(text, words);
    this.dates = new DateMatcher(tokens, context);
    this.clocks = new ClockMatcher(tokens, text, context.zone());
  }

  /// A time and the tokens it stands on.
  record Span(int from, int to, boolean gregorian, PublicationTime time) {}

  List<Token> tokens() {
    return tokens;
  }

  /// Every date with a year, in order.
  List<Span> full() {
    List<Span> found = new ArrayList<>();
    int claimed = 0;
    int i = 0;
    while (i < tokens.size()) {
      Optional<Span> span = fullAt(i, claimed);
      if (span.isPresent()) {
        found.add(span.get());
        claimed = span.get().to;
        i = Math.max(i + 1, claimed);
      } else {
        i++;
      }
    }
    return found;
  }

  private Optional<Span> fullAt(int i, int claimed) {
    Optional<DateMatcher.Match> date = dates.at(i);
    if (date.isEmpty()) return yearBehind(i);
    Optional<ClockMatcher.Match> clock = Optional.empty();
    if (!date.get().monthOnly()) {
      clock = clockAfter(date.get().to());
      if (clock.isEmpty()) clock = clockBefore(date.get().from(), claimed);
    }
    return Optional.of(span(date.get(), clock));
  }

  // Wed Aug 05 12:00:00 2015, with or without a zone before the year
  private Optional<Span> yearBehind(int i) {
    int day = dates.dayAfterMonth(i);
    if (day < 0 || day + 1 >= tokens.size()) return Optional.empty();
    Optional<ClockMatcher.Match> clock = clocks.at(day + 1, false);
    if (clock.isEmpty() || clock.get().to() >= tokens.size()) return Optional.empty();
    int year = clock.get().to();
    return dates
        .withYearBehind(i, year)
        .map(
            date ->
                span(
                    new DateMatcher.Match(
                        date.from(), year + 1, date.date(), false, date.gregorian()),
                    clock));
  }

  /// A date without its year, or a weekday or time alone, of the last such moment before the fetch.
  Optional<Span> partial() {
    return withoutYear().or(this::weekdayOrTime);
  }

  /// A date without its year, of the last such day before the fetch.
  Optional<Span> withoutYear() {
    for (int i = 0; i < tokens.size(); i++) {
      Optional<DateMatcher.Match> date = dates.withoutYear(i);
      if (date.isEmpty()) continue;
      Optional<ClockMatcher.Match> clock = clockAfter(date.get().to());
      return Optional.of(
          span(date.get(), clock.isEmpty() ? clockBefore(date.get().from(), 0) : clock));
    }
    return Optional.empty();
  }

  private Optional<Span> weekdayOrTime() {
    int at = 0;
    Optional<Meaning> weekday = Optional.empty();
    if (!tokens.isEmpty() && !tokens.getFirst().has(Kind.MONTH)) {
      weekday = tokens.getFirst().find(Kind.WEEKDAY);
      if (weekday.isPresent()) at = 1;
    }
    // A word that means nothing here may say what the time is of.
    if (tokens.stream().anyMatch(Token::isOther)) return Optional.empty();
    Optional<ClockMatcher.Match> clock = at < tokens.size() ? clockAfter(at) : Optional.empty();
    int end = clock.map(ClockMatcher.Match::to).orElse(at);
    if (end == 0 || !isOnlySigns(end)) return Optional.empty();
    LocalDate day = dates.today();
    if (weekday.isPresent()) {
      while (day.getDayOfWeek().getValue() != weekday.get().value()) day = day.minusDays(1);
    } else if (clock.isPresent()) {
      ZoneId zone = clock.get().zone().orElse(context.zone());
      day = context.fetchedAt().atZone(zone).toLocalDate();
      if (day.atTime(clock.get().time()).atZone(zone).toInstant().isAfter(context.fetchedAt()))
        day = day.minusDays(1);
    }
    return Optional.of(span(new DateMatcher.Match(0, Math.max(1, at), day, false, true), clock));
  }

  private boolean isOnlySigns(int from) {
    return tokens.subList(from, tokens.size()).stream().allMatch(t -> t.type() == Token.Type.SIGN);
  }

  /// The time of day at a token, of a day known from elsewhere.
  Optional<PublicationTime> timeOfDay(int from, LocalDate day) {
    return clockAfter(from)
        .map(
            clock ->
                span(
                        new DateMatcher.Match(0, Math.max(1, from), day, false, true),
                        Optional.of(clock))
                    .time());
  }

  private Optional<ClockMatcher.Match> clockAfter(int from) {
    int others = 0;
    boolean stopped = false;
    for (int i = from; i < Math.min(tokens.size(), from + MOST_GAP); i++) {
      Token token = tokens.get(i);
      Optional<ClockMatcher.Match> clock = clocks.at(i, brief && !stopped);
      if (clock.isPresent()) return clock;
      if (token.isNumber()) return Optional.empty();
      if (token.isOther() && (!brief || ++others > 1)) return Optional.empty();
      if (!token.isOther() && !mayStandBetween(token)) return Optional.empty();
      stopped |= token.isSign('.') && i > from;
    }
    return Optional.empty();
  }

  private Optional<ClockMatcher.Match> clockBefore(int date, int claimed) {
    for (int i = Math.max(claimed, date - MOST_BEFORE); i < date; i++) {
      Optional<ClockMatcher.Match> clock = clocks.at(i, false);
      if (clock.isEmpty() || !clock.get().strong() || clock.get().to() > date) continue;
      if (tokens.subList(clock.get().to(), date).stream().allMatch(Reading::mayStandBetween))
        return clock;
    }
    return Optional.empty();
  }

  private static boolean mayStandBetween(Token token) {
    return token.isOneOf(BETWEEN)
        || token.has(Kind.CONNECT)
        || token.has(Kind.CLOCK)
        || token.has(Kind.WEEKDAY)
        || token.has(Kind.YEAR_MARK)
        || token.has(Kind.DAY_MARK)
        || token.has(Kind.DAY_PERIOD)
        || token.has(Kind.ERA);
  }

  private Span span(DateMatcher.Match date, Optional<ClockMatcher.Match> clock) {
    int from = clock.map(c -> Math.min(c.from(), date.from())).orElse(date.from());
    int to = clock.map(c -> Math.max(c.to(), date.to())).orElse(date.to());
    String printed = printed(from, to);
    PublicationTime time;
    if (date.monthOnly()) {
      time = PublicationTime.ofMonth(printed, date.date(), context.zone(), context.provenance());
    } else if (clock.isEmpty()) {
      time = PublicationTime.ofDay(printed, date.date(), context.zone(), context.provenance());
    } else {
      LocalTime local = clock.get().time().truncatedTo(finest);
      ZoneId zone = clock.get().zone().orElse(context.zone());
      time = PublicationTime.ofMinute(printed, date.date(), local, zone, context.provenance());
    }
    return new Span(from, to, date.gregorian(), time);
  }

  private String printed(int from, int to) {
    return original.substring(start(from), end(to));
  }

  /// Index in the original text where a token starts.
  int start(int token) {
    return text.startInOriginal(tokens.get(token).start());
  }

  /// Index in the original text after the token before this one.
  int end(int token) {
    return text.endInOriginal(tokens.get(token - 1).end(), original);
  }
}
