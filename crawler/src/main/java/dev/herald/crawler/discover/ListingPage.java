package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Tells a page that lists statements from a statement. Pure and thread-safe.
public final class ListingPage {
  private static final int LEAST_LINKS = 5;
  private static final int MAX_ROW_CHARS = 2_000;
  private static final double LEAST_DATED = 0.6;
  private static final double MOSTLY = 0.6;

  private ListingPage() {}

  /// Whether a page shows many dated links and next to no text but theirs.
  ///
  /// @param body the paragraphs that were taken for the page's text
  public static boolean isListing(Answer answer, List<String> body) {
    String text =
        PageDecoder.decode(answer.bytes(), answer.contentType(), answer.languages()).text();
    Document page = Jsoup.parse(text, answer.url().toString());
    List<Element> links = LinkGroups.likely(page, HomePage.base(page, answer.url()), answer);
    if (links.size() < LEAST_LINKS) return false;
    List<String> rows = LinkRun.of(links).rows().stream().map(Element::text).toList();
    return mostAreDated(rows, answer) && isTextOf(rows, links, body);
  }

  private static boolean mostAreDated(List<String> rows, Answer answer) {
    var context =
        new TimeContext(
            answer.languages(), answer.zone(), answer.fetchedAt(), Provenance.VISIBLE_TEXT);
    long dated =
        rows.stream()
            .map(row -> row.substring(0, Math.min(row.length(), MAX_ROW_CHARS)))
            .filter(row -> !PrintedTimeReader.findAll(row, context).isEmpty())
            .count();
    return dated >= LEAST_DATED * rows.size();
  }

  private static boolean isTextOf(List<String> rows, List<Element> links, List<String> body) {
    String listed = rows.stream().map(ListingPage::plain).collect(Collectors.joining("\n"));
    List<String> titles = links.stream().map(link -> plain(link.text())).toList();
    long all = 0;
    long covered = 0;
    for (String paragraph : body) {
      String text = plain(paragraph);
      all += text.length();
      if (listed.contains(text)) covered += text.length();
      else covered += titles.stream().filter(text::contains).mapToInt(String::length).sum();
    }
    return covered >= MOSTLY * all;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
