package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block.Quotation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerFinderTest {
  /// In the file, `-` stands where nobody is to be named.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "/extract/speakers.txt", delimiter = '|', quoteCharacter = '`')
  void theSpeakerIsNamedOrNobody(String language, String text, String speaker) {
    List<Quotation> found = QuotationFinder.find(text);

    assertThat(found)
        .singleElement()
        .extracting(Quotation::speaker)
        .as("%s: %s", language, text)
        .isEqualTo(speaker.equals("-") ? Optional.empty() : Optional.of(speaker));
  }

  @ParameterizedTest
  @CsvSource({
    "“The river has never been so high,” said Ola Nord. “It will fall in spring.” Eva Lund agreed.",
    "“The river has never been so high,” Ola Nord said. “It will be lower in spring,” he added.",
    "“The river has never been so high.” Eva Lund said on Monday that she saw it.",
  })
  void whatIsSaidInTheNextSentenceIsOfThatSentence(String text) {
    assertThat(QuotationFinder.find(text))
        .flatExtracting(quotation -> quotation.speaker().stream().toList())
        .isSubsetOf("Ola Nord");
  }
}
