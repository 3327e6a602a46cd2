package dev.herald.crawler.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.crawler.time.FeedDates;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Reads JSON Feed 1.0 and 1.1.
final class JsonFeedReader {
  private JsonFeedReader() {}

  static Listed read(String text, Answer answer) {
    JsonNode feed;
    try {
      feed = MessageCodec.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return Listed.nothing(
          "feed %s: is not JSON: %s".formatted(answer.url(), e.getOriginalMessage()));
    }
    List<Item> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (JsonNode entry : feed.path("items")) {
      number++;
      String link = entry.path("url").asText(entry.path("external_url").asText(""));
      Optional<HttpUrl> url =
          link.isBlank() ? Optional.empty() : CanonicalUrl.resolve(answer.url(), link);
      if (url.isEmpty()) {
        problems.add("feed %s: entry %d has no link".formatted(answer.url(), number));
        continue;
      }
      items.add(
          new Item(
              url.get(),
              FeedReader.plain(entry.path("title").asText("")),
              FeedDates.parse(entry.path("date_published").asText(""), answer.zone())
                  .orElse(PublicationTime.UNKNOWN)));
    }
    return new Listed(items, List.of(), problems);
  }
}
