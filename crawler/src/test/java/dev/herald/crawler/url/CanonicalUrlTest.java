package dev.herald.crawler.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
  private static String canonical(String url) {
    return CanonicalUrl.canonical(CanonicalUrl.parse(url).orElseThrow()).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Press.Example:443/News?id=7&utm_source=x#top, https://press.example/News?id=7",
    "https://press.example/n?fbclid=1, https://press.example/n",
    "https://press.example/n;jsessionid=A1B2?id=7, https://press.example/n?id=7",
    "https://press.example/n?id=7&PHPSESSID=abc, https://press.example/n?id=7",
    "https://user:secret@press.example/n, https://press.example/n",
    "https://press.example./n, https://press.example/n",
    "https://press.example//n///7, https://press.example/n/7",
    "https://press.example/%7eoffice/%c3%a4, https://press.example/~office/%C3%A4",
    "http://0x7f.1/, http://127.0.0.1/"
  })
  void spellingsOfOneAddressAreOne(String spelling, String canonical) {
    assertThat(canonical(spelling)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "https://press.example/n, https://press.example/n/",
    "https://press.example/, https://press.example/index.html",
    "https://press.example/n, http://press.example/n",
    "https://press.example/n, https://www.press.example/n",
    "https://press.example/n?a=1&b=2, https://press.example/n?b=2&a=1",
    "https://press.example/n?ref=7, https://press.example/n",
    "https://press.example/N, https://press.example/n",
    "https://press.example/a%2Fb, https://press.example/a/b",
    "https://press.example/go/https://a.example/x, https://press.example/go/https:/a.example/x"
  })
  void whatMayDifferIsNotMerged(String one, String other) {
    assertThat(canonical(one)).isNotEqualTo(canonical(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:press@press.example",
        "file:///etc/passwd",
        "ftp://press.example/",
        "http://",
        "http://256.1.1.1/",
        "http://press.example:65536/",
        "http://press.example:0/",
        "http://a b/"
      })
  void whatCannotBeFetchedIsNoUrl(String text) {
    assertThat(CanonicalUrl.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://[0:0::0:1]/, ::1",
    "http://[::127.0.0.1]/, ::7f00:1",
    "http://[::FFFF:127.0.0.1]/, 127.0.0.1",
    "http://[::ffff:7f00:1]/, 127.0.0.1",
  })
  void anIpv6AddressIsReadInItsShortestForm(String text, String host) {
    assertThat(CanonicalUrl.parse(text).map(HttpUrl::host)).contains(host);
  }

  @Test
  void anOverlongTextIsNoUrl() {
    assertThat(CanonicalUrl.parse("https://press.example/" + "a".repeat(20_000))).isEmpty();
  }

  @Test
  void aQueryGoesOutInThePagesEncoding() {
    HttpUrl page = CanonicalUrl.parse("https://press.example/list").orElseThrow();

    var url =
        CanonicalUrl.resolve(
            page, "?q=\u0434\u0430", java.nio.charset.Charset.forName("windows-1251"));

    assertThat(url.map(HttpUrl::toString)).contains("https://press.example/list?q=%E4%E0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void canonicalIsIdempotentAndNothingCrashes(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String alphabet = "ahtp:/\\?#@%2e.;&=[]0x7F \t\u00e4\u3002\ud83d|^<>'\"-_~utm_sid";

    int parsed = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text =
          new StringBuilder(random.nextBoolean() ? "https://press.example/" : "http:");
      for (int j = random.nextInt(24); j > 0; j--)
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      var url = CanonicalUrl.parse(text.toString());
      if (url.isEmpty()) continue;
      parsed++;
      HttpUrl once = CanonicalUrl.canonical(url.get());
      assertThat(CanonicalUrl.canonical(once)).as(text.toString()).isEqualTo(once);
      assertThat(CanonicalUrl.parse(once.toString())).as(text.toString()).contains(once);
    }

    assertThat(parsed).isGreaterThan(5_000);
  }
}
