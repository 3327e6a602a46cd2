package dev.herald.config.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tax budget | \"tax\" \"budget\"",
        "\"tax rates\" OR NOT title:budget^2 | \"tax rates\" OR NOT title:\"budget\"^2",
        "tax* country:TR | tax* country:TR"
      })
  void exactIsAsIfAllWordsStoodInQuotes(String query, String quoted) {
    assertThat(WordForms.exact(parse(query))).isEqualTo(parse(quoted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tax\" OR NOT title:\"budget\"^2 | tax OR NOT title:budget^2",
        "\"tax rates\"~4 | tax rates",
        "tax* country:TR | tax* country:TR"
      })
  void anyFormIsAsIfNoWordDid(String query, String unquoted) {
    assertThat(WordForms.any(parse(query))).isEqualTo(parse(unquoted));
  }

  private static QueryNode parse(String query) {
    if (QueryParser.parse(query) instanceof ParsedQuery.Valid(var node)) return node;
    throw new AssertionError(query + " cannot be read");
  }
}
