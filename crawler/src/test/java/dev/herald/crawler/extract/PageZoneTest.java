package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageZoneTest {
  @Test
  void theCountryOfTheAddressGivesItsOnlyZone() {
    assertThat(PageZone.find(Optional.of("https://www.mofa.go.jp/press"), List.of("en")))
        .contains(ZoneId.of("Asia/Tokyo"));
    assertThat(PageZone.find(Optional.of("https://bund.example.de/1"), List.of()))
        .contains(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void theCapitalsClockCountsWhereAFewIslandsHaveTheirOwn() {
    assertThat(PageZone.find(Optional.of("https://press.example.es/1"), List.of("es")))
        .contains(ZoneId.of("Europe/Madrid"));
  }

  @Test
  void aCountryOfManyZonesGivesNone() {
    assertThat(PageZone.find(Optional.of("https://pm.example.au/1"), List.of("en"))).isEmpty();
  }

  @Test
  void withoutACountryALanguageOfOneCountrySpeaks() {
    assertThat(PageZone.find(Optional.of("https://news.example.com/1"), List.of("ko")))
        .contains(ZoneId.of("Asia/Seoul"));
    assertThat(PageZone.find(Optional.of("https://news.example.com/1"), List.of("en"))).isEmpty();
    assertThat(PageZone.find(Optional.of("https://startup.example.io/1"), List.of())).isEmpty();
  }
}
