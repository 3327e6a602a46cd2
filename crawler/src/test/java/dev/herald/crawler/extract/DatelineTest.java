package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Selectors;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates that open a text, and dates that its first sentence or a heading speaks of.
class DatelineTest {
  private static final String TITLE = "<h1>A decision on dams</h1>";
  private static final String REST =
      " The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published, so that all who live below can read them.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Baku, 26 February 2021 –",
        "en | 26 February 2021 –",
        "en | (26 February 2021)",
        "en | WASHINGTON, D.C., February 26, 2021 –",
        "en | NEW YORK, 26 February 2021 /Newswire/ --",
        "en | Karlsruhe, (26 February 2021).",
        "en | Baku, Friday, 26 February 2021.",
        "az | Bakı, 26 fevral 2021-ci il –",
        "de | Berlin (dpa), 26. Februar 2021 –",
        "de | Wien, am 26. Februar 2021:",
        "fr | Genève, le 26 février 2021 –",
        "es | Madrid, 26 de febrero de 2021.-",
        "it | Roma, 26 febbraio 2021 -",
        "pt | Rio de Janeiro, 26 de fevereiro de 2021 –",
        "pl | Warszawa, 26 lutego 2021 r. –",
        "tr | Ankara, 26 Şubat 2021 –",
        "ru | Москва, 26 февраля 2021 года. –",
        "uk | Київ, 26 лютого 2021 року –",
        "el | Αθήνα, 26 Φεβρουαρίου 2021 –",
        "ar | الرياض، 26 فبراير 2021 –",
        "zh | 新华社北京2021年2月26日电",
        "ja | 【東京2021年2月26日】",
        "ko | (서울) 2021년 2월 26일 -",
        "hi | नई दिल्ली, 26 फरवरी 2021:"
      })
  void aDateThatOpensTheTextIsTheStatements(String language, String opening) {
    PublicationTime time = published(language, "<p>" + opening + REST + "</p>");

    assertThat(time.date()).contains(LocalDate.of(2021, 2, 26));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bulletin<br>26 February 2021<br>",
        "26 February 2021<br>",
        "Press office, 26 February 2021<br>"
      })
  void aLineOfItsOwnAtTheHeadOfAParagraphOpensItToo(String opening) {
    PublicationTime time = published("en", "<p>" + opening + REST + "</p>");

    assertThat(time.date()).contains(LocalDate.of(2021, 2, 26));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Under the Act of 12 March 2015",
        "en | Following the agreement of 12 March 2015,",
        "en | On Thursday, 12 March 2015,",
        "en | 12 March 2015 was the day on which all began.",
        "en | The law that was published on 12 March 2015 did not say so.",
        "en | Under the Act of <time datetime='2015-03-12'>12 March 2015</time>",
        "az | Prezidentin 12 mart 2015-ci il tarixli Fərmanına əsasən",
        "az | 12 mart 2015-ci il tarixli Fərmana əsasən",
        "de | Nach dem Gesetz vom 12. März 2015 gilt:",
        "fr | Conformément à la loi du 12 mars 2015,",
        "fr | Vu le décret n° 2015-123 du 12 mars 2015 et la loi n° 2015-42,",
        "es | De conformidad con la Ley de 12 de marzo de 2015,",
        "it | Visto il decreto del 12 marzo 2015,",
        "pt | Nos termos da Lei de 12 de março de 2015,",
        "nl | Op grond van de wet van 12 maart 2015",
        "pl | Zgodnie z ustawą z dnia 12 marca 2015 r.",
        "tr | 12 Mart 2015 tarihli Kanun uyarınca",
        "ru | В соответствии с указом от 12 марта 2015 года",
        "uk | Відповідно до закону від 12 березня 2015 року",
        "el | Σύμφωνα με τον νόμο της 12 Μαρτίου 2015",
        "ar | بموجب القانون الصادر في 12 مارس 2015",
        "fa | بر اساس قانون مصوب 12 مارس 2015",
        "zh | 根据2015年3月12日通过的决定，",
        "ja | 2015年3月12日の法律に基づき、",
        "ko | 2015년 3월 12일 법률에 따라",
        "hi | 12 मार्च 2015 के अधिनियम के तहत"
      })
  void whatTheFirstSentenceSpeaksOfIsNot(String language, String opening) {
    PublicationTime time = published(language, "<p>" + opening + REST + "</p>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Born on 12 March 2015",
        "de | Geboren am 12. März 2015",
        "fr | Décret du 12 mars 2015",
        "ru | Указ от 12 марта 2015 года",
        "ar | ولد في 12 مارس 2015",
        "zh | 关于2015年3月12日决定的公告"
      })
  void aPhraseInAHeadingIsNot(String language, String heading) {
    PublicationTime time = published(language, "<h2>" + heading + "</h2>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Bulletin, 26 February 2021",
        "en | Press release of 26 February 2021",
        "en | 26 February 2021 by A. Weir",
        "de | Pressemitteilung vom 26. Februar 2021"
      })
  void anythingElseInAHeadingIs(String language, String heading) {
    PublicationTime time = published(language, "<h2>" + heading + "</h2>");

    assertThat(time.date()).contains(LocalDate.of(2021, 2, 26));
  }

  private static PublicationTime published(String language, String top) {
    var hints =
        new Hints(
            List.of(language),
            Optional.empty(),
            Selectors.NONE,
            Boilerplate.NONE,
            Optional.empty(),
            PublicationTime.UNKNOWN);
    return Pages.extract(Pages.onDams("", TITLE + top, ""), hints).published();
  }
}
