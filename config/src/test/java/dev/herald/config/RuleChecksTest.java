package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleChecksTest {
  private static final Set<String> CHANNELS = RuleChecks.channels(HeraldConfig.defaults());

  @Test
  void aRightRuleHasNoProblem() {
    assertThat(RuleChecks.check(rule("taxes", "Taxes", "tax", "log"), "dashboard", CHANNELS))
        .isEmpty();
  }

  @Test
  void everyProblemOfARuleIsToldAtOnce() {
    assertThat(RuleChecks.check(rule("Tax!", " ", "tax AND", "mail"), "dashboard", CHANNELS))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "dashboard: id: 'Tax!' is not a short name; use a to z, 0 to 9 and single dashes, at"
                + " most 64 letters",
            "dashboard: name: the name is missing; write one",
            "dashboard: query: 'tax AND' is not a query; position 8: the query ends where a word is"
                + " expected; add the word, or drop what precedes it",
            "dashboard: channels: 'mail' is not a channel of herald.yaml; channels are log");
  }

  @Test
  void aNameIsOneLine() {
    assertThat(
            RuleChecks.check(
                rule("taxes", "Taxes\r\nBcc: all@example.org", "tax", "log"),
                "dashboard",
                CHANNELS))
        .singleElement()
        .extracting(Problem::path)
        .isEqualTo("name");
  }

  @Test
  void aDigestIsCheckedToo() {
    Rule rule =
        new Rule(
            "taxes",
            "Taxes",
            "tax",
            List.of("log"),
            List.of(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("daily at noon Europe/Berlin"),
            Optional.empty());

    assertThat(RuleChecks.check(rule, "dashboard", CHANNELS))
        .extracting(Problem::toString)
        .containsExactly(
            "dashboard: digest: 'daily at noon Europe/Berlin' is not a digest; 'noon' is not a time"
                + " of day; write one from 00:00 to 23:59");
  }

  private static Rule rule(String id, String name, String query, String channel) {
    return new Rule(id, name, query, List.of(channel), List.of(), true, Optional.empty());
  }
}
