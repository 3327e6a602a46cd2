package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.ConfigLoader;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
  @TempDir Path config;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ministry: of \"Quotes\" # and comments",
        "yes",
        "- a list?",
        "{braces} [brackets] &anchor *alias !tag %directive @at `tick",
        "O’Neill’s Office, 2nd floor",
        "C:\\new\\table",
        "Банк • 日本銀行 • مجلس"
      })
  void whateverAPageCallsItselfComesBackFromTheFileUnchanged(String name) throws IOException {
    Files.createDirectories(config.resolve("sources"));
    Files.writeString(config.resolve("sources/x.yaml"), SourceText.of(proposal(name)));

    Source read = ConfigLoader.load(config).sources().getFirst();

    assertThat(read.institution()).isEqualTo(name);
    assertThat(read.selectors().published()).containsExactly("time:not([hidden]), #a > .b");
    assertThat(read.discovery().getFirst().include())
        .containsExactly("^https?://[^/]+/a\\.b\\?id=");
    assertThat(read.id()).isEqualTo("xx-press");
  }

  private static Proposal proposal(String name) {
    var discovery =
        new Source.Discovery(
            Source.Discovery.Kind.SITEMAP,
            "https://press.example/sitemap.xml?a=1&b=#x",
            Optional.empty(),
            Optional.empty(),
            5,
            List.of("^https?://[^/]+/a\\.b\\?id="),
            List.of());
    var selectors =
        new Source.Selectors(
            List.of(),
            List.of("time:not([hidden]), #a > .b"),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Proposal(
        "https://press.example/",
        Optional.empty(),
        Fact.likely("xx-press", "made"),
        Fact.likely(name, "a basis\nid: other"),
        Fact.certain("INT", "given"),
        Fact.assumed("government", "its name does not tell"),
        Fact.certain(List.of("en", "no"), "given"),
        Fact.<ZoneId>certain(ZoneOffset.UTC, "given"),
        List.of(new Proposal.Found(discovery, 3)),
        selectors,
        "/{slug}",
        Optional.empty(),
        List.of("a text\nid: evil\u2028id: worse"),
        List.of(),
        List.of(),
        LocalDate.of(2026, 3, 19));
  }
}
