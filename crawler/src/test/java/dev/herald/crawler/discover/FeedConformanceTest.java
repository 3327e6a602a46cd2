package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.herald.config.message.PublicationTime;
import dev.herald.crawler.discover.Feed.Entry;
import dev.herald.crawler.discover.FeedReader.NotAFeed;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the test feeds of feedparser, the feed validator, miniflux and ROME, beside what ROME
/// alone makes of them.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class FeedConformanceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Pattern ENTRY = Pattern.compile("(?i)<(?:[a-z0-9]+:)?(?:item|entry)[\\s>/]");
  private static final Pattern FEED =
      Pattern.compile("(?i)<(?:[a-z0-9]+:)?(?:rss|feed|rdf|channel|item|entry)[\\s>/]|^\\s*\\{");
  private static final HttpUrl USUAL = HttpUrl.get("http://127.0.0.1:8097/");

  /// Miniflux shows the address, or the beginning of the text, where a feed has no title, and the
  /// feed's address where it has no page: stand-ins for a reader's eyes, which no record may hold.
  private static final Set<String> STAND_INS =
      Set.of(
          "TestParseAtom03WithoutSiteURL feed_link",
          "TestParseAtom03WithoutEntryTitleButWithLink entry0_title",
          "TestParseFeedWithoutTitle feed_title",
          "TestParseEntryWithoutTitleButWithSummary entry0_title",
          "TestParseEntryWithEmptyXHTMLTitle entry0_title",
          "TestParseEntryWithoutTitleAndDescription entry0_title",
          "TestParseEntryWithoutLink entry0_link",
          "TestParseEntryWithRelativeURL entry0_title",
          "TestParseRDFFeedWithEmptyTitle feed_title",
          "TestParseRDFFeedWithEmptyLink feed_link",
          "TestParseItemWithMissingTitleUsesSummaryFallback entry0_title",
          "TestParseItemWithMissingTitleUsesContentTextFallback entry0_title");

  /// Not read, for these reasons.
  private static final Map<String, String> KNOWN_MISSES =
      Map.of(
          "_multiple_values", "of two times the first counts, which feedparser overwrites",
          "content_location", "the header Content-Location does not change a feed's base here",
          "content-location", "the same",
          "headers_content_location-relative", "the same",
          "xml_malicious_comment", "browsers take an unclosed comment to the end of the text");

  @Test
  void wellFormedFeedsAreRead() {
    Score ours = new Score("feeds parsed");
    Score rome = new Score("feeds parsed, ROME alone");
    for (JsonNode row :
        rows("feedparser/wellformed", "feedparser/entities", "feedvalidator", "miniflux", "rome")) {
      if (row.path("expected").path("error").asBoolean() || !holdsAFeed(row)) continue;
      ours.count(read(row).isPresent(), row.path("file").asText());
      rome.count(rome(row).isPresent(), "");
    }

    report(ours, rome);
    assertThat(ours.share()).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void valuesAreRight() {
    Score ours = new Score("feeds values");
    Score rome = new Score("feeds values, ROME alone");
    for (JsonNode row :
        rows("feedparser/wellformed", "feedparser/entities", "feedparser/illformed", "miniflux")) {
      Optional<Feed> feed = read(row);
      Optional<SyndFeed> theirs = rome(row);
      row.path("expected")
          .properties()
          .forEach(
              expected -> {
                Optional<Function<Feed, Object>> field = field(expected.getKey());
                if (field.isEmpty() || isStandIn(row, expected.getKey())) return;
                Object actual = feed.map(field.get()).orElse("unread");
                Set<Object> values = values(expected.getKey(), expected.getValue());
                ours.count(
                    values.contains(actual),
                    "%s %s: %s, expected %s"
                        .formatted(row.path("file").asText(), expected.getKey(), actual, values));
                rome.count(
                    values.contains(
                        theirs.map(it -> RomeValues.value(it, expected.getKey())).orElse("unread")),
                    "");
              });
    }

    report(ours, rome);
    System.out.println(
        "  not counted: %d stand-ins for what a feed lacks".formatted(STAND_INS.size()));
    assertThat(ours.misses())
        .allMatch(miss -> KNOWN_MISSES.keySet().stream().anyMatch(miss::contains));
    assertThat(ours.share()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void illFormedFeedsYieldTheirEntries() {
    Score ours = new Score("feeds ill-formed");
    Score rome = new Score("feeds ill-formed, ROME alone");
    for (JsonNode row : rows("feedparser/illformed")) countEntries(row, ours, rome);

    report(ours, rome);
    assertThat(ours.misses()).isEmpty();
  }

  @Test
  void feedsInAnyEncodingYieldTheirEntries() {
    Score ours = new Score("feeds encodings");
    Score rome = new Score("feeds encodings, ROME alone");
    for (JsonNode row : rows("feedparser/encoding")) countEntries(row, ours, rome);

    report(ours, rome);
    assertThat(ours.share()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void datesAreReadInPlaceAndBrokenOnesRefused() {
    Score score = new Score("feeds dates");
    Score invented = new Score("feeds dates, none where none is");
    for (JsonNode row : Conformance.rows("dates.jsonl")) {
      String date = row.path("input").asText();
      PublicationTime read = published(date, row.path("family").asText());
      String expected = row.path("expected").asText("");
      boolean right =
          switch (expected) {
            case "INVALID" -> true;
            case "PARSEABLE" -> read.date().isPresent();
            case "" -> read.date().isEmpty();
            default -> read.earliest().map(Instant::toString).orElse("").equals(expected);
          };
      score.count(right, "%s: %s, expected %s".formatted(date, read.earliest(), expected));
      if (expected.isEmpty()) invented.count(right, date);
    }

    System.out.println(score + "\n" + invented);
    score.misses().forEach(miss -> System.out.println("  " + miss));
    assertThat(invented.misses()).isEmpty();
    assertThat(score.share()).isGreaterThanOrEqualTo(0.97);
  }

  private static PublicationTime published(String date, String family) {
    // Two Korean hosts print their own time without a zone.
    ZoneId zone =
        Set.of("nate", "onblog").contains(family) ? ZoneId.of("Asia/Seoul") : ZoneOffset.UTC;
    String item =
        "<item><link>/1</link><pubDate>%s</pubDate></item>".formatted(Entities.escape(date));
    ByteString bytes = ByteString.encodeUtf8("<rss><channel>" + item + "</channel></rss>");
    Answer answer = new Answer(USUAL, bytes, Optional.empty(), List.of(), zone, NOW);
    return FeedReader.read(answer).items().getFirst().published();
  }

  @Test
  void hostileFeedsAreHarmless() {
    Score score = new Score("feeds hostile");
    for (JsonNode row : rows("hostile")) {
      Listed listed = FeedReader.read(answer(row));
      boolean harmless =
          listed.items().size() <= 20_000
              && listed.items().stream().allMatch(item -> item.url().toString().length() < 20_000)
              && listed.items().stream()
                  .noneMatch(item -> item.title().orElse("").contains("root:"));
      score.count(harmless, row.path("file").asText());
    }

    System.out.println(score);
    assertThat(score.misses()).isEmpty();
  }

  private static void countEntries(JsonNode row, Score ours, Score rome) {
    int entries = entriesWritten(row);
    int read = read(row).map(feed -> feed.entries().size()).orElse(-1);
    int theirs = rome(row).map(feed -> feed.getEntries().size()).orElse(-1);
    ours.count(read == entries, "%s: %d of %d".formatted(row.path("file").asText(), read, entries));
    rome.count(theirs == entries, "");
  }

  /// Tags of entries among the bytes, whatever the encoding.
  private static int entriesWritten(JsonNode row) {
    return (int) ENTRY.matcher(ascii(row)).results().count();
  }

  private static boolean holdsAFeed(JsonNode row) {
    return FEED.matcher(ascii(row)).find();
  }

  private static String ascii(JsonNode row) {
    String bytes =
        new String(Conformance.bytes(row.path("file").asText()), StandardCharsets.ISO_8859_1);
    return bytes.replace("\0", "").replaceAll("(?s)<!--.*?-->", "");
  }

  private static boolean isStandIn(JsonNode row, String field) {
    String file = row.path("file").asText();
    String test = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    return file.contains("/miniflux/") && STAND_INS.contains(test + " " + field);
  }

  private static void report(Score ours, Score rome) {
    System.out.println(ours + "\n" + rome);
    ours.misses().forEach(miss -> System.out.println("  " + miss));
  }

  private static List<JsonNode> rows(String... suites) {
    return Conformance.rows("feeds.jsonl").stream()
        .filter(row -> List.of(suites).contains(row.path("suite").asText()))
        .toList();
  }

  private static Optional<Feed> read(JsonNode row) {
    try {
      return Optional.of(FeedReader.parse(answer(row)));
    } catch (NotAFeed e) {
      return Optional.empty();
    }
  }

  private static Answer answer(JsonNode row) {
    return new Answer(
        Optional.ofNullable(row.path("url").textValue()).map(HttpUrl::get).orElse(USUAL),
        ByteString.of(Conformance.bytes(row.path("file").asText())),
        Optional.ofNullable(row.path("http_headers").path("Content-type").textValue()),
        List.of(),
        ZoneOffset.UTC,
        NOW);
  }

  private static Optional<SyndFeed> rome(JsonNode row) {
    byte[] bytes = Conformance.bytes(row.path("file").asText());
    if (bytes.length > 500_000) return Optional.empty();
    try (XmlReader reader = new XmlReader(new ByteArrayInputStream(bytes), true)) {
      SyndFeedInput input = new SyndFeedInput();
      input.setXmlHealerOn(true);
      return Optional.of(input.build(reader));
    } catch (FeedException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Function<Feed, Object>> field(String name) {
    return switch (name) {
      case "feed_title" -> Optional.of(feed -> feed.title().orElse(""));
      case "feed_link" -> Optional.of(feed -> feed.link().map(HttpUrl::toString).orElse(""));
      case "entry_count" -> Optional.of(feed -> feed.entries().size());
      case "entry0_title" -> Optional.of(feed -> entry(feed).flatMap(Entry::title).orElse(""));
      case "entry0_link" ->
          Optional.of(feed -> entry(feed).flatMap(Entry::link).map(HttpUrl::toString).orElse(""));
      case "entry0_published", "entry0_created" ->
          Optional.of(
              feed ->
                  entry(feed)
                      .map(Entry::published)
                      .flatMap(PublicationTime::earliest)
                      .map(Instant::toString)
                      .orElse(""));
      case "entry0_updated" ->
          Optional.of(
              feed -> entry(feed).flatMap(Entry::changed).map(Instant::toString).orElse(""));
      default -> Optional.empty();
    };
  }

  private static Optional<Entry> entry(Feed feed) {
    return feed.entries().stream().findFirst();
  }

  /// Titles may be compared as the text of their markup, or as they stand.
  private static Set<Object> values(String name, JsonNode value) {
    String text = value.asText();
    if (name.endsWith("count")) return Set.of(value.asInt());
    if (name.endsWith("link"))
      return Set.of(Optional.ofNullable(HttpUrl.parse(text)).map(HttpUrl::toString).orElse(""));
    if (!name.endsWith("title")) return Set.of(text);
    return Stream.of(text, Jsoup.parse(text).text())
        .map(title -> title.replaceAll("[\\s\u00a0]+", " "))
        .collect(Collectors.toUnmodifiableSet());
  }
}
