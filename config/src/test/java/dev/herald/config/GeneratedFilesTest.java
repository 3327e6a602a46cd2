package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Keeps the committed schemas and the reference equal to the code.
///
/// After a setting changed: `mvn -pl config test -Dtest=GeneratedFilesTest -Dherald.update=true`.
class GeneratedFilesTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aGeneratedFileIsWhatTheCodeSays(String name, Supplier<String> text) throws IOException {
    Path file = Path.of(name);
    if (Boolean.getBoolean("herald.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.get());
    }

    assertThat(file)
        .as("run this test with -Dherald.update=true to write it again")
        .hasContent(text.get());
  }

  static Stream<Arguments> files() {
    return Stream.of(
        file("schema/herald.schema.json", () -> ConfigSchema.of(HeraldConfig.class)),
        file("schema/source.schema.json", () -> ConfigSchema.ofOneOrMany(Source.class)),
        file("schema/family.schema.json", () -> ConfigSchema.ofFamily(Source.class)),
        file("schema/rule.schema.json", () -> ConfigSchema.ofOneOrMany(Rule.class)),
        file("../docs/settings.md", SettingsReference::markdown));
  }

  private static Arguments file(String name, Supplier<String> text) {
    return Arguments.of(name, text);
  }

  @Test
  void theSchemaSaysWhatTheLoaderChecks() throws IOException {
    JsonNode source =
        JsonMapper.builder()
            .build()
            .readTree(ConfigSchema.ofOneOrMany(Source.class))
            .at("/$defs/entry");

    assertThat(source.at("/required").valueStream().map(JsonNode::asText)).containsExactly("id");
    assertThat(source.at("/if/required/0").asText()).isEqualTo("extends");
    assertThat(source.at("/else/required").valueStream().map(JsonNode::asText))
        .containsExactly("id", "institution", "country", "languages", "zone");
    assertThat(source.at("/properties/verified/properties/date/format").asText()).isEqualTo("date");
    assertThat(source.at("/additionalProperties").asBoolean(true)).isFalse();
    assertThat(source.at("/properties/enabled/default").asBoolean()).isTrue();
    assertThat(source.at("/properties/schedule/properties/jitter/maximum").asInt()).isEqualTo(1);
    assertThat(source.at("/properties/schedule/properties/every/default").asText())
        .isEqualTo("15m");
    assertThat(
            source
                .at("/properties/discovery/items/properties/kind/enum")
                .valueStream()
                .map(JsonNode::asText))
        .containsExactly("feed", "sitemap", "listing", "json");
  }
}
