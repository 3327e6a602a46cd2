package dev.herald.crawler.time;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds a time of day, and the zone printed with it, that begins at a token.
final class ClockScanner {
  /// A time between two tokens.
  record Span(int from, int to, LocalTime time, Optional<ZoneId> zone) {}

  private static final Set<String> AFTERNOON = Set.of("pm", "م", "عصر", "下午", "오후", "μμ");
  private static final Set<String> MORNING = Set.of("am", "ص", "صباحا", "上午", "오전", "πμ");
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("GMT", "UTC"),
          Map.entry("UTC", "UTC"),
          Map.entry("CET", "Europe/Paris"),
          Map.entry("CEST", "Europe/Paris"),
          Map.entry("EST", "America/New_York"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("ET", "America/New_York"),
          Map.entry("MSK", "Europe/Moscow"),
          Map.entry("IST", "Asia/Kolkata"),
          Map.entry("BST", "Europe/London"),
          Map.entry("JST", "Asia/Tokyo"));

  private final List<Token> tokens;

  ClockScanner(List<Token> tokens) {
    this.tokens = tokens;
  }

  Optional<Span> at(int i) {
    if (!number(i, 1, 2)) return Optional.empty();
    int hour = tokens.get(i).value();
    boolean colon = mark(i + 1, ":", "：", "時", "时", "시") || word(i + 1, "h", "u");
    boolean dot = mark(i + 1, ".");
    if ((colon || dot) && number(i + 2, 2, 2)) {
      int minute = tokens.get(i + 2).value();
      int end = i + 3;
      if (mark(end, "分", "분")) end++;
      if (mark(end, ":", "：") && number(end + 1, 2, 2)) end += 2;
      if (mark(end, ".") && number(end + 1, 3, 9)) end += 2;
      // 19.10 is a time only where nothing makes it a date or a number.
      if (dot && (mark(end, ".") && number(end + 1, 1, 4))) return Optional.empty();
      return time(i, end, hour, minute);
    }
    if (mark(i + 1, "時", "时", "시")) return time(i, i + 2, hour, 0);
    int period = i + 1;
    if (isPeriod(period)) return time(i, i + 1, hour, 0);
    return Optional.empty();
  }

  private Optional<Span> time(int from, int to, int hour, int minute) {
    int end = to;
    int full = hour;
    if (isPeriod(end)) {
      String period = period(end);
      if (AFTERNOON.contains(period) && full < 12) full += 12;
      if (MORNING.contains(period) && full == 12) full = 0;
      end += periodTokens(end);
    } else if (from > 0 && before(from)) {
      if (full < 12) full += 12;
    }
    if (full > 23 || minute > 59) return Optional.empty();
    Optional<ZoneId> zone = Optional.empty();
    int z = end < tokens.size() && tokens.get(end).is("(") ? end + 1 : end;
    if (z < tokens.size() && tokens.get(z).kind() == Token.Kind.WORD) {
      String id = ZONES.get(tokens.get(z).text());
      if (id != null) {
        zone = Optional.of(ZoneId.of(id));
        end = z + 1;
      }
    }
    if (end + 1 < tokens.size() && mark(end, "+", "-", "−") && number(end + 1, 2, 4)) {
      Optional<ZoneId> offset = offset(end);
      if (offset.isPresent()) {
        zone = offset;
        end += tokens.get(end + 1).text().length() == 4 ? 2 : mark(end + 2, ":") ? 4 : 2;
      }
    }
    return Optional.of(new Span(from, end, LocalTime.of(full, minute), zone));
  }

  private Optional<ZoneId> offset(int i) {
    String digits = tokens.get(i + 1).text();
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes =
        digits.length() == 4
            ? Integer.parseInt(digits.substring(2))
            : mark(i + 2, ":") && number(i + 3, 2, 2) ? tokens.get(i + 3).value() : 0;
    if (hours > 14 || minutes > 59) return Optional.empty();
    int sign = tokens.get(i).is("+") ? 1 : -1;
    return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
  }

  private boolean before(int i) {
    return (i >= 2 && AFTERNOON.contains(tokens.get(i - 2).text() + tokens.get(i - 1).text()))
        || AFTERNOON.contains(tokens.get(i - 1).text());
  }

  private boolean isPeriod(int i) {
    String period = period(i);
    return AFTERNOON.contains(period) || MORNING.contains(period);
  }

  private String period(int i) {
    if (i >= tokens.size()) return "";
    String one = tokens.get(i).text().toLowerCase(Locale.ROOT);
    if (Set.of("a", "p", "π", "μ").contains(one) && mark(i + 1, ".") && i + 2 < tokens.size())
      return one + tokens.get(i + 2).text().toLowerCase(Locale.ROOT);
    return one;
  }

  private int periodTokens(int i) {
    if (!mark(i + 1, ".")) return 1;
    return mark(i + 3, ".") ? 4 : 3;
  }

  private boolean number(int i, int least, int most) {
    return i < tokens.size() && tokens.get(i).isNumber(least, most);
  }

  private boolean word(int i, String... any) {
    return i < tokens.size()
        && tokens.get(i).kind() == Token.Kind.WORD
        && Set.of(any).contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
  }

  private boolean mark(int i, String... any) {
    return i >= 0 && i < tokens.size() && Set.of(any).contains(tokens.get(i).text());
  }
}
