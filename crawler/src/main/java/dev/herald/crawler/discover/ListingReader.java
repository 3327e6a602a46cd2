package dev.herald.crawler.discover;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.charset.PageDecoder;
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
  private ListingReader() {}

  static Listed read(Answer answer, Discovery discovery) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    HttpUrl base = HomePage.base(page, answer.url());
    List<Element> links =
        discovery.links().isPresent()
            ? List.copyOf(page.select(discovery.links().get()))
            : LinkGroups.likely(page, base, answer);
    LinkRun run = LinkRun.of(links);
    var days = new ListedDays(answer, run.rows());
    Map<String, Item> items = new LinkedHashMap<>();
    for (int i = 0; i < links.size(); i++) {
      Optional<Item> item = item(run, i, base, days);
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
    return new Listed(
            List.copyOf(items.values()), Pager.next(page, answer.url(), discovery), problems)
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

  private static Optional<Item> item(LinkRun run, int i, HttpUrl base, ListedDays days) {
    Element link = run.links().get(i);
    Element anchor = link.hasAttr("href") ? link : link.selectFirst("a[href]");
    if (anchor == null) anchor = link.closest("a[href]");
    if (anchor == null) return Optional.empty();
    String title = run.headings().get(i).orElse(title(anchor));
    return CanonicalUrl.resolve(base, anchor.attr("href"))
        .map(
            url ->
                new Item(
                    url,
                    title.isEmpty() ? Optional.empty() : Optional.of(title),
                    days.find(run.rows().get(i), title),
                    Optional.empty()));
  }

  /// Where a link holds a whole card, the card's heading is the title.
  private static String title(Element anchor) {
    Element heading = anchor.selectFirst("h1, h2, h3, h4, h5, h6");
    return (heading == null ? anchor : heading).text().strip();
  }
}
