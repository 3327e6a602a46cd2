package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.proposal.Fact.Certainty;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryFinderTest {
  @ParameterizedTest(name = "{0} is of {4}, {5}")
  @CsvSource({
    "www.meclis.gov.az, en-US, Milli Majlis, en, AZ, CERTAIN",
    "www.gov.uk, en, Cabinet Office, en, GB, CERTAIN",
    "ec.europa.eu, en, Commission, en, EU, CERTAIN",
    "www.nato.int, en, NATO, en, INT, CERTAIN",
    "www.bundesbank.de, de-DE, Deutsche Bundesbank, de, DE, LIKELY",
    "press.io, pt-BR, Ministério, pt, BR, LIKELY",
    "ministry.gov.ly, ar, Ministry, ar, LY, CERTAIN",
    "press.com, en-US, Embassy of Finland, en, FI, LIKELY",
    "press.com, el, Βουλή, el, GR, ASSUMED",
    "press.com, en-US, The Ministry, en, INT, ASSUMED"
  })
  void theFirstThatTellsDecides(
      String host, String tag, String name, String language, String country, Certainty certainty) {
    Fact<String> found = CountryFinder.find(host, List.of(tag), name, List.of(language));

    assertThat(found.value()).isEqualTo(country);
    assertThat(found.certainty()).isEqualTo(certainty);
  }
}
