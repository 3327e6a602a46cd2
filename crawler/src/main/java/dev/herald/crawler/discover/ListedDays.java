package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.time.Found;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Reads the day that a listing prints beside a title, or above the titles of that day.
final class ListedDays {
  private static final int MAX_ROW_CHARS = 2_000;
  private static final int MAX_HEADING_CHARS = 60;
  private static final int MOST_ROWS_BELOW = 50;
  private static final int MOST_LEVELS_BELOW = 3;

  /// What may stand above several rows and speak for all of them.
  private static final Set<String> HEADINGS =
      Set.of("dt", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "time");

  private final Answer answer;
  private final boolean headed;

  /// @param rows of the listing, each with what stands around one link and no other
  ListedDays(Answer answer, List<Element> rows) {
    this.answer = answer;
    // Where nothing stands above the first title, what stands between two belongs to the upper one.
    this.headed = !rows.isEmpty() && isKnown(above(rows.getFirst()));
  }

  /// @param title of the statement, whose words are no date of the listing
  PublicationTime find(Element row, String title) {
    PublicationTime marked = marked(row);
    if (isKnown(marked)) return marked;
    List<PublicationTime> beside = beside(row, title);
    long days = beside.stream().map(PublicationTime::date).distinct().count();
    if (days == 1) return beside.getFirst();
    // Of several days beside a title, nobody can say which is meant.
    return days == 0 && headed ? above(row) : PublicationTime.UNKNOWN;
  }

  private PublicationTime marked(Element row) {
    Element time = row.selectFirst("time[datetime]");
    return time == null ? PublicationTime.UNKNOWN : whole(time.attr("datetime"));
  }

  private List<PublicationTime> beside(Element row, String title) {
    String text = row.text();
    int at = title.isEmpty() ? -1 : text.indexOf(title);
    String beside =
        at < 0 ? text : text.substring(0, at) + " " + text.substring(at + title.length());
    if (beside.length() > MAX_ROW_CHARS) return List.of();
    var context =
        new TimeContext(answer.languages(), answer.zone(), answer.fetchedAt(), Provenance.LISTING);
    return PrintedTimeReader.findAll(beside, context).stream().map(Found::time).toList();
  }

  /// The nearest text before a row that is of no other row, where it is a date and nothing else.
  private PublicationTime above(Element row) {
    Element at = row;
    for (int level = 0; level < MOST_LEVELS_BELOW && at != null; level++, at = at.parent()) {
      Optional<Element> heading = before(at);
      if (heading.isPresent())
        return HEADINGS.contains(heading.get().normalName())
            ? whole(heading.get().text())
            : PublicationTime.UNKNOWN;
    }
    return PublicationTime.UNKNOWN;
  }

  private static Optional<Element> before(Element row) {
    Element sibling = row.previousElementSibling();
    for (int rows = 0; rows < MOST_ROWS_BELOW && sibling != null; rows++) {
      if (sibling.selectFirst("a[href]") == null && sibling.hasText()) return Optional.of(sibling);
      sibling = sibling.previousElementSibling();
    }
    return Optional.empty();
  }

  private PublicationTime whole(String text) {
    return text.length() > MAX_HEADING_CHARS
        ? PublicationTime.UNKNOWN
        : FeedReader.published(List.of(text), answer, answer.languages(), Provenance.LISTING);
  }

  private static boolean isKnown(PublicationTime time) {
    return time.date().isPresent();
  }
}
