package dev.herald.crawler.discover;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the next page of a listing: behind the link that says so, or else behind the number that
/// follows the page's own.
final class Pager {
  private static final String NEXT =
      "link[rel=next], a[rel~=(?i)\\bnext\\b], a.next, li.next a, .pager__item--next a,"
          + " .pagination-next a, a[aria-label~=(?i)^next]";

  /// What addresses call the number of a page, or of a page's first item.
  private static final Pattern PAGE_NAME =
      Pattern.compile(
          "(?i)(?:^|[^a-z])(?:pg|pn|paged?|pagen(?:_\\d)?|page_?(?:no|num|number|index)|current_?page"
              + "|cur|seite|pagina|strana|strona|sivu|sida|side|stranica|sayfa|halaman|lehekulg"
              + "|puslapis|start|offset|from|skip|b_start)[^a-z0-9]{0,6}$");

  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,6}(?!\\d)");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\p{Nd}{1,3}");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)");

  /// What the first page's address may have where the others have their number.
  private static final Pattern END_OF_FIRST =
      Pattern.compile("(?:(?:index|default)?\\.[a-z]{3,5})?[/?&]*$");

  private static final int FEWEST_ITEMS_A_PAGE = 5;
  private static final int MOST_ITEMS_A_PAGE = 100;
  private static final int WEEKDAYS = 7;
  private static final int FEWEST_WEEKS = 3;

  private final Document page;
  private final HttpUrl own;

  private Pager(Document page, HttpUrl own) {
    this.page = page;
    this.own = own;
  }

  /// The address of the next page, if there is one; never one that seems to be another list's.
  ///
  /// @param own address of the page
  static List<HttpUrl> next(Document page, HttpUrl own, Discovery discovery) {
    var pager = new Pager(page, own);
    Optional<HttpUrl> named =
        page.select(discovery.next().orElse(NEXT)).stream()
            .flatMap(link -> pager.address(link).stream())
            .findFirst();
    Optional<HttpUrl> found = discovery.next().isPresent() ? named : named.or(pager::numbered);
    return found.stream().toList();
  }

  /// Arrows of picture shows lead to a place on the same page.
  private Optional<HttpUrl> address(Element link) {
    return CanonicalUrl.resolve(HomePage.base(page, own), link.attr("href"))
        .map(url -> url.newBuilder().fragment(null).build())
        .filter(url -> url.host().equals(own.host()) && !url.equals(own));
  }

  /// A page that a link leads to.
  ///
  /// @param shown whether the link shows its number
  /// @param behind how far it is behind this one, in pages or items
  private record Step(HttpUrl url, boolean shown, int behind) {}

  private Optional<HttpUrl> numbered() {
    return page.select("a[href]").stream()
        .flatMap(link -> address(link).stream().flatMap(url -> steps(link, url)))
        .filter(step -> step.behind() > 0)
        .min(Comparator.comparing(Step::shown).reversed().thenComparingInt(Step::behind))
        .map(Step::url);
  }

  /// What a link may mean, by each number in its address.
  private Stream<Step> steps(Element link, HttpUrl url) {
    String text = link.text().strip();
    boolean shown = SHORT_NUMBER.matcher(text).matches();
    if (shown && isInCalendar(link)) return Stream.empty();
    String address = tail(url);
    return NUMBER
        .matcher(address)
        .results()
        .flatMap(number -> step(url, address, number, shown ? Integer.parseInt(text) : 0).stream());
  }

  /// @param shown the number that the link shows, 0 for none
  private Optional<Step> step(HttpUrl url, String address, MatchResult number, int shown) {
    String before = address.substring(0, number.start());
    String after = address.substring(number.end());
    int there = Integer.parseInt(number.group());
    boolean named = PAGE_NAME.matcher(before).find();
    if (shown > 0 ? !isPage(there, shown, named || before.endsWith("_")) : !named)
      return Optional.empty();
    Optional<Integer> here = here(before, after);
    if (here.isPresent()) return Optional.of(new Step(url, shown > 0, there - here.get()));
    if (there > MOST_ITEMS_A_PAGE || !isOfFirst(before, after)) return Optional.empty();
    return Optional.of(new Step(url, shown > 0, shown > 0 ? shown - 1 : there));
  }

  /// Whether an address's number can be that of the page that a link shows.
  ///
  /// @param named whether the address says so, so that the first page may be 0 or the number be
  ///   that of the page's first item
  private static boolean isPage(int there, int shown, boolean named) {
    if (there == shown) return true;
    if (!named || shown < 2) return false;
    return there == shown - 1
        || (there % (shown - 1) == 0 && there / (shown - 1) >= FEWEST_ITEMS_A_PAGE);
  }

  /// This page's number, if its address is the same but for it.
  private Optional<Integer> here(String before, String after) {
    String address = tail(own);
    if (!address.startsWith(before) || !address.endsWith(after)) return Optional.empty();
    if (address.length() < before.length() + after.length()) return Optional.empty();
    String number = address.substring(before.length(), address.length() - after.length());
    return NUMBER.matcher(number).matches()
        ? Optional.of(Integer.parseInt(number))
        : Optional.empty();
  }

  /// Whether this page is the first of those that have a number there.
  private boolean isOfFirst(String before, String after) {
    String stem = END_OF_FIRST.matcher(tail(own)).replaceFirst("");
    if (!before.startsWith(stem)) return false;
    String added = before.substring(stem.length());
    boolean path = !added.contains("?");
    // Days, months and years stand in addresses of archives and calendars.
    return !YEAR.matcher(added + after).find() && !(path && NUMBER.matcher(added).find());
  }

  private static boolean isInCalendar(Element link) {
    Element table = link.closest("table");
    return table != null
        && table.select("tr").stream().filter(row -> row.childrenSize() == WEEKDAYS).count()
            >= FEWEST_WEEKS;
  }

  private static String tail(HttpUrl url) {
    String query = url.encodedQuery();
    return url.encodedPath() + (query == null ? "" : "?" + query);
  }
}
