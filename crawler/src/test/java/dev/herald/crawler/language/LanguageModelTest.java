package dev.herald.crawler.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import opennlp.tools.langdetect.DefaultLanguageDetectorContextGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageModelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "The Assembly's Spring Session",
        "İSTANBUL'DA IŞIK",
        "ΟΔΥΣΣΕΥΣ ΣΑΣ",
        "वित्त मंत्रालय की घोषणा",
        "大会今天开幕",
        "𐐀𐐁 letters beyond the first plane 𝔄"
      })
  void theNgramsAreThoseTheModelWasTaughtWith(String text) {
    CharSequence[] taught = new DefaultLanguageDetectorContextGenerator(1, 3).getContext(text);

    assertThat(LanguageModel.ngrams(text))
        .containsExactlyInAnyOrder(
            Arrays.stream(taught).map(CharSequence::toString).toArray(String[]::new));
  }
}
