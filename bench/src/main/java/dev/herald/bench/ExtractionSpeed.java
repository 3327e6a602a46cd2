package dev.herald.bench;

import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.measure.GoldPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.jsoup.Jsoup;

/// Speed of extraction on one core, beside jsoup alone on the same pages in the same run.
final class ExtractionSpeed {
  private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
  private static final int PAGES = 300;
  private static final int ROUNDS = 3;
  private static final double MOST_GROWTH = 1.4;

  private final Extractor extractor;
  private final Scorecard card;

  ExtractionSpeed(Extractor extractor, Scorecard card) {
    this.extractor = extractor;
    this.card = card;
  }

  void measure(List<GoldPage> corpus) {
    List<PageContent> pages = corpus.stream().limit(PAGES).map(GoldPage::content).toList();
    double extract = best(() -> pages.forEach(this::extract));
    double parse = best(() -> pages.forEach(ExtractionSpeed::parse));
    card.atLeast("pages per second on one core", pages.size() / extract, "", 100);
    card.shown("jsoup's parser alone, pages per second", pages.size() / parse);
    for (Shape shape : Shape.values()) sizes(shape);
    survive();
  }

  /// A kind of page that can be made of any size.
  private enum Shape {
    ARTICLE(
        "article",
        "<p>The committee on item %d says that the <b>harbour</b> must be repaired.</p>\n"),
    TEASERS(
        "teasers",
        "<div class=\"teaser\"><a href=\"/n/%d\">The minister opened a bridge</a><p>On 3 May 2024.</p></div>\n"),
    TABLE("table", "<tr><td>District %d</td><td>1,204 votes</td><td>12.5 %%</td></tr>\n"),
    LINES(
        "lines of one paragraph",
        "Line %d of the record of the sitting of 3 May 2024, <i>read</i>.<br>\n"),
    NAMES(
        "one name for each part",
        "<div class=\"part-%1$d c%1$d\" id=\"i%1$d\"><p>The committee says that part %1$d is done.</p></div>\n");

    private final String label;
    private final String part;

    Shape(String label, String part) {
      this.label = label;
      this.part = part;
    }

    PageContent page(int bytes) {
      var html = new StringBuilder(bytes + 1_000);
      html.append("<!DOCTYPE html><html lang=\"en\"><title>The record</title><h1>The record</h1>");
      html.append("<p>3 May 2024</p><main>").append(this == TABLE ? "<table>" : "<div>");
      for (int n = 0; html.length() < bytes; n++) html.append(part.formatted(n));
      return content(html.toString());
    }
  }

  /// From half a megabyte to four: twice the page must take about twice the time.
  private void sizes(Shape shape) {
    double[] seconds = new double[4];
    for (int i = 0; i < seconds.length; i++) {
      PageContent page = shape.page((1 << i) * 500_000);
      seconds[i] = best(() -> extract(page));
      String what = "%s of %.1f MB, ms".formatted(shape.label, (1 << i) * 0.5);
      if (i == 2) card.atMost(what, 1_000 * seconds[i], "", 300);
      else card.shown(what, 1_000 * seconds[i]);
      if (i == 2) card.shown("jsoup's parser alone on it, ms", 1_000 * best(() -> parse(page)));
    }
    card.atMost(
        shape.label + ", growth from 1 to 4 MB over linear",
        seconds[3] / seconds[1] / 4,
        "",
        MOST_GROWTH);
  }

  private void survive() {
    String text = "<p>The ministry says that it has looked to the bottom of the matter, at last.";
    String deep = "<title>Deep</title><h1>Deep waters</h1>" + "<div>".repeat(100_000) + text;
    card.holds("100,000 levels of nesting are read", extracts(deep));
    String huge = "share comment nav ".repeat(60_000);
    String wide =
        "<title>A decision</title><h1>A decision</h1><div class='%s' style='%s' id='%s'>%s</div>"
            .formatted(huge, huge, huge, text);
    card.holds("attributes of a megabyte are read", extracts(wide));
  }

  private boolean extracts(String html) {
    return extractor.extract(content(html), Hints.NONE) instanceof Extracted;
  }

  private void extract(PageContent page) {
    extractor.extract(page, Hints.NONE);
  }

  private static void parse(PageContent page) {
    try {
      Jsoup.parse(new ByteArrayInputStream(page.bytes().toByteArray()), null, "").text();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  private static PageContent content(String html) {
    return new PageContent(
        ByteString.encodeUtf8(html),
        Optional.of("https://press.example/record"),
        Optional.of("text/html; charset=utf-8"),
        Instant.parse("2026-11-24T12:00:00Z"));
  }

  /// Seconds of the processor that the best of some rounds took, after one to warm up: on a machine
  /// that does other things too, the clock on the wall measures those.
  private static double best(Runnable work) {
    double[] seconds = new double[ROUNDS + 1];
    for (int i = 0; i < seconds.length; i++) {
      long start = PROCESSOR.getCurrentThreadCpuTime();
      work.run();
      seconds[i] = (PROCESSOR.getCurrentThreadCpuTime() - start) / 1e9;
    }
    return Arrays.stream(seconds).skip(1).min().orElseThrow();
  }
}
