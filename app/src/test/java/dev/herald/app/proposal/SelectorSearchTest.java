package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.Sampler;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.fetch.FetchedPage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class SelectorSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  // A date among a page's imprint is no date of publication to the general extractor.
  private static final String AT_THE_FOOT =
      "<h1>%1$s</h1>%3$s<footer><p class=\"issued\">%2$s</p></footer>";
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Sampler.Known KNOWN =
      new Sampler.Known(List.of("en"), Optional.of(ZONE), Selectors.NONE, Boilerplate.NONE);

  @Test
  void noSelectorIsProposedWhereThePagesReadWithoutOne() {
    List<Sampled> plain = samples("<p class=\"when\">%2$s</p><h1 class=\"head\">%1$s</h1>%3$s");

    assertThat(new SelectorSearch(plain, KNOWN).find()).isEqualTo(Selectors.NONE);
  }

  @Test
  void aDateThatTheGeneralExtractorMissesIsFoundBySelector() {
    List<Sampled> undated = samples(AT_THE_FOOT);

    Selectors found = new SelectorSearch(undated, KNOWN).find();

    assertThat(found.published()).containsExactly(".issued");
    assertThat(found.title()).isEmpty();
    assertThat(found.body()).isEmpty();
  }

  @Test
  void twoPagesProveNothing() {
    List<Sampled> two = samples(AT_THE_FOOT).subList(0, 2);

    assertThat(new SelectorSearch(two, KNOWN).find()).isEqualTo(Selectors.NONE);
  }

  private static List<Sampled> samples(String template) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            day -> {
              String title = "The council has agreed on budget number " + day;
              String body =
                  ("<p>Budget " + day + " has been agreed with all the states of the union. </p>")
                      .repeat(6);
              String page =
                  "<!doctype html><html lang=en><head><title>Ministry</title></head><body><main>"
                      + template.formatted(title, "%d November 2026".formatted(10 + day), body)
                      + "</main></body></html>";
              return sample(day, page);
            })
        .toList();
  }

  private static Sampled sample(int day, String html) {
    HttpUrl url = HttpUrl.get("https://press.example/" + day);
    var page =
        new FetchedPage(
            url,
            url,
            200,
            List.of(),
            List.of("Content-Type: text/html; charset=utf-8"),
            ByteString.encodeUtf8(html),
            html.length(),
            NOW,
            NOW,
            "allowed");
    var item = new Item(url, Optional.empty(), PublicationTime.UNKNOWN, Optional.empty());
    return Sampler.read(item, page, KNOWN);
  }
}
