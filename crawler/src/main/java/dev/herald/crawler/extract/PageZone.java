package dev.herald.crawler.extract;

import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The zone in which a page of an unconfigured source most likely prints its clock times: that of
/// its country, where the country has one.
final class PageZone {
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

  /// Domains of one country's institutions.
  private static final Set<String> AMERICAN = Set.of("edu", "gov", "mil");

  private PageZone() {}

  /// @param languages of the page, the most likely first
  static Optional<ZoneId> find(Optional<String> url, List<String> languages) {
    Optional<String> country = url.flatMap(PageZone::countryOf);
    if (country.isPresent()) return CountryZones.of(country.get()).only();
    return languages.stream()
        .findFirst()
        .map(language -> COUNTRY_BY_LANGUAGE.getOrDefault(Languages.primary(language), ""))
        .filter(code -> !code.isEmpty())
        .flatMap(code -> CountryZones.of(code).only());
  }

  /// The zones of the country whose domain an address is in.
  static Optional<CountryZones> ofCountry(Optional<String> url) {
    return url.flatMap(PageZone::countryOf).map(CountryZones::of);
  }

  /// Where most likely a page is published: in the country of its address, of the region that its
  /// language names, or of most who speak it.
  static Optional<ZoneId> likelySeat(Optional<String> url, List<String> languages) {
    return ofCountry(url)
        .or(
            () ->
                languages.stream()
                    .findFirst()
                    .map(ULocale::forLanguageTag)
                    .map(
                        language ->
                            CountryZones.of(ULocale.addLikelySubtags(language).getCountry())))
        .flatMap(CountryZones::seat);
  }

  private static Optional<String> countryOf(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) return Optional.empty();
    String domain = parsed.host().substring(parsed.host().lastIndexOf('.') + 1);
    if (AMERICAN.contains(domain)) return Optional.of("US");
    if (domain.length() != 2 || NO_COUNTRY.contains(domain)) return Optional.empty();
    return Optional.of(domain.equals("uk") ? "GB" : domain.toUpperCase(Locale.ROOT));
  }
}
