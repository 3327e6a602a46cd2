package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block.Quotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationFinderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "“We will not wait any longer,” said Minister Anna Berg on Monday. | Minister Anna Berg",
        "The Governor, Jon Ode, said: \"Rates stay where they are today.\" | Jon Ode",
        "„Das ist ein guter Tag für uns“, sagte Ministerin Eva Klug. | Ministerin Eva Klug",
        "« Nous ne céderons pas sur ce point », a déclaré Marie Duval à Paris. | Marie Duval",
        "“No vamos a esperar más tiempo”, afirmó Ana Ruiz ayer. | Ana Ruiz",
        "«Мы не будем больше ждать», заявил Иван Петров. | Иван Петров",
        "外交部发言人李明表示：“我们不会再等待下去了，必须行动。” | 外交部发言人李明",
        "وقال أحمد الراشد: “لن ننتظر أكثر من ذلك أبدا” | أحمد الراشد",
        "Cumhurbaşkanı Ali Yılmaz, “Artık daha fazla beklemeyeceğiz” dedi. | Cumhurbaşkanı Ali Yılmaz",
        "“Não vamos esperar mais tempo”, disse Ana Souza. | Ana Souza",
      })
  void speechHasItsSpeaker(String text, String speaker) {
    List<Quotation> found = QuotationFinder.find(text);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().speaker()).contains(speaker);
  }

  @Test
  void namesInQuoteMarksAreNoSpeech() {
    assertThat(QuotationFinder.find("The ‘Justice for Rivers!’ campaign and “Fit for 55” go on."))
        .isEmpty();
  }

  @Test
  void anApostropheClosesNothing() {
    String text = "He said: ‘The people’s will isn’t for sale, and it never was.’ Then he left.";

    assertThat(QuotationFinder.find(text))
        .singleElement()
        .extracting(q -> text.substring(q.start(), q.end()))
        .isEqualTo("‘The people’s will isn’t for sale, and it never was.’");
  }

  @Test
  void speechThatGoesOnInTheNextParagraphIsQuotedToTheEnd() {
    String text = "“First, the dams are to be inspected. Second, the gauges are to be tested.";

    assertThat(QuotationFinder.find(text))
        .singleElement()
        .extracting(Quotation::end)
        .isEqualTo(text.length());
  }

  @Test
  void aHundredThousandQuoteMarksTakeNoTime() {
    assertThat(QuotationFinder.find("“ ‘ „ « ".repeat(25_000))).hasSizeLessThan(2);
  }
}
