package dev.herald.crawler.extract;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import dev.herald.config.language.Languages;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/// The zone in which a page of an unconfigured source most likely prints its clock times: that of
/// its country, where the country has one.
final class PageZone {
  private static final List<Instant> WINTER_AND_SUMMER =
      List.of(Instant.parse("2024-01-15T12:00:00Z"), Instant.parse("2024-07-15T12:00:00Z"));

  /// Domains of two letters that are sold to the whole world or name no country's zone.
  private static final Set<String> NO_COUNTRY =
      Set.of(
          "ai", "cc", "co", "eu", "fm", "gg", "im", "io", "is", "la", "ly", "me", "nu", "so", "st",
          "su", "to", "tv", "vc", "ws");

  /// Languages that are written in one country, or in neighbours that share its zone.
  private static final Map<String, String> COUNTRY_BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ja", "JP"),
          Map.entry("ko", "KR"),
          Map.entry("zh", "CN"),
          Map.entry("de", "DE"),
          Map.entry("it", "IT"),
          Map.entry("pl", "PL"),
          Map.entry("cs", "CZ"),
          Map.entry("sk", "SK"),
          Map.entry("hu", "HU"),
          Map.entry("bg", "BG"),
          Map.entry("fi", "FI"),
          Map.entry("sv", "SE"),
          Map.entry("da", "DK"),
          Map.entry("nb", "NO"),
          Map.entry("no", "NO"),
          Map.entry("lv", "LV"),
          Map.entry("lt", "LT"),
          Map.entry("et", "EE"),
          Map.entry("he", "IL"),
          Map.entry("th", "TH"),
          Map.entry("vi", "VN"),
          Map.entry("uk", "UA"),
          Map.entry("tr", "TR"),
          Map.entry("az", "AZ"),
          Map.entry("hy", "AM"),
          Map.entry("ka", "GE"),
          Map.entry("fa", "IR"));

  /// Countries with far islands or a second clock, whose institutions keep the capital's.
  private static final Map<String, ZoneId> CAPITALS =
      Map.of(
          "CL", ZoneId.of("America/Santiago"),
          "CN", ZoneId.of("Asia/Shanghai"),
          "EC", ZoneId.of("America/Guayaquil"),
          "ES", ZoneId.of("Europe/Madrid"),
          "NZ", ZoneId.of("Pacific/Auckland"),
          "PT", ZoneId.of("Europe/Lisbon"));

  private static final Map<String, Optional<ZoneId>> BY_COUNTRY = new ConcurrentHashMap<>();

  private PageZone() {}

  /// @param languages of the page, the most likely first
  static Optional<ZoneId> find(Optional<String> url, List<String> languages) {
    Optional<String> country = url.flatMap(PageZone::countryOf);
    if (country.isPresent()) return country.flatMap(PageZone::zoneOf);
    return languages.stream()
        .findFirst()
        .map(language -> COUNTRY_BY_LANGUAGE.getOrDefault(Languages.primary(language), ""))
        .filter(code -> !code.isEmpty())
        .flatMap(PageZone::zoneOf);
  }

  private static Optional<String> countryOf(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) return Optional.empty();
    String domain = parsed.host().substring(parsed.host().lastIndexOf('.') + 1);
    if (domain.length() != 2 || NO_COUNTRY.contains(domain)) return Optional.empty();
    return Optional.of(domain.equals("uk") ? "GB" : domain.toUpperCase(Locale.ROOT));
  }

  private static Optional<ZoneId> zoneOf(String country) {
    return BY_COUNTRY.computeIfAbsent(country, PageZone::onlyZone);
  }

  private static Optional<ZoneId> onlyZone(String country) {
    if (CAPITALS.containsKey(country)) return Optional.of(CAPITALS.get(country));
    Optional<ZoneId> only = Optional.empty();
    for (String id :
        TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null)) {
      ZoneId zone;
      try {
        zone = ZoneId.of(id);
      } catch (DateTimeException e) {
        continue; // a zone that ICU knows and the JDK does not
      }
      if (only.isPresent() && !areAlike(only.get(), zone)) return Optional.empty();
      if (only.isEmpty()) only = Optional.of(zone);
    }
    return only;
  }

  private static boolean areAlike(ZoneId one, ZoneId other) {
    return WINTER_AND_SUMMER.stream()
        .allMatch(at -> one.getRules().getOffset(at).equals(other.getRules().getOffset(at)));
  }
}
