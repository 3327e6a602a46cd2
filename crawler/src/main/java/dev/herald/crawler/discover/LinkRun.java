package dev.herald.crawler.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/// Links of a page that belong together, with what stands around each.
///
/// @param rows around each link, as far as no other of the links stands in it
/// @param headings of the rows whose links say the same as others, such as "Read more"
record LinkRun(List<Element> links, List<Element> rows, List<Optional<String>> headings) {
  private static final int LEAST_TITLE_CHARS = 15;
  private static final int MOST_COUNTED_CHARS = 120;
  private static final int MOST_COUNTED_LINKS = 30;
  private static final int MOST_ROWS_TRIED = 12;

  /// Share of the links of one shape that must read as titles; in a menu, most are a word or two.
  private static final double LEAST_TITLES = 0.5;

  private static final double LEAST_DATED = 0.6;

  private static final Evaluator HEADING = Selector.evaluatorOf("h1, h2, h3, h4, h5, h6");
  private static final Evaluator NAMED_HEADING =
      Selector.evaluatorOf("[class*=title], [class*=headline], [class*=heading]");
  private static final Evaluator MENU =
      Selector.evaluatorOf(
          "[class*=menu], [id*=menu], [class*=navbar], [id*=navbar], [class*=navigation],"
              + " [id*=navigation]");

  static LinkRun of(List<Element> links) {
    List<Element> rows = rows(links);
    Map<String, Set<String>> addresses = new HashMap<>();
    for (Element link : links)
      addresses.computeIfAbsent(link.text(), _ -> new HashSet<>()).add(link.attr("href"));
    List<Optional<String>> headings = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      boolean same = addresses.getOrDefault(links.get(i).text(), Set.of()).size() > 1;
      headings.add(same ? heading(rows.get(i)) : Optional.empty());
    }
    return new LinkRun(List.copyOf(links), rows, List.copyOf(headings));
  }

  private static Optional<String> heading(Element row) {
    return Optional.ofNullable(row.selectFirst(HEADING))
        .or(() -> Optional.ofNullable(row.selectFirst(NAMED_HEADING)))
        .map(Element::text)
        .filter(text -> !text.isBlank());
  }

  /// What stands around each link, as far as no other of the links stands in it.
  private static List<Element> rows(List<Element> links) {
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

  /// Those that read as titles; none where most do not.
  LinkRun titles() {
    List<Element> titles = new ArrayList<>();
    for (int i = 0; i < links.size(); i++)
      if (reading(text(i)) >= LEAST_TITLE_CHARS) titles.add(links.get(i));
    if (titles.size() == links.size()) return this;
    return of(titles.size() < LEAST_TITLES * links.size() ? List.of() : titles);
  }

  /// How much there is to read, in Latin letters: an ideograph says as much as three.
  private static long reading(String text) {
    long ideographs = text.codePoints().filter(Character::isIdeographic).count();
    return text.length() + 2 * ideographs;
  }

  private String text(int i) {
    return headings.get(i).orElseGet(links.get(i)::text);
  }

  /// How much it says about how many pages; beyond a pageful, more links say nothing more.
  long weight() {
    int counted = Math.min(MOST_COUNTED_LINKS, links.size());
    long distinct = links.stream().limit(counted).map(link -> link.attr("href")).distinct().count();
    long text = 0;
    for (int i = 0; i < counted; i++) text += Math.min(text(i).length(), MOST_COUNTED_CHARS);
    return distinct * text;
  }

  /// Whether most of its first rows have a day of their own, as no menu has.
  boolean isDated(Answer answer) {
    var days = new ListedDays(answer, rows);
    int tried = Math.min(MOST_ROWS_TRIED, links.size());
    long dated = 0;
    for (int i = 0; i < tried; i++) if (days.find(rows.get(i), text(i)).date().isPresent()) dated++;
    return dated >= LEAST_DATED * tried;
  }

  boolean isInMenu() {
    return !links.isEmpty() && links.getFirst().closest(MENU) != null;
  }
}
