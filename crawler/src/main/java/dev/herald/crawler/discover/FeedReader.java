package dev.herald.crawler.discover;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Reads RSS 0.9x/1.0/2.0 and Atom with ROME, and what ROME refuses with a lenient XML reader.
final class FeedReader {
  private static final int MAX_ITEMS = 20_000;
  private static final int MAX_DEPTH = 200;

  private FeedReader() {}

  static Listed read(Answer answer) {
    String text =
        PageDecoder.decodeXml(answer.bytes(), answer.contentType(), answer.languages()).text();
    if (looksLikeJson(text)) return JsonFeedReader.read(text, answer);
    // ROME's time grows with the square of the nesting; no honest feed is that deep.
    if (depth(text) > MAX_DEPTH) return LenientFeedReader.read(text, answer);
    try {
      SyndFeedInput input = new SyndFeedInput();
      input.setXmlHealerOn(true);
      input.setPreserveWireFeed(false);
      SyndFeed feed = input.build(new StringReader(withoutDoctype(text)));
      Listed listed = items(feed, answer);
      return listed.items().isEmpty() ? LenientFeedReader.read(text, answer) : listed;
    } catch (FeedException | IllegalArgumentException e) {
      return LenientFeedReader.read(text, answer);
    }
  }

  private static Listed items(SyndFeed feed, Answer answer) {
    List<Item> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (SyndEntry entry : feed.getEntries()) {
      number++;
      if (items.size() >= MAX_ITEMS) break;
      Optional<HttpUrl> url = link(entry, answer.url());
      if (url.isEmpty()) {
        problems.add("feed %s: entry %d has no link".formatted(answer.url(), number));
        continue;
      }
      items.add(new Item(url.get(), plain(entry.getTitle()), published(entry, answer)));
    }
    return new Listed(items, List.of(), problems);
  }

  private static Optional<HttpUrl> link(SyndEntry entry, HttpUrl base) {
    List<String> candidates = new ArrayList<>();
    if (entry.getLink() != null) candidates.add(entry.getLink());
    for (SyndLink link : entry.getLinks())
      if (link.getHref() != null && (link.getRel() == null || link.getRel().equals("alternate")))
        candidates.add(link.getHref());
    if (entry.getUri() != null && entry.getUri().startsWith("http")) candidates.add(entry.getUri());
    return candidates.stream()
        .filter(text -> !text.isBlank())
        .map(text -> CanonicalUrl.resolve(base, text))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static PublicationTime published(SyndEntry entry, Answer answer) {
    Date date = entry.getPublishedDate();
    if (date == null || date.toInstant().isAfter(answer.fetchedAt().plusSeconds(86_400)))
      return PublicationTime.UNKNOWN;
    ZonedDateTime local = date.toInstant().atZone(answer.zone());
    return PublicationTime.ofMinute(
        date.toInstant().atOffset(ZoneOffset.UTC).toString(),
        LocalDate.from(local),
        LocalTime.from(local),
        answer.zone(),
        Provenance.FEED);
  }

  /// Feed titles often hold escaped markup.
  static Optional<String> plain(@Nullable String text) {
    if (text == null) return Optional.empty();
    String plain =
        text.indexOf('<') >= 0 || text.indexOf('&') >= 0 ? Jsoup.parse(text).text() : text;
    return plain.isBlank() ? Optional.empty() : Optional.of(plain.strip());
  }

  private static boolean looksLikeJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static String withoutDoctype(String text) {
    int start = text.indexOf("<!DOCTYPE");
    if (start < 0) return text;
    int end = text.indexOf('>', start);
    int subset = text.indexOf('[', start);
    // One with an internal subset can define entities: ROME refuses it, and so it should.
    if (end < 0 || (subset >= 0 && subset < end)) return text;
    return text.substring(0, start) + text.substring(end + 1);
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = text.indexOf('<'); i >= 0 && i + 1 < text.length(); i = text.indexOf('<', i + 1)) {
      char next = text.charAt(i + 1);
      if (next == '/') depth--;
      else if (Character.isLetter(next)) {
        int close = text.indexOf('>', i);
        if (close > 0 && text.charAt(close - 1) != '/') deepest = Math.max(deepest, ++depth);
      }
    }
    return deepest;
  }
}
