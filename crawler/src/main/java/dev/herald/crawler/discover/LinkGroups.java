package dev.herald.crawler.discover;

import static java.util.Comparator.comparingInt;

import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/// Links of a page sorted by their place in it: those to statements stand alike.
final class LinkGroups {
  private static final int LEAST_TITLE_CHARS = 15;
  private static final int LEAST_GROUP = 2;
  private static final int MOST_COUNTED_CHARS = 120;

  /// Share of the links of one shape that must read as titles; in a menu, most are a word or two.
  private static final double LEAST_TITLES = 0.5;

  private static final Pattern FILE = Pattern.compile("(?i)\\.(?:pdf|docx?|odt|rtf)$");
  private static final Evaluator NAVIGATION =
      Selector.evaluatorOf("nav, footer, header, aside, [role=navigation]");

  private LinkGroups() {}

  /// The group with most text; where no two links look alike, the longest one; where nothing reads
  /// as a title, the files, which parliaments and courts list by their numbers.
  static List<Element> likely(Document page, HttpUrl base) {
    Map<String, List<Element>> groups = new LinkedHashMap<>();
    for (Element link : page.select("a[href]"))
      if (mayBeStatement(link, base))
        groups.computeIfAbsent(shape(link), _ -> new ArrayList<>()).add(link);
    List<List<Element>> titles =
        groups.values().stream().map(LinkGroups::titles).filter(group -> !group.isEmpty()).toList();
    return titles.stream()
        .filter(group -> group.size() >= LEAST_GROUP)
        .max(Comparator.comparingLong(LinkGroups::weight))
        .or(() -> titles.stream().max(Comparator.comparingLong(LinkGroups::weight)))
        .or(() -> groups.values().stream().map(LinkGroups::files).max(comparingInt(List::size)))
        .orElse(List.of());
  }

  private static boolean mayBeStatement(Element link, HttpUrl base) {
    if (link.closest(NAVIGATION) != null) return false;
    return CanonicalUrl.resolve(base, link.attr("href"))
        .filter(url -> url.host().equals(base.host()) && !isHome(url) && !isSamePage(url, base))
        .isPresent();
  }

  private static List<Element> titles(List<Element> group) {
    List<Element> titles =
        group.stream().filter(link -> reading(link.text()) >= LEAST_TITLE_CHARS).toList();
    return titles.size() < LEAST_TITLES * group.size() ? List.of() : titles;
  }

  private static List<Element> files(List<Element> group) {
    return group.stream()
        .filter(link -> FILE.matcher(link.attr("href").replaceFirst("[?#].*", "")).find())
        .toList();
  }

  /// How much there is to read, in Latin letters: an ideograph says as much as three.
  private static long reading(String text) {
    long ideographs = text.codePoints().filter(Character::isIdeographic).count();
    return text.length() + 2 * ideographs;
  }

  private static boolean isHome(HttpUrl url) {
    return url.encodedPath().equals("/") && url.query() == null;
  }

  private static boolean isSamePage(HttpUrl url, HttpUrl base) {
    return CanonicalUrl.canonical(url).equals(CanonicalUrl.canonical(base));
  }

  private static long weight(List<Element> group) {
    long distinct = group.stream().map(link -> link.attr("href")).distinct().count();
    long text =
        group.stream().mapToLong(link -> Math.min(link.text().length(), MOST_COUNTED_CHARS)).sum();
    return distinct * text;
  }

  private static String shape(Element link) {
    StringBuilder shape = new StringBuilder();
    Element element = link;
    for (int up = 0; up < 4 && element != null && element.parent() != null; up++) {
      shape
          .append(element.tagName())
          .append('.')
          .append(String.join(".", element.classNames()).toLowerCase(Locale.ROOT))
          .append('<');
      element = element.parent();
    }
    return shape.toString();
  }

  /// What stands around each link, as far as no other of the links stands in it.
  static List<Element> rows(List<Element> links) {
    Set<Element> seen = new HashSet<>();
    Set<Element> shared = new HashSet<>();
    for (Element link : links)
      for (Element up = link; up != null && !shared.contains(up); up = up.parent())
        if (!seen.add(up)) shared.add(up);
    List<Element> rows = new ArrayList<>();
    for (Element link : links) {
      Element row = link;
      for (Element up = link.parent(); up != null && !shared.contains(up); up = up.parent())
        row = up;
      rows.add(row);
    }
    return rows;
  }
}
