package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads sitemaps: plain, index, news and text, gzipped or not, and feeds that serve as one.
///
/// `lastmod` is a hint of when a page may have changed; only a news sitemap's publication date is
/// taken as a publication time. Addresses of images and videos are none of statements.
final class SitemapReader {
  private static final int MAX_CHILDREN = 200;
  private static final int MAX_PROBLEMS = 20;
  private static final Pattern OWN_ENTITIES = Pattern.compile("<!ENTITY\\s");
  private static final Pattern UNKNOWN_ENTITY = Pattern.compile("&[A-Za-z][A-Za-z0-9]*;");

  private final Answer answer;
  private final HttpUrl site;
  private final boolean complete;
  private final List<Item> items = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private SitemapReader(Answer answer, HttpUrl site, boolean complete) {
    this.answer = answer;
    this.site = site;
    this.complete = complete;
  }

  /// @param site the address that the team configured: a sitemap that an index names elsewhere may
  ///   list pages of that site too
  static Listed read(Answer answer, HttpUrl site) {
    Gzip unpacked = Gzip.unpack(answer.bytes());
    if (unpacked.tooLarge())
      return Listed.nothing(
          "sitemap %s: is over %d MiB when unpacked".formatted(answer.url(), Gzip.MAX_MEBIBYTES));
    Answer plain =
        new Answer(
            answer.url(),
            unpacked.bytes(),
            answer.contentType(),
            answer.languages(),
            answer.zone(),
            answer.fetchedAt());
    String text = XmlText.decode(plain);
    var reader = new SitemapReader(plain, site, unpacked.complete());
    return text.stripLeading().startsWith("<") ? reader.xml(text) : reader.lines(text);
  }

  private Listed xml(String text) {
    if (OWN_ENTITIES.matcher(text).find()) return nothing("declares entities of its own");
    Document document = XmlText.parse(text, answer.url().toString());
    Element root = document.firstElementChild();
    if (root == null) return nothing("is no XML");
    boolean whole = complete && XmlText.isClosed(text, root);
    return switch (root.tag().localName()) {
      case "sitemapindex" -> index(root, whole);
      case "urlset" -> urls(root, whole);
      case "rss", "feed", "rdf" -> FeedReader.read(answer);
      default -> nothing("is not a sitemap, starts with <%s>".formatted(root.tagName()));
    };
  }

  private Listed urls(Element root, boolean whole) {
    List<Element> entries = root.children();
    // The last address of a sitemap that was cut off may be cut off itself.
    if (!whole && !entries.isEmpty()) entries = entries.subList(0, entries.size() - 1);
    for (Element entry : entries) {
      if (!entry.tag().localName().equals("url")) continue;
      Optional<Element> news = child(entry, "news");
      text(entry, "loc")
          .ifPresent(
              address ->
                  add(
                      address,
                      news.flatMap(it -> text(it, "title")).map(FeedText::markup),
                      news.flatMap(it -> text(it, "publication_date")),
                      text(entry, "lastmod")));
    }
    return listed(whole);
  }

  private Listed index(Element root, boolean whole) {
    List<Child> children = new ArrayList<>();
    for (Element sitemap : root.children())
      for (Element loc : sitemap.children()) {
        if (!loc.tag().localName().equals("loc")) continue;
        Optional<HttpUrl> url = CanonicalUrl.resolve(answer.url(), loc.text().strip());
        if (url.isPresent()) children.add(new Child(url.get(), lastModified(loc)));
        else problem("names no address: " + loc.text());
      }
    List<HttpUrl> newestFirst =
        children.stream()
            .sorted(Comparator.comparing(Child::changed).reversed())
            .map(Child::url)
            .distinct()
            .limit(MAX_CHILDREN)
            .toList();
    return new Listed(List.of(), newestFirst, problems, WebSub.NONE, whole);
  }

  private record Child(HttpUrl url, Instant changed) {}

  /// Where an index leaves out the tags between two sitemaps, each time follows its address.
  private Instant lastModified(Element loc) {
    Element next = loc.nextElementSibling();
    if (next == null || !next.tag().localName().equals("lastmod")) return Instant.MIN;
    return changed(next.text()).orElse(Instant.MIN);
  }

  private Listed lines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) return nothing("is empty");
    if (!lines.getFirst().toLowerCase(Locale.ROOT).startsWith("http"))
      return nothing("is not a sitemap, starts with “%.20s”".formatted(lines.getFirst()));
    for (String line : lines) add(line, Optional.empty(), Optional.empty(), Optional.empty());
    return listed(complete);
  }

  private void add(
      String address, Optional<String> title, Optional<String> date, Optional<String> lastmod) {
    if (address.isEmpty()) return;
    Optional<HttpUrl> url =
        UNKNOWN_ENTITY.matcher(address).find()
            ? Optional.empty()
            : CanonicalUrl.resolve(answer.url(), address);
    if (url.isEmpty()) problem("names no address: " + address);
    else if (!isOfSite(url.get())) problem("names another host: " + url.get());
    else
      items.add(
          new Item(
              url.get(),
              title.filter(it -> !it.isEmpty()),
              FeedReader.published(
                  date.stream().toList(), answer, answer.languages(), Provenance.SITEMAP),
              lastmod.flatMap(this::changed)));
  }

  private Optional<Instant> changed(String lastmod) {
    String text = lastmod.strip();
    // A bare year says that the publisher's software had nothing better to say.
    String day = text.matches("\\d{4}") ? text + "-01-01" : text;
    return FeedReader.changed(List.of(day), answer, List.of());
  }

  private boolean isOfSite(HttpUrl url) {
    return isSameSite(url, answer.url()) || isSameSite(url, site);
  }

  private static boolean isSameSite(HttpUrl url, HttpUrl sitemap) {
    return withoutWww(url.host()).equals(withoutWww(sitemap.host()))
        || url.host().endsWith("." + sitemap.host());
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static Optional<Element> child(Element parent, String name) {
    return parent.children().stream()
        .filter(element -> element.tag().localName().equals(name))
        .findFirst();
  }

  private static Optional<String> text(Element parent, String name) {
    return child(parent, name).map(element -> element.text().strip());
  }

  private void problem(String what) {
    if (problems.size() < MAX_PROBLEMS)
      problems.add("sitemap %s: %.300s".formatted(answer.url(), what));
  }

  private Listed listed(boolean whole) {
    if (!whole) problem("is cut off");
    return new Listed(items, List.of(), problems, WebSub.NONE, whole);
  }

  private Listed nothing(String what) {
    return Listed.nothing("sitemap %s: %s".formatted(answer.url(), what));
  }
}
