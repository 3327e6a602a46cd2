package dev.herald.dashboard.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import java.time.format.DateTimeFormatter;

/// Writes a feed as JSON Feed 1.1 (jsonfeed.org). Pure.
final class JsonFeed {
  static final String MEDIA_TYPE = "application/feed+json";

  private JsonFeed() {}

  static String write(Feed feed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", "https://jsonfeed.org/version/1.1");
    json.put("title", feed.title());
    json.put("home_page_url", feed.homePage());
    json.put("feed_url", feed.self());
    var items = json.putArray("items");
    feed.entries().forEach(entry -> items.add(item(entry)));
    return MessageCodec.writeText(json);
  }

  private static ObjectNode item(Feed.Entry entry) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("id", entry.id());
    item.put("url", entry.page());
    entry.original().ifPresent(url -> item.put("external_url", url));
    item.put("title", entry.title());
    item.put("content_html", entry.html());
    entry
        .published()
        .ifPresent(
            at -> item.put("date_published", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)));
    item.put("date_modified", entry.updated().toString());
    item.putArray("authors").addObject().put("name", entry.institution());
    if (!entry.language().equals("und")) item.put("language", entry.language());
    item.putArray("tags").add(entry.event());
    item.putObject("_herald").put("event", entry.event()).put("revision", entry.revision());
    return item;
  }
}
