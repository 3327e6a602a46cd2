package dev.herald.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.config.source.PageSelector.Css;
import dev.herald.config.source.PageSelector.Range;
import dev.herald.config.source.PageSelector.XPath;
import dev.herald.config.source.Source.SelectorVersion;
import dev.herald.config.source.Source.Selectors;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSelectorTest {
  @Test
  void theFormsAreToldApart() {
    assertThat(PageSelector.parse(" h1.title > a ")).isEqualTo(new Css("h1.title > a"));
    assertThat(PageSelector.parse("xpath: //h1")).isEqualTo(new XPath("//h1"));
    assertThat(PageSelector.parse("from h1 to .footer"))
        .isEqualTo(new Range(new Css("h1"), true, Optional.of(new Css(".footer"))));
    assertThat(PageSelector.parse("after xpath://h1[. = 'a to b'] to p:contains(x to y)"))
        .isEqualTo(
            new Range(
                new XPath("//h1[. = 'a to b']"),
                false,
                Optional.of(new Css("p:contains(x to y)"))));
    assertThat(PageSelector.parse("after .date"))
        .isEqualTo(new Range(new Css(".date"), false, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p[", "", "xpath:", "xpath://h1[", "from p[ to h1", "after h1 to ", "p:nosuch"})
  void whatCannotBeReadIsRefusedWithAReasonInOneLine(String text) {
    assertThatThrownBy(() -> PageSelector.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("Exception", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    ",,2024-01-01,always",
    "2024-01-01,,2024-01-01,since 2024-01-01",
    ",2024-01-02,2024-01-01,until 2024-01-02",
    "2024-01-01,2024-01-02,2024-01-01,2024-01-01 until 2024-01-02",
  })
  void aWindowHoldsItsFirstDayAndNotItsLast(
      LocalDate from, LocalDate until, LocalDate day, String words) {
    SelectorVersion version =
        new SelectorVersion(Optional.ofNullable(from), Optional.ofNullable(until), Selectors.NONE);

    assertThat(version.holds(day)).isTrue();
    assertThat(version.window()).isEqualTo(words);
    if (until != null) assertThat(version.holds(until)).isFalse();
    if (from != null) assertThat(version.holds(from.minusDays(1))).isFalse();
  }
}
