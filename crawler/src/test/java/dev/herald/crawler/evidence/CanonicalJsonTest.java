package dev.herald.crawler.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\": 1, \"a\": [true, null, {}]} | {\"a\":[true,null,{}],\"b\":1}",
        "{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4} | {\"\\r\":2,\"1\":3,\"ö\":4,\"€\":1}",
        "\"\\u001F\\u000a\\/\\\"\\\\\\u00e9\" | \"\\u001f\\n/\\\"\\\\é\"",
        "[1.0, 0.850, 1.7E3, 0.0, -0.25, 9007199254740993] | [1,0.85,1700,0,-0.25,9007199254740993]"
      })
  void oneFormOnly(String json, String canonical) throws IOException {
    byte[] written = CanonicalJson.of(MessageCodec.mapper().readTree(json));

    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(canonical);
  }
}
