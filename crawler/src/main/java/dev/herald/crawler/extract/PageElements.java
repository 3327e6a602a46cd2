package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/// The elements of a page that speak of it, gathered in one pass: a page is long, and each look
/// through the whole of it costs.
final class PageElements {
  private static final Set<String> FILES =
      Set.of("pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp");

  private final @Nullable Element body;
  private boolean isInBody;
  private final List<Element> metas = new ArrayList<>();
  private final List<Element> scripts = new ArrayList<>();
  private final List<Element> times = new ArrayList<>();
  private final List<Element> ofLanguages = new ArrayList<>();
  private final List<Element> files = new ArrayList<>();

  private PageElements(Document page) {
    this.body = page.body();
    NodeTraversor.traverse(this::collect, page);
  }

  static PageElements of(Document page) {
    return new PageElements(page);
  }

  /// `meta` elements, wherever they stand.
  List<Element> metas() {
    return metas;
  }

  List<Element> scripts() {
    return scripts;
  }

  /// Elements of the body that are made for times, or named after dates.
  List<Element> times() {
    return times;
  }

  /// `a` and `link` elements that name the language of what they lead to.
  List<Element> ofLanguages() {
    return ofLanguages;
  }

  /// `a` elements that lead to files by what their address or type says.
  List<Element> files() {
    return files;
  }

  private void collect(Node node, int depth) {
    if (!(node instanceof Element element)) return;
    isInBody |= element.equals(body);
    String tag = element.normalName();
    if (isInBody && isTime(element, tag)) times.add(element);
    switch (tag) {
      case "meta" -> metas.add(element);
      case "script" -> scripts.add(element);
      case "a", "link" -> {
        if (element.hasAttr("hreflang")) ofLanguages.add(element);
        if (tag.equals("a") && isFile(element)) files.add(element);
      }
      default -> {}
    }
  }

  private static boolean isTime(Element element, String tag) {
    return tag.equals("time")
        || declaresPublication(element)
        || DateWords.isNamedAfterDate(element);
  }

  /// Whether an element is marked as the date of publication (schema.org).
  static boolean declaresPublication(Element element) {
    return element.attr("itemprop").equalsIgnoreCase("datePublished");
  }

  private static boolean isFile(Element link) {
    if (link.attributesSize() == 0) return false;
    String type = link.attr("type").toLowerCase(Locale.ROOT);
    return FILES.contains(extension(path(link.attr("href"))))
        || type.equals("application/pdf")
        || type.startsWith("application/vnd.")
        || type.equals("application/msword")
        || FILES.contains(extension(link.attr("download")));
  }

  /// An address without what stands behind its path.
  private static String path(String href) {
    int end = 0;
    while (end < href.length() && href.charAt(end) != '?' && href.charAt(end) != '#') end++;
    return href.substring(0, end).strip();
  }

  /// In lower case, without the dot; empty if a name has none.
  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
