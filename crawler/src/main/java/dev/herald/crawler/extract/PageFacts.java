package dev.herald.crawler.extract;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What the head of a page says of it.
///
/// @param metas content of each `meta` by its lower-case name, property or itemprop; the first wins
/// @param title content of the `title` element, one line; empty if there is none
/// @param linkedData what JSON-LD says
/// @param declaredLanguage `lang` of the page, or else what its head or its address says
record PageFacts(
    Map<String, String> metas,
    String title,
    LinkedData linkedData,
    Optional<String> declaredLanguage) {
  private static final int MOST_META_CHARS = 5_000;

  /// @param elements of the page
  /// @param url where the page came from
  static PageFacts of(Document page, PageElements elements, Optional<String> url) {
    var metas = new LinkedHashMap<String, String>();
    for (Element meta : elements.metas()) {
      // Some systems write a meta's content as its value.
      String content = meta.hasAttr("content") ? meta.attr("content") : meta.attr("value");
      if (content.isBlank() || content.length() > MOST_META_CHARS) continue;
      for (String key : new String[] {"property", "name", "itemprop", "http-equiv"})
        if (meta.hasAttr(key))
          metas.putIfAbsent(meta.attr(key).strip().toLowerCase(Locale.ROOT), content.strip());
    }
    Element html = page.firstElementChild();
    return new PageFacts(
        metas,
        Texts.line(page.title()),
        LinkedData.of(elements.scripts()),
        (html == null ? Optional.<String>empty() : declared(html, metas))
            .or(() -> url.flatMap(address -> ofAddress(page, address))));
  }

  /// Content of the first of these metas that is there.
  Optional<String> meta(String... names) {
    for (String name : names) {
      String content = metas.get(name);
      if (content != null) return Optional.of(content);
    }
    return Optional.empty();
  }

  /// The language under which the head lists the page's own address, or that the address names.
  private static Optional<String> ofAddress(Document page, String address) {
    for (Element link : page.head().getElementsByAttribute("hreflang")) {
      String tag = link.attr("hreflang").strip();
      boolean own = link.attr("href").strip().equals(address);
      if (own && tag.length() <= 35 && !tag.equalsIgnoreCase("x-default")) return Optional.of(tag);
    }
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) return Optional.empty();
    String first = url.pathSegments().getFirst();
    boolean isTag =
        url.pathSize() > 1 && (first.length() == 2 || first.matches("[a-z]{2}-[A-Za-z]{2}"));
    return isTag ? Optional.of(first).filter(LanguageNames::isTag) : Optional.empty();
  }

  private static Optional<String> declared(Element html, Map<String, String> metas) {
    for (String language :
        new String[] {
          html.attr("lang"),
          html.attr("xml:lang"),
          metas.getOrDefault("content-language", ""),
          metas.getOrDefault("og:locale", ""),
          metas.getOrDefault("dc.language", "")
        }) {
      String tag = language.strip().replace('_', '-');
      if (!tag.isEmpty() && tag.length() <= 35) return Optional.of(tag);
    }
    return Optional.empty();
  }
}
