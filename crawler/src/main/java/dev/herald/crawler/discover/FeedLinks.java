package dev.herald.crawler.discover;

import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Element;

/// Addresses in feeds, relative ones resolved by `xml:base` and the feed's own address.
final class FeedLinks {
  private FeedLinks() {}

  /// Where an entry's statement stands: the publisher's own address before one that counts readers,
  /// its page before its other forms, and its identifier where that is an address.
  static Optional<HttpUrl> ofEntry(Element entry, HttpUrl feed) {
    List<Reference> references = new ArrayList<>();
    for (String name : List.of("feedburner:origlink", "pheedo:origlink"))
      for (Element link : FeedNames.children(entry, name))
        references.add(new Reference(link, link.text()));
    references.addAll(pages(entry));
    List<Element> guids = FeedNames.children(entry, "guid");
    for (Element guid : guids)
      if (!isNoPage(guid)) references.add(new Reference(guid, absolute(guid.text())));
    for (Element id : FeedNames.children(entry, "id"))
      references.add(new Reference(id, absolute(id.text())));
    references.add(new Reference(entry, entry.attr("rdf:about")));
    references.add(new Reference(entry, entry.attr("href")));
    // Where there is nothing else, an address that is said to be none may be one after all.
    for (Element guid : guids) references.add(new Reference(guid, absolute(guid.text())));
    return first(references, feed);
  }

  private static boolean isNoPage(Element guid) {
    return guid.attr("ispermalink").strip().equalsIgnoreCase("false");
  }

  /// The page a feed belongs to.
  static Optional<HttpUrl> ofFeed(Element head, HttpUrl feed) {
    List<Reference> references = new ArrayList<>(pages(head));
    references.add(new Reference(head, head.attr("href")));
    return first(references, feed);
  }

  /// Hubs that would push the feed.
  static WebSub webSub(Element head, HttpUrl feed) {
    return WebSub.of(related(head, "hub", feed), related(head, "self", feed).stream().findFirst());
  }

  private static List<HttpUrl> related(Element head, String relation, HttpUrl feed) {
    return FeedNames.children(head, "link").stream()
        .filter(link -> rel(link).equals(relation))
        .map(link -> first(List.of(new Reference(link, link.attr("href"))), feed))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private record Reference(Element at, String text) {}

  private static List<Reference> pages(Element parent) {
    List<Reference> pages = new ArrayList<>();
    List<Reference> otherForms = new ArrayList<>();
    for (Element link : FeedNames.children(parent, "link")) {
      if (!link.hasAttr("href")) pages.add(new Reference(link, link.text()));
      else if (rel(link).isEmpty() || rel(link).equals("alternate"))
        (isPage(link) ? pages : otherForms).add(new Reference(link, link.attr("href")));
    }
    pages.addAll(otherForms);
    return pages;
  }

  private static boolean isPage(Element link) {
    String type = link.attr("type").toLowerCase(Locale.ROOT);
    return type.isBlank() || type.contains("html");
  }

  private static String rel(Element link) {
    String rel = link.attr("rel").strip().toLowerCase(Locale.ROOT);
    return rel.substring(rel.lastIndexOf('/') + 1);
  }

  private static String absolute(String text) {
    return text.strip().toLowerCase(Locale.ROOT).startsWith("http") ? text : "";
  }

  private static Optional<HttpUrl> first(List<Reference> references, HttpUrl feed) {
    return references.stream()
        .filter(reference -> !reference.text().isBlank())
        .map(
            reference -> CanonicalUrl.resolve(base(reference.at(), feed), reference.text().strip()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static HttpUrl base(Element element, HttpUrl feed) {
    Deque<String> outermostFirst = new ArrayDeque<>();
    for (Element up = element; up != null; up = up.parent())
      if (up.hasAttr("xml:base")) outermostFirst.push(up.attr("xml:base").strip());
    HttpUrl base = feed;
    for (String reference : outermostFirst)
      base = CanonicalUrl.resolve(base, reference).orElse(base);
    return base;
  }
}
