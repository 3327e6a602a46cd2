package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {
  private static final HttpUrl FEED = HttpUrl.get("https://press.example/en/feed");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://hub.example/a>; rel=hub",
        "<https://hub.example/a>;rel=\"hub\"",
        "<https://hub.example/a>; REL=\"HUB self\"",
        "<https://press.example/en/feed>; rel=self, <https://hub.example/a>; rel=hub",
        "<https://hub.example/a>; title=\"a, b; <c> \\\" d\"; rel=hub",
        "<>; rel=self , < https://hub.example/a > ; type=\"x\" ; rel = hub",
        "<https://hub.example/a>; rel=hub; rel=self",
        "nonsense, <https://hub.example/a>; rel=hub"
      })
  void aHubIsFoundHoweverTheHeaderIsWritten(String value) {
    assertThat(LinkHeader.find(List.of(value), "hub", FEED))
        .containsExactly(HttpUrl.get("https://hub.example/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://hub.example/a; rel=hub",
        "<https://hub.example/a>",
        "<https://hub.example/a>; rel=github",
        "<https://hub.example/a>; rel=self; rel=hub",
        "<https://hub.example/a>, ; rel=hub",
        "<mailto:hub@example>; rel=hub",
        "<https://hub.example/a; rel=hub"
      })
  void whatNamesNoHubGivesNone(String value) {
    assertThat(LinkHeader.find(List.of(value), "hub", FEED)).isEmpty();
  }

  @Test
  void severalHeadersAndRelativeAddressesKeepTheirOrder() {
    assertThat(
            LinkHeader.find(
                List.of("<b,c>; rel=hub, </a>; rel=hub", "<//hub.example/>; rel=hub"), "hub", FEED))
        .extracting(HttpUrl::toString)
        .containsExactly(
            "https://press.example/en/b,c", "https://press.example/a", "https://hub.example/");
  }

  @Test
  void endlessHeadersGiveNoEndlessAnswer() {
    assertThat(LinkHeader.find(List.of("<a>; rel=hub,".repeat(5_000)), "hub", FEED)).hasSize(1);
    assertThat(WebSub.ofHeaders(List.of(hubs(5_000)), FEED).hubs()).hasSize(10);
    assertThat(LinkHeader.find(List.of("<\"".repeat(16_000)), "hub", FEED)).isEmpty();
  }

  @Test
  void headersGoBeforeTheContentAndAnAddressWithoutHubIsNothing() {
    WebSub content = new WebSub(List.of("https://b.example/"), java.util.Optional.of("c"));

    assertThat(WebSub.ofHeaders(List.of("<https://a.example/>; rel=hub"), FEED).and(content))
        .isEqualTo(
            new WebSub(
                List.of("https://a.example/", "https://b.example/"), java.util.Optional.of("c")));
    assertThat(WebSub.ofHeaders(List.of("</feed>; rel=self"), FEED)).isEqualTo(WebSub.NONE);
  }

  private static String hubs(int count) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < count; i++) value.append("<").append(i).append(">; rel=hub,");
    return value.toString();
  }
}
