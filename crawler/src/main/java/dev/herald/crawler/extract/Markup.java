package dev.herald.crawler.extract;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// What an element's tag, role and class names say about its content, before its text is read.
final class Markup {
  /// How an element is to be read.
  enum Role {
    /// Nothing is said.
    NEUTRAL,
    /// Marked as the body of an article.
    CONTENT,
    /// Navigation, share bars, comments, related items and the like.
    NOISE,
    /// Never read: scripts, controls, hidden parts.
    SKIP
  }

  private static final int MOST_STYLE_CHARS = 200;

  private static final Set<String> SKIPPED_TAGS =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "math",
          "iframe",
          "object",
          "embed",
          "applet",
          "video",
          "audio",
          "canvas",
          "button",
          "select",
          "datalist",
          "textarea",
          "input",
          "map",
          "area",
          "head",
          "link",
          "meta",
          "param",
          "source",
          "track",
          "frame",
          "frameset",
          "progress",
          "meter",
          "dialog",
          "img",
          "picture",
          "title",
          "optgroup",
          "option");

  private static final Set<String> BLOCK_TAGS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "center",
          "dd",
          "details",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "hr",
          "legend",
          "li",
          "main",
          "menu",
          "nav",
          "ol",
          "p",
          "pre",
          "search",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul",
          "caption");

  private static final Set<String> NOISE_TAGS =
      Set.of("nav", "footer", "aside", "figure", "figcaption", "menu", "search", "fieldset");

  private static final Set<String> NOISE_ARIA =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "complementary",
          "search",
          "dialog",
          "alertdialog",
          "menu",
          "menubar",
          "toolbar",
          "alert");

  private Markup() {}

  static boolean isBlock(String tag) {
    return BLOCK_TAGS.contains(tag);
  }

  static int headingLevel(String tag) {
    return tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) >= '1' && tag.charAt(1) <= '6'
        ? tag.charAt(1) - '0'
        : 0;
  }

  /// Role of an element by itself; what stands around it is not looked at.
  static Role roleOf(Element element) {
    String tag = element.normalName();
    if (SKIPPED_TAGS.contains(tag)) return Role.SKIP;
    if (holdsTable(element, tag)) return Role.NEUTRAL;
    if (element.attributesSize() == 0) return NOISE_TAGS.contains(tag) ? Role.NOISE : Role.NEUTRAL;
    if (isHidden(element)) return Role.SKIP;
    ClassWords names = ClassWords.of(element);
    if (names.areInvisible()) return Role.SKIP;
    if (tag.equals("body") || tag.equals("html")) return Role.NEUTRAL;
    if (isArticleBody(element)) return Role.CONTENT;
    String aria = element.attr("role").toLowerCase(Locale.ROOT);
    if (NOISE_ARIA.contains(aria) || NOISE_TAGS.contains(tag)) return Role.NOISE;
    if (tag.equals("main") || tag.equals("article") || aria.equals("main")) return Role.NEUTRAL;
    return names.role();
  }

  /// Block editors wrap tables, which are text, in figures.
  private static boolean holdsTable(Element element, String tag) {
    if (!tag.equals("figure")) return false;
    Element first = element.firstElementChild();
    return first != null && first.normalName().equals("table");
  }

  private static boolean isArticleBody(Element element) {
    return element.attr("itemprop").equalsIgnoreCase("articleBody")
        || element.attr("property").equalsIgnoreCase("articleBody")
        || element.attr("property").equalsIgnoreCase("content:encoded");
  }

  private static boolean isHidden(Element element) {
    if (element.hasAttr("hidden")) return true;
    String style = element.attr("style");
    if (style.isEmpty()) return false;
    String start =
        style
            .substring(0, Math.min(style.length(), MOST_STYLE_CHARS))
            .toLowerCase(Locale.ROOT)
            .replace(" ", "");
    return start.contains("display:none") || start.contains("visibility:hidden");
  }
}
