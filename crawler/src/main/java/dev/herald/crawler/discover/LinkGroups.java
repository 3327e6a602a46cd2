package dev.herald.crawler.discover;

import static java.util.Comparator.comparingInt;

import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.RegistrableDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/// Links of a page sorted by their place in it: those to statements stand alike.
final class LinkGroups {
  private static final int LEAST_GROUP = 2;

  /// Most groups that are looked at closely.
  private static final int MOST_RIVALS = 8;

  /// How much more text a group without days must have to be preferred to one with them.
  private static final int DAYS_COUNT = 20;

  /// How much more text a menu must have to be preferred to what stands outside.
  private static final int MENU_COSTS = 200;

  private static final Pattern FILE = Pattern.compile("(?i)\\.(?:pdf|docx?|odt|rtf)$");
  private static final Evaluator NAVIGATION =
      Selector.evaluatorOf("nav, footer, header, aside, [role=navigation]");

  private LinkGroups() {}

  /// The group with most text, most likely with a day beside each title; where no two links look
  /// alike, the longest one; where nothing reads as a title, the files, which parliaments and
  /// courts list by their numbers.
  static List<Element> likely(Document page, HttpUrl base, Answer answer) {
    Map<String, List<Element>> groups = new LinkedHashMap<>();
    for (Element link : page.select("a[href]"))
      if (mayBeStatement(link, base))
        groups.computeIfAbsent(shape(link), _ -> new ArrayList<>()).add(link);
    List<LinkRun> titles =
        groups.values().stream()
            .map(group -> LinkRun.of(group).titles())
            .filter(run -> !run.links().isEmpty())
            .sorted(Comparator.comparingLong(LinkRun::weight).reversed())
            .toList();
    return titles.stream()
        .filter(run -> run.links().size() >= LEAST_GROUP)
        .limit(MOST_RIVALS)
        .map(run -> new Rival(run, likelihood(run, answer)))
        .max(Comparator.comparingDouble(Rival::likelihood))
        .map(Rival::run)
        .or(() -> titles.stream().findFirst())
        .map(LinkRun::links)
        .or(() -> groups.values().stream().map(LinkGroups::files).max(comparingInt(List::size)))
        .orElse(List.of());
  }

  private record Rival(LinkRun run, double likelihood) {}

  private static double likelihood(LinkRun run, Answer answer) {
    double weight = run.weight();
    if (run.isInMenu()) weight /= MENU_COSTS;
    return run.isDated(answer) ? weight * DAYS_COUNT : weight;
  }

  private static boolean mayBeStatement(Element link, HttpUrl base) {
    if (link.closest(NAVIGATION) != null) return false;
    return CanonicalUrl.resolve(base, link.attr("href"))
        .filter(url -> isOfSite(url, base) && !isHome(url) && !isSamePage(url, base))
        .isPresent();
  }

  private static List<Element> files(List<Element> group) {
    return group.stream()
        .filter(link -> FILE.matcher(link.attr("href").replaceFirst("[?#].*", "")).find())
        .toList();
  }

  private static boolean isOfSite(HttpUrl url, HttpUrl base) {
    return RegistrableDomain.of(url).equals(RegistrableDomain.of(base));
  }

  private static boolean isHome(HttpUrl url) {
    return url.encodedPath().equals("/") && url.query() == null;
  }

  private static boolean isSamePage(HttpUrl url, HttpUrl base) {
    return CanonicalUrl.canonical(url).equals(CanonicalUrl.canonical(base));
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
}
