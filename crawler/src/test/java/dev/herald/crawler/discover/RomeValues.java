package dev.herald.crawler.discover;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import java.util.Date;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// The values of a feed as ROME reads them, to compare with.
final class RomeValues {
  private RomeValues() {}

  static Object value(SyndFeed feed, String name) {
    SyndEntry entry = feed.getEntries().isEmpty() ? null : feed.getEntries().getFirst();
    if (name.equals("feed_title")) return text(feed.getTitle());
    if (name.equals("feed_link")) return Objects.requireNonNullElse(feed.getLink(), "");
    if (name.equals("entry_count")) return feed.getEntries().size();
    if (entry == null) return "";
    return switch (name) {
      case "entry0_title" -> text(entry.getTitle());
      case "entry0_link" -> Objects.requireNonNullElse(entry.getLink(), "");
      case "entry0_updated" -> date(entry.getUpdatedDate());
      default -> date(entry.getPublishedDate());
    };
  }

  private static String text(@Nullable String html) {
    return html == null ? "" : Jsoup.parse(html).text();
  }

  private static String date(@Nullable Date date) {
    return date == null ? "" : date.toInstant().toString();
  }
}
