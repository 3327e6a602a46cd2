package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Zone;
import dev.herald.config.rule.Canary;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The delegations agreed on new rules for harbours | delegation",
        "tr | Bakanlık yeni gümrük kurallarını açıkladı | kural",
        "ru | Парламент принял новые законы о реках | закон",
        "ar | أعلنت الوزارة عن الميزانيات الجديدة | ميزانية",
        "zh | 中央银行维持基准利率不变 | 基准利率",
        "el | Η Βουλή ψήφισε τον προϋπολογισμό | προϋπολογισμός",
        "az | Nazirlik yeni büdcəni təsdiq etdi | büdcəni",
        "fa | مجلس بودجه سال آینده را تصویب کرد | بودجه",
        "hi | मंत्रालय ने नई योजनाओं की घोषणा की | योजना",
        "es | Los ministros firmaron los acuerdos | acuerdo",
        "fr | Les ministres ont signé les accords | accord"
      })
  void aWordMatchesItsFormsInTheStatementsLanguage(String language, String text, String query) {
    assertThat(hits(query, revision(language, text))).containsExactly("rule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"new rules\" | true",
        "\"rules new\" | false",
        "title:harbours | false",
        "body:harbour* | true",
        "harbuors~ | true",
        "country:XX AND language:en | true",
        "source:source | true",
        "source:other | false",
        "NOT harbours | false",
        "NOT fishery | true",
        "published:[2026-02-01 TO 2026-02-28] | true",
        "published:[2026-03-01 TO 2026-03-31] | false",
        "signature:press | true",
        "attachment:tonnage | true",
        "harbours tonnage | true",
        "body:tonnage | false",
        "department | false"
      })
  void theQueryLanguageMeansWhatItSays(String query, boolean matches) {
    Revision revision = revision("en", "The delegations agreed on new rules for harbours");

    assertThat(hits(query, revision)).hasSize(matches ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The delegations agreed on new rules | \"rules\" | true",
        "en | The delegations agreed on new rules | \"RULES\" | true",
        "en | The delegations agreed on new rules | \"rule\" | false",
        "en | The delegations agreed on new rules | \"new rule\" | false",
        "en | The delegations agreed on new rules | \"agreed rules\"~3 | true",
        "en | The delegations agreed on new rules | \"agree rule\"~3 | false",
        "en | The delegations agreed on new rules | \"new rules\" delegation | true",
        "en | The government\u2019s new rules | \"government\" | true",
        "en | The government\u2019s new rules | \"government's new\" | true",
        "tr | Bakanlık yeni gümrük kurallarını açıkladı | \"kural\" | false",
        "tr | Bakanlık yeni gümrük kurallarını açıkladı | \"kurallarını\" | true",
        "tr | Erdoğan\u2019ın açıklaması | \"Erdoğan\" | true",
        "fr | La hausse de l\u2019inflation et du taux d\u2019intérêt | \"inflation\" | true",
        "fr | La hausse de l\u2019inflation et du taux d\u2019intérêt | \"taux d'intérêt\" | true",
        "fr | La hausse de l\u2019inflation et du taux d\u2019intérêt | \"taux d'interet\" | false",
        "fr | La hausse de l\u2019inflation et du taux d\u2019intérêt | d'intér* | true",
        "fr | La hausse de l\u2019inflation et du taux d\u2019intérêt | l'inflatoin~1 | true",
        "ru | Парламент принял новые законы о реках | \"закон\" | false",
        "ru | Парламент принял новые законы о реках | \"новые законы\" | true",
        "ar | أعلنت الوزارة عن الميزانيات الجديدة | \"ميزانية\" | false",
        "ar | أعلنت الوزارة عن الميزانيات الجديدة | \"الميزانيات\" | true",
        "zh | 中央银行维持基准利率不变 | \"基准利率\" | true",
        "zh | 中央银行维持基准利率不变 | \"利率基准\" | false",
        "th | ธนาคารแห่งประเทศไทยคงอัตราดอกเบี้ย | \"อัตราดอกเบี้ย\" | true",
        "fa | مجلس بودجه سال آینده را تصویب کرد | \"بودجه سال\" | true",
        "hi | मंत्रालय ने नई योजनाओं की घोषणा की | \"योजना\" | false"
      })
  void wordsInQuotesAreMeantExactlyAsWritten(
      String language, String text, String query, boolean matches) {
    assertThat(hits(query, revision(language, text))).hasSize(matches ? 1 : 0);
  }

  @Test
  void aWordOfTheFooterAloneDoesNotMatch() {
    Revision revision = revision("en", "The delegations agreed on new rules");

    assertThat(hits("unicameral", revision)).isEmpty();
  }

  @Test
  void aRuleOfManyWordsStillMatches() {
    Revision revision = revision("en", "The delegations agreed on new rules");
    String others =
        IntStream.range(0, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" OR "));

    assertThat(hits("agreed AND (delegation OR " + others + ")", revision)).hasSize(1);
    assertThat(hits("agreed AND NOT (" + others + ")", revision)).hasSize(1);
  }

  @Test
  void aRuleThatCannotBeReadDoesNotStopItsNeighbours() {
    try (RuleMatcher matcher = new RuleMatcher()) {
      matcher.rulesChanged(
          List.of(Samples.rule("broken", "\"unclosed"), Samples.rule("good", "delegation")));

      assertThat(matcher.match(revision("en", "A delegation arrived")))
          .extracting(match -> match.rule().id())
          .containsExactly("good");
    }
  }

  @Test
  void canariesAndStatementsDoNotMeet() {
    try (RuleMatcher matcher = new RuleMatcher()) {
      matcher.rulesChanged(List.of(Samples.rule("all", "*:*"), Canary.RULE));

      assertThat(matcher.match(revision(Canary.SOURCE, "en", "A delegation arrived")))
          .extracting(match -> match.rule().id())
          .containsExactly(Canary.RULE.id());
      assertThat(matcher.match(revision("en", "A delegation arrived")))
          .extracting(match -> match.rule().id())
          .containsExactly("all");
    }
  }

  private static List<String> hits(String query, Revision revision) {
    try (RuleMatcher matcher = new RuleMatcher()) {
      matcher.rulesChanged(List.of(Samples.rule("rule", query)));
      return matcher.match(revision).stream().map(match -> match.rule().id()).toList();
    }
  }

  private static Revision revision(String language, String text) {
    return revision("source", language, text);
  }

  private static Revision revision(String source, String language, String text) {
    return Samples.revision(
        1,
        Cause.PUBLISHED,
        Samples.statement(
            source,
            language,
            "Notice",
            PublicationTime.ofMinute(
                "26 February 2026 | 19:10",
                LocalDate.of(2026, 2, 26),
                LocalTime.of(19, 10),
                ZoneId.of("Asia/Baku"),
                Provenance.VISIBLE_TEXT),
            List.of(
                Block.of(Zone.PARAGRAPH, text),
                Block.of(Zone.SIGNATURE, "Press Department"),
                Block.of(Zone.BOILERPLATE, "The assembly is a unicameral parliament.")),
            Samples.annex("Tonnage of each harbour", "0")));
  }
}
