package dev.herald.config.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LanguageAnalyzersTest {
  @Test
  void everyLanguageOfTheTableHasItsAnalyzer() {
    assertThat(LanguageAnalyzers.names()).containsAll(Languages.analyzers().values());
  }

  @Test
  void anUnknownNameIsNamedInTheError() {
    assertThatThrownBy(() -> LanguageAnalyzers.create("klingon")).hasMessageContaining("klingon");
  }
}
