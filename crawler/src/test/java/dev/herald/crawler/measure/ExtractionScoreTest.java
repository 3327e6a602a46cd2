package dev.herald.crawler.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Scores the extractor on the corpora of real pages, when they are here. The floors lie a little
/// below what was reached; a change that falls under one made it worse.
class ExtractionScoreTest {
  private static final Path CORPORA = Path.of(System.getProperty("herald.corpora", ""));
  private static final GeneralExtractor EXTRACTOR = new GeneralExtractor();

  static boolean corporaAreHere() {
    boolean here = Corpus.isIn(CORPORA);
    if (!here) System.out.println("extraction: not measured, no corpora at " + CORPORA);
    return here;
  }

  @Test
  @EnabledIf("corporaAreHere")
  void pagesOfManySitesAreReadAsWellAsBefore() throws IOException {
    List<Scored> pages = Corpus.readAll(EXTRACTOR, Corpus.read(CORPORA).pages());

    ExtractionScore all = ExtractionScore.of(pages);
    ExtractionScore official =
        ExtractionScore.of(pages.stream().filter(scored -> scored.page().isOfficial()).toList());

    System.out.println("extraction:\n" + all);
    System.out.println("of them official:\n" + official);
    assertThat(all.textF1()).isGreaterThan(0.957);
    assertThat(all.snippetF1()).isGreaterThan(0.943);
    assertThat(all.dayF1()).isGreaterThan(0.965);
    assertThat(all.dayPrecision()).isGreaterThan(0.971);
    assertThat(all.clockPrecision()).isGreaterThan(0.92);
    assertThat(all.titleShare()).isGreaterThan(0.86);
    assertThat(official.dayF1()).isGreaterThan(0.96);
  }

  @Test
  @EnabledIf("corporaAreHere")
  void officialBoilerplateStaysOutOfTheBody() throws IOException {
    SetApart found = SetApart.of(Corpus.readAll(EXTRACTOR, Corpus.read(CORPORA).official()));

    System.out.println("official pages: " + found);
    assertThat(found.share()).as("kept in the body: %s", found.kept()).isGreaterThan(0.95);
    assertThat(found.wholeEndings()).isEqualTo(found.pages());
  }

  @Test
  @EnabledIf("corporaAreHere")
  void whatTheOtherPagesOfASiteTeachMakesNoPageWorse() throws IOException {
    Corpus corpus = Corpus.read(CORPORA);
    List<GoldPage> teachers = new ArrayList<>(corpus.pages());
    teachers.addAll(corpus.official());
    teachers.addAll(corpus.unmarked());
    var sites = new KnownSites(EXTRACTOR, teachers);
    List<GoldPage> pages = sites.with(1, corpus.pages());

    ExtractionScore alone = ExtractionScore.of(Corpus.readAll(EXTRACTOR, pages));
    ExtractionScore known = ExtractionScore.of(sites.readAll(pages));

    System.out.printf(
        "%d pages, others of their sites known %s:%n%s%none by one:%n%s%n",
        pages.size(), sites.sizes(pages), known, alone);
    assertThat(known.textF1()).isGreaterThanOrEqualTo(alone.textF1());
    assertThat(known.snippetF1()).isGreaterThanOrEqualTo(alone.snippetF1());
    assertThat(known.dayF1()).isGreaterThanOrEqualTo(alone.dayF1());
    assertThat(known.titleShare()).isGreaterThanOrEqualTo(alone.titleShare());
  }
}
