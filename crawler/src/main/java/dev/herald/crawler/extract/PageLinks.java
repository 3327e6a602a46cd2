package dev.herald.crawler.extract;

import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
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

  /// The page in other languages, `x-default` and the page itself left out.
  List<Translation> translations(Optional<String> self) {
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
    return byLanguage.entrySet().stream()
        .map(entry -> new Translation(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Files linked from within an element, each once.
  List<AttachmentLink> attachments(Element within) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Element link : within.getElementsByTag("a")) {
      if (titles.size() >= MOST_LINKS) break;
      Optional<HttpUrl> url = resolveUrl(link.attr("href"));
      if (url.isEmpty() || !isAttachment(url.get())) continue;
      String text = Texts.line(link.text());
      titles.putIfAbsent(url.get().toString(), text.isEmpty() ? fileName(url.get()) : text);
    }
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
