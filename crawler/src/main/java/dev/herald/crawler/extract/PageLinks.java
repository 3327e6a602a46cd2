package dev.herald.crawler.extract;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The links of a page that say what it is: its canonical URL, its translations, its attachments.
final class PageLinks {
  private static final int MOST_LINKS = 50;
  private static final int MOST_CLIMB = 6;
  private static final Set<String> FRAME = Set.of("nav", "footer", "aside", "header");

  private final Document page;
  private final PageElements elements;
  private final Optional<HttpUrl> base;

  private PageLinks(Document page, PageElements elements, Optional<HttpUrl> base) {
    this.page = page;
    this.elements = elements;
    this.base = base;
  }

  /// @param elements of the page
  /// @param url where the page came from; without it only absolute links can be resolved
  static PageLinks of(Document page, PageElements elements, Optional<String> url) {
    return new PageLinks(page, elements, base(page, url.map(HttpUrl::parse)));
  }

  private static Optional<HttpUrl> base(Document page, Optional<HttpUrl> own) {
    Element declared = page.head().selectFirst("base[href]");
    if (declared == null) return own;
    String href = declared.attr("href").strip();
    return own.map(url -> url.resolve(href))
        .or(() -> Optional.ofNullable(HttpUrl.parse(href)))
        .or(() -> own);
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
    for (Element link : elements.ofLanguages()) {
      String language = link.attr("hreflang").strip();
      if (!isAlternate(link, language)
          || language.isEmpty()
          || language.length() > 35
          || language.equalsIgnoreCase("x-default")) continue;
      Optional<String> url = resolve(link.attr("href"));
      if (url.isPresent() && !url.equals(self) && byLanguage.size() < MOST_LINKS)
        byLanguage.putIfAbsent(language, url.get());
    }
    self.ifPresent(url -> swapped(url, parts).forEach(byLanguage::putIfAbsent));
    return translations(byLanguage);
  }

  /// What elements and those within them link to in another language: each with the `hreflang`,
  /// `lang` or name of it.
  List<Translation> languages(List<Element> elements) {
    var byLanguage = new LinkedHashMap<String, String>();
    for (Element element : elements)
      for (Element link : element.select("a[href], link[href]")) {
        if (byLanguage.size() >= MOST_LINKS) break;
        String declared = link.attr(link.hasAttr("hreflang") ? "hreflang" : "lang").strip();
        Optional<String> language =
            LanguageNames.isTag(declared)
                ? Optional.of(declared)
                : LanguageNames.find(Texts.line(link.text()), List.of());
        Optional<String> url = resolve(link.attr("href"));
        if (language.isPresent() && url.isPresent())
          byLanguage.putIfAbsent(language.get(), url.get());
      }
    return translations(byLanguage);
  }

  private static List<Translation> translations(Map<String, String> byLanguage) {
    return byLanguage.entrySet().stream()
        .map(entry -> new Translation(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Whether a link leads to this page in another language: the head says so, or the link is called
  /// by that language, as in a switcher. Other links with `hreflang` lead to foreign pages.
  private static boolean isAlternate(Element link, String language) {
    if (link.attr("rel").toLowerCase(Locale.ROOT).contains("alternate")) return true;
    if (!link.normalName().equals("a")) return false;
    String text = Texts.line(link.hasText() ? link.text() : link.attr("title"));
    return LanguageNames.find(text, List.of(language))
        .filter(named -> named.equals(Languages.primary(language)))
        .isPresent();
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
    for (Element element : within) add(link -> standsIn(link, element), titles);
    return links(titles);
  }

  /// Files linked from a body, from the article around it, and from the parts of the page that are
  /// named after files; not those of the page's frame.
  List<AttachmentLink> attachments(Element body) {
    Element article = article(body);
    Map<String, String> titles = new LinkedHashMap<>();
    add(link -> standsIn(link, body), titles);
    add(link -> standsIn(link, article), titles);
    add(PageLinks::standsAmongFiles, titles);
    return links(titles);
  }

  private static Element article(Element body) {
    for (@Nullable Element at = body; at != null; at = at.parent())
      if (at.normalName().equals("article") || at.normalName().equals("main")) return at;
    return body;
  }

  private void add(Predicate<Element> belongs, Map<String, String> titles) {
    for (Element link : elements.files()) {
      if (titles.size() >= MOST_LINKS) return;
      if (belongs.test(link))
        resolveUrl(link.attr("href"))
            .ifPresent(url -> titles.putIfAbsent(url.toString(), title(link, url)));
    }
  }

  /// Whether a link stands in an element, and there in no part of the page's frame or of others.
  private static boolean standsIn(Element link, Element within) {
    int climbed = 0;
    for (@Nullable Element at = link; at != null; at = at.parent()) {
      if (at.equals(within)) return true;
      if (FRAME.contains(at.normalName())) return false;
      if (++climbed <= MOST_CLIMB && ClassWords.of(at).speakOf(NameTopic.FOREIGN)) return false;
    }
    return false;
  }

  private static boolean standsAmongFiles(Element link) {
    int climbed = 0;
    boolean isAmong = false;
    for (@Nullable Element at = link; at != null && climbed < MOST_CLIMB; at = at.parent()) {
      climbed++;
      if (FRAME.contains(at.normalName())) return false;
      isAmong |= ClassWords.of(at).speakOf(NameTopic.FILES);
    }
    return isAmong;
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
