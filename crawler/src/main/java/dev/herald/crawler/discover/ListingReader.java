package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.time.Found;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads a listing page: the links a selector names or, without one, the page's longest run of
/// links that look alike; and the link to the next page.
final class ListingReader {
  private static final int MAX_ROW_CHARS = 2_000;

  private ListingReader() {}

  static Listed read(Answer answer, Discovery discovery) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    HttpUrl base = HomePage.base(page, answer.url());
    List<Element> links =
        discovery.links().isPresent()
            ? List.copyOf(page.select(discovery.links().get()))
            : LinkGroups.likely(page, base);
    List<Element> rows = LinkGroups.rows(links);
    Map<String, Item> items = new LinkedHashMap<>();
    for (int i = 0; i < links.size(); i++) {
      Optional<Item> item = item(links.get(i), rows.get(i), base, answer);
      // A picture and a title often link to the same statement: the title tells more.
      item.ifPresent(
          found ->
              items.merge(
                  found.url().toString(),
                  found,
                  (one, other) -> one.title().isPresent() ? one : other));
    }
    List<String> problems =
        items.isEmpty()
            ? List.of("listing %s: no link to a statement was found".formatted(answer.url()))
            : List.of();
    return new Listed(List.copyOf(items.values()), Pager.next(page, answer.url(), discovery), problems)
        .withWebSub(
            WebSub.of(
                related(page, base, "hub"), related(page, base, "self").stream().findFirst()));
  }

  private static List<HttpUrl> related(Document page, HttpUrl base, String relation) {
    return page.select("head link[rel][href]").stream()
        .filter(
            link ->
                List.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .contains(relation))
        .map(link -> CanonicalUrl.resolve(base, link.attr("href")))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Item> item(Element link, Element row, HttpUrl base, Answer answer) {
    Element anchor = link.hasAttr("href") ? link : link.selectFirst("a[href]");
    if (anchor == null) anchor = link.closest("a[href]");
    if (anchor == null) return Optional.empty();
    String title = title(anchor);
    return CanonicalUrl.resolve(base, anchor.attr("href"))
        .map(
            url ->
                new Item(
                    url,
                    title.isEmpty() ? Optional.empty() : Optional.of(title),
                    published(row, title, answer),
                    Optional.empty()));
  }

  /// Where a link holds a whole card, the card's heading is the title.
  private static String title(Element anchor) {
    Element heading = anchor.selectFirst("h1, h2, h3, h4, h5, h6");
    return (heading == null ? anchor : heading).text().strip();
  }

  /// The one day that stands beside a title; of several, nobody can say which is meant.
  private static PublicationTime published(Element row, String title, Answer answer) {
    Element time = row.selectFirst("time[datetime]");
    if (time != null)
      return FeedReader.published(
          List.of(time.attr("datetime")), answer, answer.languages(), Provenance.LISTING);
    String text = row.text();
    int at = title.isEmpty() ? -1 : text.indexOf(title);
    String beside =
        at < 0 ? text : text.substring(0, at) + " " + text.substring(at + title.length());
    if (beside.length() > MAX_ROW_CHARS) return PublicationTime.UNKNOWN;
    var context =
        new TimeContext(answer.languages(), answer.zone(), answer.fetchedAt(), Provenance.LISTING);
    List<PublicationTime> times =
        PrintedTimeReader.findAll(beside, context).stream().map(Found::time).toList();
    long days = times.stream().map(PublicationTime::date).distinct().count();
    return days == 1 ? times.getFirst() : PublicationTime.UNKNOWN;
  }
}
