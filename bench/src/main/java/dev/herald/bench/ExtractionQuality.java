package dev.herald.bench;

import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.measure.Corpus;
import dev.herald.crawler.measure.ExtractionScore;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import dev.herald.crawler.measure.GoldPage;
import dev.herald.crawler.measure.GoldTime;
import dev.herald.crawler.measure.KnownSites;
import dev.herald.crawler.measure.PrintedDates;
import dev.herald.crawler.measure.SetApart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Peers' figures are published measurements on the same corpus; all others come from this run.
@Command(
    name = "extraction",
    mixinStandardHelpOptions = true,
    description = "How well and how fast pages are read, beside the best peers.")
final class ExtractionQuality implements Callable<Integer> {
  private static final String TEXT_PEER = "0.944 trafilatura";
  private static final String SNIPPET_PEER = "0.934 trafilatura";
  private static final String PRESS_PEER = "0.973 readability4j";
  private static final String DAY_PEER = "0.949 htmldate, trafilatura";
  private static final String OFFICIAL_DAY_PEER = "0.918 htmldate, trafilatura";
  private static final String CLOCK_PEER = "0.550";
  private static final String TITLE_PEER = "0.719";
  private static final int KNOWN_PAGES = 10;

  @Option(
      names = "--corpora",
      defaultValue = "../shared/corpora",
      description = "Folder with extraction/ and official/ in it. Default: ${DEFAULT-VALUE}.")
  private Path corpora = Path.of("../shared/corpora");

  private final Extractor extractor = new GeneralExtractor();
  private final Scorecard card = new Scorecard();

  @Override
  public Integer call() throws IOException {
    if (!Corpus.isIn(corpora)) {
      System.err.printf(
          "%s: no corpora here; name their folder with --corpora%n", corpora.toAbsolutePath());
      return 66;
    }
    Corpus corpus = Corpus.read(corpora);
    List<Scored> pages = Corpus.readAll(extractor, corpus.pages());
    quality(corpus, pages);
    halves(pages);
    knownSites(corpus);
    new ExtractionSpeed(extractor, card).measure(corpus.pages());
    return card.print() ? 0 : 1;
  }

  private void quality(Corpus corpus, List<Scored> pages) throws IOException {
    ExtractionScore all = ExtractionScore.of(pages);
    ExtractionScore official =
        ExtractionScore.of(pages.stream().filter(page -> page.page().isOfficial()).toList());
    card.atLeast("full text, F1", all.textF1(), TEXT_PEER, 0.960);
    card.atLeast("snippets, F1", all.snippetF1(), SNIPPET_PEER, 0.945);
    ExtractionScore press = ExtractionScore.of(Corpus.readAll(extractor, corpus.press()));
    card.atLeast("official press text, page by page, F1", press.textF1(), PRESS_PEER, 0.985);
    List<Scored> known = KnownSites.readAllAmongMade(extractor, corpus.press(), KNOWN_PAGES);
    card.atLeast(
        "official press text, ten pages of the site known (made of its template), F1",
        ExtractionScore.of(known).textF1(),
        PRESS_PEER,
        0.99);
    card.atLeast("day, F1", all.dayF1(), DAY_PEER, 0.960);
    card.atLeast("day, precision", all.dayPrecision(), "", 0.97);
    card.atLeast("day, official pages, F1", official.dayF1(), OFFICIAL_DAY_PEER, 0.980);
    // Of some rows no page prints the time, or its zone: these only tell us from the tools.
    card.atLeast(
        "clock time, of all the corpus gives, printed or not", all.clockShare(), CLOCK_PEER, 0.55);
    card.shown("clock time, of those stated", all.clockPrecision());
    shown(pages);
    PrintedDates dates = PrintedDates.measure(PrintedDates.table(corpora));
    card.atLeast("printed dates read rightly", dates.share(), "", 0.97);
    card.atMost("printed dates invented where no day is said", dates.inventions().size(), "", 0);
    card.atLeast("title, exact", all.titleShare(), TITLE_PEER, 0.76);
    SetApart apart = SetApart.of(Corpus.readAll(extractor, corpus.official()));
    card.atLeast("footers and signatures set apart, official pages", apart.share(), "", 0.95);
    card.atLeast(
        "endings whole, official pages", apart.wholeEndings() / (double) apart.pages(), "", 1);
  }

  /// The same figures without the rows whose page does not say what they say.
  private void shown(List<Scored> pages) {
    List<Scored> days = pages.stream().filter(GoldTime::showsDay).toList();
    ExtractionScore all = ExtractionScore.of(days);
    ExtractionScore official =
        ExtractionScore.of(days.stream().filter(page -> page.page().isOfficial()).toList());
    ExtractionScore moments =
        ExtractionScore.of(pages.stream().filter(GoldTime::showsMoment).toList());
    card.shown("pages on which the gold day stands in any form", days.size());
    card.atLeast("day, precision, of these", all.dayPrecision(), "", 0.97);
    card.atLeast("day, official pages, F1, of these", official.dayF1(), "", 0.980);
    card.atLeast(
        "clock time, of those the page writes with their zone", moments.clockShare(), "", 0.95);
  }

  /// What was tuned on one half of the sites must do on the other, too.
  private void halves(List<Scored> pages) {
    for (int half = 0; half < 2; half++) {
      int wanted = half;
      ExtractionScore score =
          ExtractionScore.of(pages.stream().filter(page -> page.page().half() == wanted).toList());
      String of = ", half %s of the sites".formatted(half == 0 ? "A" : "B");
      card.shown("full text, F1" + of, score.textF1());
      card.shown("snippets, F1" + of, score.snippetF1());
      card.shown("day, F1" + of, score.dayF1());
      card.shown("day, precision" + of, score.dayPrecision());
      card.shown("title, exact" + of, score.titleShare());
    }
  }

  /// Pages whose site the corpora hold more of: read alone, and with what the others teach.
  private void knownSites(Corpus corpus) {
    List<GoldPage> teachers = new ArrayList<>(corpus.pages());
    teachers.addAll(corpus.official());
    teachers.addAll(corpus.unmarked());
    var sites = new KnownSites(extractor, teachers);
    List<GoldPage> pages = sites.with(1, corpus.pages());
    ExtractionScore alone = ExtractionScore.of(Corpus.readAll(extractor, pages));
    ExtractionScore known = ExtractionScore.of(sites.readAll(pages));
    card.shown("pages of sites with more pages in the corpora", pages.size());
    card.shown("full text of these, page by page, F1", alone.textF1());
    card.atLeast("full text of these, the others known, F1", known.textF1(), "", alone.textF1());
    card.atLeast("snippets, the others known, F1", known.snippetF1(), "", alone.snippetF1());
    card.atLeast("day, the others known, F1", known.dayF1(), "", alone.dayF1());
    card.atLeast("title, the others known", known.titleShare(), "", alone.titleShare());
    List<GoldPage> texts =
        corpus.pages().stream().filter(page -> page.gold().path("text").isTextual()).toList();
    List<Scored> made = KnownSites.readAllAmongMade(extractor, texts, KNOWN_PAGES);
    double textsAlone = ExtractionScore.of(Corpus.readAll(extractor, texts)).textF1();
    card.atLeast(
        "full text, all pages with gold, ten of the site known (made of its template), F1",
        ExtractionScore.of(made).textF1(),
        "",
        textsAlone);
  }
}
