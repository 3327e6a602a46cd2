package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Zone;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
  /// The words are shown as the statement writes them, whatever its language makes of them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "en | The delegations agreed on a delegation | delegation | delegations, delegation",
        "tr | Bakanlık yeni gümrük kurallarını açıkladı | kural | kurallarını",
        "ru | Парламент принял новые законы о реках | закон | законы",
        "ar | أعلنت الوزارة عن الميزانيات الجديدة | ميزانية | الميزانيات",
        "zh | 中央银行维持基准利率不变 | 基准利率 | 基准利率",
        "ja | 日本銀行は政策金利を据え置いた | 政策金利 | 政策金利",
        "ko | 한국은행은 기준금리를 동결했다 | 기준금리* | 기준금리를",
        "th | ธนาคารกลางคงอัตราดอกเบี้ย | ดอกเบี้ย | ดอกเบี้ย",
        "el | Η Βουλή ψήφισε τον προϋπολογισμό | προϋπολογισμός | προϋπολογισμό",
        "az | Nazirlik yeni büdcəni təsdiq etdi | büdcəni | büdcəni",
        "fa | مجلس بودجه سال آینده را تصویب کرد | بودجه | بودجه",
        "hi | मंत्रालय ने नई योजनाओं की घोषणा की | योजना | योजनाओं",
        "es | Los ministros firmaron los acuerdos | acuerdo | acuerdos",
        "pt | Os ministros assinaram os acordos | acordo | acordos",
        "fr | Les ministres ont signé les accords | accord | accords",
        "de | Die Minister unterzeichneten die Verträge | Vertrag | Verträge",
        "nb | Regjeringen møtte kommunene | regjering | Regjeringen",
        "fi | Ministerit allekirjoittivat sopimukset | ministeri | Ministerit",
        "hy | Նախարարները ստորագրեցին համաձայնագրերը | համաձայնագիր* OR նախարար | Նախարարները",
        "ka | მინისტრებმა ხელი მოაწერეს | მინისტრ* | მინისტრებმა",
        "en | The interest rates rose | \"interest rates\" | interest rates",
        "en | Interest in the rates of both | \"interest rates\"~3 | Interest in the rates",
        "en | The harbours are open | harbuors~2 | harbours",
        "en | The harbours and the harbour | harb*r? | harbours"
      })
  void theWordsAreThoseOfTheStatement(String language, String text, String query, String words) {
    Revision revision =
        Samples.revision(
            1, Cause.PUBLISHED, language, "Notice", List.of(Block.of(Zone.PARAGRAPH, text)));

    List<MatchedTerm> terms = terms(query, revision);

    assertThat(terms).allSatisfy(term -> assertThat(term.field()).isEqualTo("body"));
    assertThat(terms)
        .flatExtracting(MatchedTerm::words)
        .containsExactlyElementsOf(List.of(words.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "tax | tax@title=[]Tax; tax@body=[heading, quote]Taxes,tax; tax@attachment=[]tax",
        "title:tax AND NOT fishery | title:tax@title=[]Tax",
        "quote:tax | quote:tax@quote=[]tax",
        "minister OR fishery | minister@body=[paragraph]minister",
        "tax AND country:XX | tax@title=[]Tax; tax@body=[heading, quote]Taxes,tax; "
            + "tax@attachment=[]tax; country:XX@country=[]XX",
        "institution-type:parliament | "
            + "institution-type:parliament@institution-type=[]parliament",
        "institution:invented | institution:invented@institution=[]Invented",
        "signature:press | signature:press@signature=[]Press",
        "* |",
        "NOT fishery |"
      })
  void everyTermOfTheQueryIsToldWithItsFieldAndZone(String query, String told) {
    Revision revision =
        Samples.revision(
            1,
            Cause.PUBLISHED,
            "en",
            "Tax",
            List.of(
                Block.of(Zone.HEADING, "Taxes"),
                new Block(
                    Zone.PARAGRAPH,
                    "The minister said: \"A tax is due\".",
                    Optional.empty(),
                    0,
                    List.of(new Block.Quotation(19, 34, Optional.empty()))),
                Block.of(Zone.SIGNATURE, "Press Department")),
            Samples.annex("Table of tax", "0"));

    assertThat(terms(query, revision).stream().map(ExplainerTest::told))
        .containsExactlyElementsOf(told == null ? List.of() : List.of(told.split("; ")));
  }

  @Test
  void aWholeValueIsToldAsItIs() {
    Revision revision =
        Samples.revision(
            1, Cause.PUBLISHED, "pt-BR", "Nota", List.of(Block.of(Zone.PARAGRAPH, "Acordos")));

    assertThat(terms("language:pt AND source:sour*", revision))
        .containsExactly(
            new MatchedTerm("language:pt", "language", List.of(), List.of("pt-br", "pt")),
            new MatchedTerm("source:sour*", "source", List.of(), List.of("source")));
  }

  @Test
  void formsAreBoundedAndEachIsToldOnce() {
    Revision revision =
        Samples.published("Title", "harbour harbour harbor harbours harbors harbouring harboured");

    assertThat(terms("harb*", revision))
        .singleElement()
        .extracting(MatchedTerm::words)
        .isEqualTo(List.of("harbour", "harbor", "harbours", "harbors", "harbouring"));
  }

  @Test
  void whatIsTornApartByLinesIsToldOnOne() {
    Revision revision =
        Samples.revision(
            1,
            Cause.PUBLISHED,
            Samples.statement(
                "source",
                "en",
                "Title",
                PublicationTime.UNKNOWN,
                List.of(Block.of(Zone.LIST, "interest\nrate"))));

    assertThat(terms("\"interest rate\"", revision))
        .containsExactly(
            new MatchedTerm(
                "\"interest rate\"", "body", List.of("list"), List.of("interest rate")));
  }

  private static String told(MatchedTerm term) {
    return "%s@%s=%s%s"
        .formatted(term.term(), term.field(), term.zones(), String.join(",", term.words()));
  }

  private static List<MatchedTerm> terms(String query, Revision revision) {
    try (RuleMatcher matcher = new RuleMatcher()) {
      matcher.rulesChanged(List.of(Samples.rule("rule", query)));
      return matcher.match(revision).getFirst().terms();
    }
  }
}
