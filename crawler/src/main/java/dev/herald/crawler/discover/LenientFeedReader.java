package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import dev.herald.crawler.time.FeedDates;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// Second chance for feeds that are not well-formed XML: takes the entries as browsers would.
final class LenientFeedReader {
  private static final Set<String> DATES =
      Set.of("pubdate", "published", "dc:date", "updated", "date", "issued", "created", "modified");

  private LenientFeedReader() {}

  static Listed read(String text, Answer answer) {
    Document document =
        Jsoup.parse(text, answer.url().toString(), Parser.xmlParser().setMaxDepth(512));
    List<Item> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (Element entry : document.select("item, entry")) {
      number++;
      Optional<HttpUrl> url = link(entry, answer.url());
      if (url.isPresent()) items.add(new Item(url.get(), title(entry), published(entry, answer)));
      else problems.add("feed %s: entry %d has no link".formatted(answer.url(), number));
    }
    if (number == 0) {
      String name = document.children().isEmpty() ? "" : document.child(0).tagName();
      boolean emptyFeed = Set.of("rss", "feed", "rdf:RDF").contains(name);
      if (!emptyFeed)
        problems.add("%s: is not a feed, starts with <%s>".formatted(answer.url(), name));
    }
    return new Listed(items, List.of(), problems);
  }

  private static Optional<HttpUrl> link(Element entry, HttpUrl base) {
    List<String> candidates = new ArrayList<>();
    for (Element link : entry.children()) {
      if (!link.tagName().equals("link")) continue;
      String rel = link.attr("rel");
      if (link.hasAttr("href") && (rel.isEmpty() || rel.equals("alternate")))
        candidates.add(link.attr("href"));
      else if (!link.ownText().isBlank()) candidates.add(link.ownText());
    }
    for (Element guid : entry.children())
      if (Set.of("guid", "id").contains(guid.tagName())
          && guid.text().startsWith("http")
          && !guid.attr("isPermaLink").equals("false")) candidates.add(guid.text());
    if (entry.hasAttr("rdf:about")) candidates.add(entry.attr("rdf:about"));
    return candidates.stream()
        .map(text -> CanonicalUrl.resolve(base, text.strip()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> title(Element entry) {
    return entry.children().stream()
        .filter(child -> child.tagName().equals("title"))
        .findFirst()
        .flatMap(title -> FeedReader.plain(title.wholeText()));
  }

  private static PublicationTime published(Element entry, Answer answer) {
    return entry.children().stream()
        .filter(child -> DATES.contains(child.tagName().toLowerCase(java.util.Locale.ROOT)))
        .map(child -> FeedDates.parse(child.text(), answer.zone()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(PublicationTime.UNKNOWN);
  }
}
