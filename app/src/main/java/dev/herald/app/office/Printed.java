package dev.herald.app.office;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/// Writes a time as an institution prints it.
final class Printed {
  private Printed() {}

  /// The printed time.
  ///
  /// @param pattern of `java.time`, or of ICU for the Persian calendar
  /// @param locale with the numbering system
  static String of(
      Instant at, String pattern, Site.CalendarKind calendar, ZoneId zone, Locale locale) {
    return switch (calendar) {
      case ISO ->
          DateTimeFormatter.ofPattern(pattern, locale).localizedBy(locale).format(at.atZone(zone));
      case PERSIAN -> {
        var persian = ULocale.forLocale(locale).setKeywordValue("calendar", "persian");
        var format = new SimpleDateFormat(pattern, persian);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        yield format.format(Date.from(at));
      }
    };
  }
}
