package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class FeedReaderTest {
  @Test
  void relativeLinksAreResolvedByXmlBase() {
    Listed listed =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://press.example/en/">
              <entry xml:base="2026/"><title>One</title><link href="1"/></entry>
              <entry><title>Two</title><link href="2"/></entry>
            </feed>
            """);

    assertThat(urls(listed))
        .containsExactly("https://press.example/en/2026/1", "https://press.example/en/2");
  }

  @Test
  void theHubThatWouldPushAFeedIsNoted() {
    Listed listed =
        read(
            """
            <rss version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"><channel><title>Press</title>
              <a10:link rel="hub" href="https://hub.example/"/>
              <a10:link rel="self" href="https://press.example/feed"/>
              <item><title>One</title><link>https://press.example/1</link></item>
            </channel></rss>
            """);

    assertThat(listed.webSub())
        .isEqualTo(
            new WebSub(List.of("https://hub.example/"), Optional.of("https://press.example/feed")));
    assertThat(urls(listed)).containsExactly("https://press.example/1");
  }

  @Test
  void aFeedThatWasCutOffLosesNothingButItsLastEntry() {
    Listed listed =
        read(
            """
            <rss version="2.0"><channel><title>Press</title>
              <item><title>One</title><link>https://press.example/1</link></item>
              <item><title>Two</title><link>https://press.example/2026/long-na\
            """);

    assertThat(urls(listed)).containsExactly("https://press.example/1");
    assertThat(listed.complete()).isFalse();
    assertThat(listed.problems()).containsExactly("feed https://press.example/feed: is cut off");
  }

  @Test
  void anEntryWithoutLinkIsNamedAndItsNeighboursKept() {
    Listed listed =
        read(
            """
            <rss version="2.0"><channel>
              <item><title>One</title><link>javascript:alert(1)</link></item>
              <item><title>Two</title><guid>https://press.example/2</guid></item>
              <item><title>Three</title><guid isPermaLink="false">https://press.example/3</guid></item>
              <item><title>Four</title><guid isPermaLink="false">press-4</guid></item>
            </channel></rss>
            """);

    assertThat(urls(listed)).containsExactly("https://press.example/2", "https://press.example/3");
    assertThat(listed.problems())
        .containsExactly(
            "feed https://press.example/feed: entry 1 has no link",
            "feed https://press.example/feed: entry 4 has no link");
  }

  @Test
  void theTimeOfAChangeIsNoTimeOfPublication() {
    Listed listed =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom">
              <entry><link href="/1"/><updated>2026-02-26T12:00:00Z</updated></entry>
              <entry><link href="/2"/><published>2026-02-25T12:00:00Z</published></entry>
            </feed>
            """);

    assertThat(listed.items().get(0).published().date()).isEmpty();
    assertThat(listed.items().get(0).changed()).contains(Instant.parse("2026-02-26T12:00:00Z"));
    assertThat(listed.items().get(1).published().instant())
        .contains(Instant.parse("2026-02-25T12:00:00Z"));
  }

  @Test
  void datesAreReadInTheFeedsLanguage() {
    Listed listed =
        read(
            """
            <rss version="2.0"><channel><language>fr</language>
              <item><link>/1</link><pubDate>mar., 3 févr. 2026 09:30:00 +0100</pubDate></item>
            </channel></rss>
            """);

    assertThat(listed.items().getFirst().published().date()).contains(LocalDate.of(2026, 2, 3));
  }

  @Test
  void looseAmpersandsInLinksStayWhatTheyAre() {
    Listed listed =
        read(
            """
            <rss version="2.0"><channel>
              <item><link>/show?id=1&copy=2&lt=3</link></item>
              <item><link><![CDATA[/show?id=4&copy=5]]></link></item>
              <item><link>/show?id=6&amp;copy=7</link></item>
            </channel></rss>
            """);

    assertThat(urls(listed))
        .containsExactly(
            "https://press.example/show?id=1&copy=2&lt=3",
            "https://press.example/show?id=4&copy=5",
            "https://press.example/show?id=6&copy=7");
  }

  @Test
  void aPageInsteadOfAFeedIsSaidToBeOne() {
    assertThat(read("<!DOCTYPE html><html><body>Not found</body></html>").problems())
        .containsExactly("feed https://press.example/feed: is not a feed, starts with <html>");
    assertThat(read("").problems()).singleElement().asString().contains("is no XML");
    assertThat(read("{\"version\": 1}").problems())
        .containsExactly("feed https://press.example/feed: is JSON, but has no list of items");
  }

  @Test
  void jsonFeedsAreRead() {
    Listed listed =
        read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Press",
             "feed_url": "/feed.json", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
             "items": [{"id": "1", "url": "/1", "title": "Rates &amp; prices",
                        "date_published": "2026-02-26T12:00:00+04:00"},
                       {"id": "2", "external_url": "https://other.example/2"}]}
            """);

    assertThat(urls(listed)).containsExactly("https://press.example/1", "https://other.example/2");
    assertThat(listed.items().getFirst().title()).contains("Rates & prices");
    assertThat(listed.items().getFirst().published().instant())
        .contains(Instant.parse("2026-02-26T08:00:00Z"));
    assertThat(listed.webSub())
        .isEqualTo(
            new WebSub(
                List.of("https://hub.example/"), Optional.of("https://press.example/feed.json")));
  }

  private static List<String> urls(Listed listed) {
    return listed.items().stream().map(item -> item.url().toString()).toList();
  }

  private static Listed read(String text) {
    return FeedReader.read(
        new Answer(
            HttpUrl.get("https://press.example/feed"),
            ByteString.encodeUtf8(text),
            Optional.of("application/xml; charset=utf-8"),
            List.of("en"),
            ZoneId.of("UTC"),
            Instant.parse("2026-03-01T00:00:00Z")));
  }
}
