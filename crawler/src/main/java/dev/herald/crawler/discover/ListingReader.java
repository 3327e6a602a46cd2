package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads a listing page: the links a selector names or, without one, the page's longest run of
/// links that look alike; and the link to the next page.
final class ListingReader {
  private static final String NEXT =
      "link[rel=next], a[rel~=(?i)\\bnext\\b], a.next, li.next a, .pager__item--next a,"
          + " .pagination-next a, a[aria-label~=(?i)^next]";

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
    Map<String, Item> items = new LinkedHashMap<>();
    for (Element link : links) {
      Element anchor = link.hasAttr("href") ? link : link.selectFirst("a[href]");
      if (anchor == null) anchor = link.closest("a[href]");
      if (anchor == null) continue;
      Optional<HttpUrl> url = CanonicalUrl.resolve(base, anchor.attr("href"));
      if (url.isEmpty()) continue;
      Optional<String> title =
          anchor.text().isBlank() ? Optional.empty() : Optional.of(anchor.text().strip());
      items.putIfAbsent(
          url.get().toString(),
          new Item(url.get(), title, PublicationTime.UNKNOWN, Optional.empty()));
    }
    List<String> problems =
        items.isEmpty()
            ? List.of("listing %s: no link to a statement was found".formatted(answer.url()))
            : List.of();
    return new Listed(List.copyOf(items.values()), next(page, base, discovery), problems);
  }

  private static List<HttpUrl> next(Document page, HttpUrl base, Discovery discovery) {
    Element next = page.selectFirst(discovery.next().orElse(NEXT));
    if (next == null) return List.of();
    return CanonicalUrl.resolve(base, next.attr("href"))
        .filter(url -> url.host().equals(base.host()) && !url.equals(base))
        .map(List::of)
        .orElse(List.of());
  }
}
