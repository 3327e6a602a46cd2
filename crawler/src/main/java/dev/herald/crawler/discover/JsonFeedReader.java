package dev.herald.crawler.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.discover.FeedReader.NotAFeed;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.parser.Parser;

/// Reads JSON Feed 1.0 and 1.1.
final class JsonFeedReader {
  private JsonFeedReader() {}

  static Feed read(String text, Answer answer) throws NotAFeed {
    JsonNode feed;
    try {
      feed = MessageCodec.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new NotAFeed("is not JSON: " + e.getOriginalMessage());
    }
    if (!feed.path("items").isArray()) throw new NotAFeed("is JSON, but has no list of items");
    List<String> languages = new ArrayList<>(answer.languages());
    if (feed.path("language").isTextual()) languages.addFirst(feed.path("language").asText());
    List<Feed.Entry> entries = new ArrayList<>();
    for (JsonNode item : feed.path("items")) entries.add(entry(item, answer, languages));
    List<HttpUrl> hubs = new ArrayList<>();
    for (JsonNode hub : feed.path("hubs")) link(answer, hub.path("url")).ifPresent(hubs::add);
    return new Feed(
        plain(feed.path("title")),
        link(answer, feed.path("home_page_url")),
        WebSub.of(hubs, link(answer, feed.path("feed_url"))),
        entries,
        true);
  }

  private static Feed.Entry entry(JsonNode item, Answer answer, List<String> languages) {
    return new Feed.Entry(
        plain(item.path("title")),
        Stream.of("url", "external_url", "id")
            .filter(name -> !name.equals("id") || item.path(name).asText().startsWith("http"))
            .map(name -> link(answer, item.path(name)))
            .flatMap(Optional::stream)
            .findFirst(),
        FeedReader.published(
            List.of(item.path("date_published").asText("")), answer, languages, Provenance.FEED),
        FeedReader.changed(List.of(item.path("date_modified").asText("")), answer, languages));
  }

  private static Optional<HttpUrl> link(Answer answer, JsonNode value) {
    String text = value.asText("").strip();
    return text.isEmpty() ? Optional.empty() : CanonicalUrl.resolve(answer.url(), text);
  }

  /// Titles are plain text, though some publishers leave character references in them.
  private static Optional<String> plain(JsonNode value) {
    String text = Parser.unescapeEntities(value.asText(""), false).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
