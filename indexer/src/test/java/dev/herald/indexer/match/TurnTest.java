package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Zone;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
  private static final String WITH = "The tax rises by 5 percent.";
  private static final String WITHOUT = "Nothing rises.";

  @AutoClose private final RuleMatcher matcher = new RuleMatcher();

  @ParameterizedTest
  @CsvSource({
    "MATCHES, false, true, true",
    "MATCHES, true, true, true",
    "MATCHES, true, false, false",
    "APPEARS, false, true, true",
    "APPEARS, true, true, false",
    "APPEARS, true, false, false",
    "APPEARS, false, false, false",
    "DISAPPEARS, false, true, false",
    "DISAPPEARS, true, true, false",
    "DISAPPEARS, true, false, true",
    "DISAPPEARS, false, false, false"
  })
  void anEditTellsWhatTurned(AlertWhen when, boolean before, boolean now, boolean told) {
    watch(when, Edits.ANY);

    assertThat(tells(edited(now ? WITH + " Soon." : WITHOUT), first(before ? WITH : WITHOUT)))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, 1, MATCHES, true",
    "PUBLISHED, 1, APPEARS, true",
    "PUBLISHED, 1, DISAPPEARS, false",
    "WITHDRAWN, 2, MATCHES, true",
    "WITHDRAWN, 2, APPEARS, false",
    "WITHDRAWN, 2, DISAPPEARS, true",
    "RESTORED, 3, MATCHES, true",
    "RESTORED, 3, APPEARS, true",
    "RESTORED, 3, DISAPPEARS, false"
  })
  void whatIsWithdrawnDisappearsAndWhatIsRestoredAppears(
      Cause cause, int number, AlertWhen when, boolean told) {
    watch(when, Edits.ANY);
    Revision revision = Samples.revision(number, cause, "Title", WITH);

    assertThat(needsBefore(revision)).isFalse();
    assertThat(!matcher.match(revision, new Before.NotAsked()).alerting().isEmpty())
        .isEqualTo(told);
  }

  @Test
  void aWithdrawalBeforeAnEditCountsAsNothingShown() {
    watch(AlertWhen.APPEARS, Edits.ANY);

    assertThat(
            tells(
                Samples.revision(3, Cause.EDITED, "Title", WITH + " Again."),
                Samples.revision(2, Cause.WITHDRAWN, "Title", WITH)))
        .isTrue();
  }

  /// The match of the revision before is found by the rule as it is now, not by what was stored.
  @Test
  void aRuleMadeSinceKnowsWhatTheRevisionBeforeMatched() {
    Revision before = first(WITH);
    watch(AlertWhen.APPEARS, Edits.ANY);

    assertThat(tells(edited(WITH + " Soon."), before)).isFalse();
    assertThat(tells(edited(WITH + " Soon."), before)).isFalse();
  }

  @Test
  void aRuleMadeAfterTheQuestionTurnsOnNothing() {
    Revision edited = edited(WITH);
    assertThat(needsBefore(edited)).isFalse();
    watch(AlertWhen.APPEARS, Edits.ANY);

    assertThat(matcher.match(edited, new Before.NotAsked()).alerting()).isEmpty();
  }

  @Test
  void aRevisionWhoseForerunnerIsUnknownIsToldAsTheFirst() {
    watch(AlertWhen.APPEARS, Edits.BODY);

    assertThat(matcher.match(edited(WITH), new Before.None()).alerting()).hasSize(1);
  }

  @Test
  void whatDisappearedIsToldWithItsWordsAndIsNoMatchOfTheRevision() {
    watch(AlertWhen.DISAPPEARS, Edits.ANY);
    Revision edited = edited(WITHOUT);

    Matched matched = matcher.match(edited, new Before.Known(first(WITH)));

    assertThat(matched.ruleIds()).isEmpty();
    assertThat(matched.alerting())
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.revision()).isEqualTo(edited);
              assertThat(match.snippet()).isEqualTo(WITH);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what changed | any | body | words
        "title | true | false | false",
        "marks | true | false | false",
        "figures | true | true | false",
        "words | true | true | true",
        "annex | true | true | true",
        "scan | true | false | false",
        "boilerplate | false | false | false",
        "nothing | false | false | false"
      })
  void anEditAlertsWhereItIsLargeEnough(String what, boolean any, boolean body, boolean words) {
    Revision before = form("");
    Revision after = form(what);

    assertThat(tellsEdit(Edits.ANY, after, before)).isEqualTo(any);
    assertThat(tellsEdit(Edits.BODY, after, before)).isEqualTo(body);
    assertThat(tellsEdit(Edits.WORDS, after, before)).isEqualTo(words);
  }

  @Test
  void theCauseOfARevisionIsNoEdit() {
    matcher.rulesChanged(List.of(Samples.rule("rule", "tax AND cause:edited")));

    assertThat(tells(edited(WITH), first(WITH))).isFalse();
  }

  @Test
  void nobodyAsksForARevisionThatNoRuleDependsOn() {
    matcher.rulesChanged(List.of(Samples.rule("rule", "tax")));
    Revision again = Samples.revision(2, Cause.REEXTRACTED, "Title", WITH);

    assertThat(needsBefore(again)).isFalse();
    assertThat(needsBefore(first(WITH))).isFalse();
    assertThat(needsBefore(edited(WITH))).isTrue();
    assertThat(matcher.needsBefore(edited(WITH), _ -> false)).isFalse();
    watch(AlertWhen.DISAPPEARS, Edits.ANY);
    assertThat(needsBefore(again)).isTrue();
  }

  private boolean tellsEdit(Edits edits, Revision after, Revision before) {
    watch(AlertWhen.MATCHES, edits);
    return tells(after, before);
  }

  private boolean needsBefore(Revision revision) {
    return matcher.needsBefore(revision, _ -> true);
  }

  private boolean tells(Revision revision, Revision before) {
    return !matcher.match(revision, new Before.Known(before)).alerting().isEmpty();
  }

  private void watch(AlertWhen when, Edits edits) {
    matcher.rulesChanged(
        List.of(
            new Rule(
                "rule",
                "Rule",
                "tax",
                List.of("log"),
                List.of(),
                true,
                Optional.empty(),
                Optional.of(when),
                Optional.of(edits),
                Optional.empty(),
                Optional.empty())));
  }

  private static Revision first(String text) {
    return Samples.published("Title", text);
  }

  private static Revision edited(String text) {
    return Samples.revision(2, Cause.EDITED, "Title", text);
  }

  /// A statement whose part of that name is not as it was.
  private static Revision form(String changed) {
    String text =
        switch (changed) {
          case "marks" -> "The “tax” rises by 5 percent!";
          case "figures" -> "The tax rises by 6 percent.";
          case "words" -> "The tax falls by 5 percent.";
          default -> WITH;
        };
    return Samples.revision(
        2,
        Cause.EDITED,
        Samples.statement(
            "source",
            "en",
            changed.equals("title") ? "Another title" : "Title",
            PublicationTime.UNKNOWN,
            List.of(
                Block.of(Zone.PARAGRAPH, text),
                Block.of(
                    Zone.BOILERPLATE, changed.equals("boilerplate") ? "Another." : "About us.")),
            Samples.annex(changed.equals("annex") ? "Rates of tax" : "Table of tax", "0"),
            Samples.annex("", changed.equals("scan") ? "1" : "0")));
  }
}
