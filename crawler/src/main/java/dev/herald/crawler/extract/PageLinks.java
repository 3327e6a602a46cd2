package dev.herald.crawler.extract;

import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The links of a page that say what it is: its canonical URL, its translations, its attachments.
final class PageLinks {
  private static final int MOST_LINKS = 50;
  private static final Set<String> ATTACHMENTS =
      Set.of("pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp");

  private final Optional<HttpUrl> base;
  private final Document page;

  private PageLinks(Document page, Optional<HttpUrl> base) {
    this.page = page;
    this.base = base;
  }

  /// @param url where the page came from; without it only absolute links can be resolved
  static PageLinks of(Document page, Optional<String> url) {
    Optional<HttpUrl> own = url.map(HttpUrl::parse);
    Element declared = page.head().selectFirst("base[href]");
    if (declared == null) return new PageLinks(page, own);
    String href = declared.attr("href").strip();
    Optional<HttpUrl> base = own.map(u -> u.resolve(href));
    return new PageLinks(
        page, base.or(() -> Optional.ofNullable(HttpUrl.parse(href))).or(() -> own));
  }

  Optional<String> canonical() {
    for (Element link : page.head().getElementsByTag("link"))
      if (link.attr("rel").equalsIgnoreCase("canonical")) {
        Optional<String> url = resolve(link.attr("href"));
        if (url.isPresent()) return url;
      }
    return Optional.empty();
  }

  /// The page in other languages, `x-default` and the page itself left out: those it links, then
  /// those that its address leads to.
  ///
  /// @param self its own address
  /// @param parts for each language, the part of an address that says it
  List<Translation> translations(Optional<String> self, Map<String, String> parts) {
    var byLanguage = new LinkedHashMap<String, String>();
    for (Element link : page.getElementsByTag("link")) {
      String language = link.attr("hreflang").strip();
      if (!link.attr("rel").toLowerCase(Locale.ROOT).contains("alternate")
          || language.isEmpty()
          || language.length() > 35
          || language.equalsIgnoreCase("x-default")) continue;
      Optional<String> url = resolve(link.attr("href"));
      if (url.isPresent() && !url.equals(self) && byLanguage.size() < MOST_LINKS)
        byLanguage.putIfAbsent(language, url.get());
    }
    self.ifPresent(url -> swapped(url, parts).forEach(byLanguage::putIfAbsent));
    return byLanguage.entrySet().stream()
        .map(entry -> new Translation(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// The address with the part that says its language taken for each other language's.
  private static Map<String, String> swapped(String self, Map<String, String> parts) {
    // Where one part holds another (`/` and `/en/`), the longer one says more.
    Optional<Map.Entry<String, String>> own =
        parts.entrySet().stream()
            .filter(entry -> self.contains(entry.getValue()))
            .max(Comparator.comparingInt(entry -> entry.getValue().length()));
    Map<String, String> byLanguage = new LinkedHashMap<>();
    if (own.isEmpty()) return byLanguage;
    String part = own.get().getValue();
    int at = self.indexOf(part);
    parts.forEach(
        (language, other) -> {
          String url = self.substring(0, at) + other + self.substring(at + part.length());
          if (!language.equals(own.get().getKey()) && HttpUrl.parse(url) != null)
            byLanguage.put(language, url);
        });
    return byLanguage;
  }

  /// What elements and those within them link to or embed, each once, whatever it is called.
  List<AttachmentLink> files(List<Element> elements) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Element element : elements)
      for (Element link :
          element.select("a[href], area[href], iframe[src], embed[src], object[data]")) {
        if (titles.size() >= MOST_LINKS) break;
        String address = link.hasAttr("href") ? link.attr("href") : link.attr("src");
        resolveUrl(address.isEmpty() ? link.attr("data") : address)
            .ifPresent(url -> titles.putIfAbsent(url.toString(), title(link, url)));
      }
    return links(titles);
  }

  /// Files linked from within elements, each once.
  List<AttachmentLink> attachments(List<Element> within) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Element element : within)
      for (Element link : element.getElementsByTag("a")) {
        if (titles.size() >= MOST_LINKS) break;
        Optional<HttpUrl> url = resolveUrl(link.attr("href"));
        if (url.isEmpty() || !isAttachment(url.get())) continue;
        titles.putIfAbsent(url.get().toString(), title(link, url.get()));
      }
    return links(titles);
  }

  private static String title(Element link, HttpUrl url) {
    String text = Texts.line(link.hasText() ? link.text() : link.attr("title"));
    return text.isEmpty() ? fileName(url) : text;
  }

  private static List<AttachmentLink> links(Map<String, String> titles) {
    return titles.entrySet().stream()
        .map(entry -> new AttachmentLink(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static boolean isAttachment(HttpUrl url) {
    String name = fileName(url).toLowerCase(Locale.ROOT);
    return ATTACHMENTS.contains(name.substring(name.lastIndexOf('.') + 1)) && name.contains(".");
  }

  private static String fileName(HttpUrl url) {
    List<String> segments = url.pathSegments();
    return segments.getLast();
  }

  private Optional<String> resolve(String href) {
    return resolveUrl(href).map(HttpUrl::toString);
  }

  private Optional<HttpUrl> resolveUrl(String href) {
    String link = href.strip();
    if (link.isEmpty() || link.length() > 4_000) return Optional.empty();
    return base.isPresent()
        ? base.map(url -> url.resolve(link))
        : Optional.ofNullable(HttpUrl.parse(link));
  }
}
