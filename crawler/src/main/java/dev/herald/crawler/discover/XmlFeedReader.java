package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.discover.FeedReader.NotAFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter.FilterResult;

/// Reads RSS 0.9x/1.0/2.0, CDF, Atom 0.3 and 1.0, well-formed or not.
final class XmlFeedReader {
  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf:rdf", "channel");
  private static final Set<String> ENTRIES = Set.of("item", "entry");

  /// Names of the time of publication; `updated` is none.
  private static final List<String> PUBLISHED =
      List.of(
          "pubdate",
          "published",
          "issued",
          "dcterms:issued",
          "dc:date",
          "dcterms:created",
          "created",
          "dcterms:date",
          "date");

  private static final List<String> CHANGED = List.of("updated", "modified", "dcterms:modified");

  private XmlFeedReader() {}

  static Feed read(String text, Answer answer) throws NotAFeed {
    Document document = XmlText.parse(text, answer.url().toString());
    List<Element> entries = entries(document);
    Element root = document.firstElementChild();
    if (root == null) throw new NotAFeed("is no XML, starts with “%s”".formatted(start(text)));
    Optional<Element> channel = FeedNames.child(root, "channel");
    if (entries.isEmpty() && channel.isEmpty() && !ROOTS.contains(FeedNames.of(root)))
      throw new NotAFeed("is not a feed, starts with <%s>".formatted(root.tagName()));
    boolean complete = XmlText.isClosed(text, root);
    // The last entry of a feed that was cut off may end in the middle of its address.
    if (!complete && !entries.isEmpty()) entries = entries.subList(0, entries.size() - 1);
    Element head = channel.orElse(root);
    List<String> languages = languages(root, head, answer);
    Optional<HttpUrl> page = FeedLinks.ofFeed(head, answer.url());
    // A feed that another host delivers means its relative links on its publisher's.
    HttpUrl base = page.filter(url -> !url.host().equals(answer.url().host())).orElse(answer.url());
    return new Feed(
        FeedNames.child(head, "title", "dc:title").flatMap(FeedText::title),
        page,
        FeedLinks.webSub(head, answer.url()),
        entries.stream().map(entry -> entry(entry, base, answer, languages)).toList(),
        complete);
  }

  /// Entries wherever they stand, but none within another.
  private static List<Element> entries(Document document) {
    List<Element> entries = new ArrayList<>();
    document.filter(
        (node, _) -> {
          if (!(node instanceof Element element) || !ENTRIES.contains(FeedNames.of(element)))
            return FilterResult.CONTINUE;
          entries.add(element);
          return FilterResult.SKIP_CHILDREN;
        });
    return entries;
  }

  private static Feed.Entry entry(
      Element entry, HttpUrl base, Answer answer, List<String> languages) {
    return new Feed.Entry(
        Stream.of("title", "dc:title", "media:title", "itunes:title")
            .flatMap(name -> FeedNames.children(entry, name).stream())
            .map(FeedText::title)
            .flatMap(Optional::stream)
            .findFirst(),
        FeedLinks.ofEntry(entry, base),
        FeedReader.published(values(entry, PUBLISHED), answer, languages, Provenance.FEED),
        FeedReader.changed(changes(entry), answer, languages));
  }

  private static List<String> changes(Element entry) {
    List<String> values = new ArrayList<>(values(entry, CHANGED));
    if (entry.hasAttr("lastmod")) values.add(entry.attr("lastmod"));
    return values;
  }

  private static List<String> values(Element entry, List<String> names) {
    return names.stream()
        .flatMap(name -> FeedNames.children(entry, name).stream())
        .map(Element::text)
        .toList();
  }

  private static List<String> languages(Element root, Element head, Answer answer) {
    List<String> languages = new ArrayList<>();
    for (Element element : List.of(root, head))
      if (!element.attr("xml:lang").isBlank()) languages.add(element.attr("xml:lang").strip());
    FeedNames.child(head, "language", "dc:language")
        .map(Element::text)
        .filter(language -> !language.isBlank() && language.length() < 20)
        .ifPresent(languages::add);
    languages.addAll(answer.languages());
    return languages.stream().distinct().toList();
  }

  private static String start(String text) {
    return text.strip().substring(0, Math.min(20, text.strip().length()));
  }
}
