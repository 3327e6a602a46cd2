package dev.herald.crawler.extract;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The zones of a country's clocks.
///
/// @param all whose clocks differ in winter or summer
/// @param seat of the government; empty where several zones differ and nobody wrote it down
record CountryZones(List<ZoneId> all, Optional<ZoneId> seat) {
  private static final List<Instant> WINTER_AND_SUMMER =
      List.of(Instant.parse("2024-01-15T12:00:00Z"), Instant.parse("2024-07-15T12:00:00Z"));

  /// Countries with far islands or a second clock, whose institutions keep the capital's.
  private static final Map<String, ZoneId> CAPITALS =
      Map.of(
          "CL", ZoneId.of("America/Santiago"),
          "CN", ZoneId.of("Asia/Shanghai"),
          "EC", ZoneId.of("America/Guayaquil"),
          "ES", ZoneId.of("Europe/Madrid"),
          "NZ", ZoneId.of("Pacific/Auckland"),
          "PT", ZoneId.of("Europe/Lisbon"));

  /// Countries whose institutions keep the clocks of many zones.
  private static final Map<String, ZoneId> SEATS =
      Map.of(
          "AU", ZoneId.of("Australia/Sydney"),
          "BR", ZoneId.of("America/Sao_Paulo"),
          "CA", ZoneId.of("America/Toronto"),
          "ID", ZoneId.of("Asia/Jakarta"),
          "MX", ZoneId.of("America/Mexico_City"),
          "RU", ZoneId.of("Europe/Moscow"),
          "US", ZoneId.of("America/New_York"));

  private static final Map<String, CountryZones> BY_COUNTRY = new ConcurrentHashMap<>();

  CountryZones {
    all = List.copyOf(all);
  }

  /// @param country ISO 3166, two capital letters; one that there is not has no zones
  static CountryZones of(String country) {
    return BY_COUNTRY.computeIfAbsent(country, CountryZones::read);
  }

  /// The one zone that the country's institutions keep.
  Optional<ZoneId> only() {
    return all.size() == 1 ? seat : Optional.empty();
  }

  /// The day on which a moment falls wherever in the country one is.
  Optional<LocalDate> dayOf(Instant moment) {
    List<LocalDate> days =
        all.stream().map(zone -> moment.atZone(zone).toLocalDate()).distinct().toList();
    return days.size() == 1 ? Optional.of(days.getFirst()) : Optional.empty();
  }

  private static CountryZones read(String country) {
    if (CAPITALS.containsKey(country)) {
      ZoneId capital = CAPITALS.get(country);
      return new CountryZones(List.of(capital), Optional.of(capital));
    }
    List<ZoneId> different = new ArrayList<>();
    for (String id :
        TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null)) {
      try {
        ZoneId zone = ZoneId.of(id);
        if (different.stream().noneMatch(known -> areAlike(zone, known))) different.add(zone);
      } catch (DateTimeException _) {
        // A zone that ICU knows and the JDK does not is none of ours.
      }
    }
    Optional<ZoneId> seat =
        different.size() == 1
            ? Optional.of(different.getFirst())
            : Optional.ofNullable(SEATS.get(country));
    return new CountryZones(different, seat);
  }

  private static boolean areAlike(ZoneId one, ZoneId other) {
    return WINTER_AND_SUMMER.stream()
        .allMatch(at -> one.getRules().getOffset(at).equals(other.getRules().getOffset(at)));
  }
}
