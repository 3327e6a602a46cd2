package dev.herald.crawler.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTagsTest {
  private static final String DECISION = "allowed (no rule matches)";

  private final RobotsTags tags = new RobotsTags("Herald/0.1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noindex | noindex",
        "NoIndex, nofollow | noindex, nofollow",
        "none | none",
        "noarchive, noarchive | noarchive",
        "unavailable_after: 2030-01-01 | unavailable_after: 2030-01-01",
        "unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT, noindex | unavailable_after: Fri, 25 Jun"
            + " 2010 15:00:00 GMT, noindex",
        "herald: noindex, noarchive | noindex, noarchive",
        "HERALD: none | none",
        "*: noindex | noindex",
        "otherbot: nofollow, herald: noarchive | noarchive"
      })
  void whatAHeaderAsksOfUsIsTold(String header, String told) {
    assertThat(with(List.of(header), "")).isEqualTo(DECISION + "; X-Robots-Tag: " + told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index, follow",
        "all",
        "max-snippet: 20, max-image-preview: large",
        "googlebot: noindex, nofollow",
        "",
        ",,,:::",
        "who knows"
      })
  void whatAllowsOrIsForOthersIsNot(String header) {
    assertThat(with(List.of(header), "")).isEqualTo(DECISION);
  }

  @Test
  void severalHeadersAreEachReadForThemselves() {
    assertThat(with(List.of("googlebot: noindex", "noarchive", "herald: nosnippet"), ""))
        .isEqualTo(DECISION + "; X-Robots-Tag: noarchive, nosnippet");
  }

  @Test
  void metaElementsOfTheHeadAreTold() {
    String page =
        """
        <!DOCTYPE html><html><head><title>x</title>
        <!-- <meta name="robots" content="nosnippet"> -->
        <meta NAME='Robots' CONTENT='noindex,
          follow'>
        <meta name="googlebot" content="none"><meta name="herald" content="noarchive">
        </head><body><meta name="robots" content="noimageindex"></body></html>
        """;

    assertThat(with(List.of("nofollow"), page))
        .isEqualTo(
            DECISION + "; X-Robots-Tag: nofollow; meta robots: noindex; meta herald: noarchive");
  }

  @Test
  void pagesInUtf16AreReadToo() {
    String page = "\uFEFF<html><head><meta name=robots content=noindex></head>";

    String told =
        tags.with(DECISION, Headers.of(), ByteString.encodeString(page, StandardCharsets.UTF_16BE));

    assertThat(told).isEqualTo(DECISION + "; meta robots: noindex");
  }

  @Test
  void whatIsNoPageHasNoMeta() {
    String told =
        tags.with(
            DECISION,
            Headers.of("Content-Type", "application/pdf"),
            ByteString.encodeUtf8("<meta name=robots content=noindex>"));

    assertThat(told).isEqualTo(DECISION);
  }

  @Test
  void hostileTagsStayShortAndInOneLine() {
    String date = "x".repeat(5_000) + ";";
    String told = with(List.of("noindex,".repeat(3_000) + "unavailable_after: " + date), "");
    String deep = "<meta name=robots content='" + "unavailable_after: 1\n2,".repeat(1_000) + "'>";

    assertThat(told).isEqualTo(DECISION + "; X-Robots-Tag: noindex");
    assertThat(with(List.of("unavailable_after: " + date), "")).hasSizeLessThan(150);
    assertThat(with(List.of(), deep)).hasSizeLessThan(200).doesNotContain("\n");
  }

  @Test
  void aRecordSaysWhetherItHoldsAny() {
    assertThat(RobotsTags.areIn(DECISION)).isFalse();
    assertThat(RobotsTags.areIn(with(List.of("noarchive"), ""))).isTrue();
    assertThat(RobotsTags.areIn(with(List.of("unavailable_after: 1"), ""))).isTrue();
    assertThat(RobotsTags.areIn(with(List.of(), "<meta name=robots content=none>"))).isTrue();
  }

  private String with(List<String> robotsTags, String page) {
    Headers.Builder headers = new Headers.Builder();
    robotsTags.forEach(value -> headers.add("X-Robots-Tag", value));
    return tags.with(DECISION, headers.build(), ByteString.encodeUtf8(page));
  }
}
