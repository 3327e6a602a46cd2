package dev.herald.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source;
import dev.herald.dashboard.SampleLedger;
import dev.herald.dashboard.Samples;
import dev.herald.dashboard.page.Pages;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import dev.herald.indexer.read.LedgerDay.Verdict;
import dev.herald.indexer.read.LedgerDay.Visits;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerPageTest {
  private static final Pages PAGES = new Pages();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final SampleLedger ledger = new SampleLedger(() -> false);

  @Test
  void everyCellSaysInWordsWhatItsColourSays() throws IOException {
    String html = page(List.of(source("press-example", "House of Example")));

    assertThat(html)
        .contains("class=\"cell bad\" href=\"/ledger/press-example/2026-11-24\"")
        .contains(
            "aria-label=\"House of Example, 24 Nov: 3 revisions published;"
                + " 4 revisions published, 3 indexed: 1 too few\">3!</a>")
        .contains("aria-label=\"House of Example, 23 Nov: nothing was published\">0</a>");
    assertThat(html.split("class=\"cell", -1)).hasSize(LedgerViews.DAYS + 1);
    Samples.keep("ledger-sources.html", html);
  }

  @Test
  void evidenceIsEscapedAndNamesKeepTheirDirection() throws IOException {
    String html = page(List.of(source("majles", "مجلس شورای <b>اسلامی")));

    assertThat(html)
        .contains("dir=\"auto\">مجلس شورای &lt;b&gt;اسلامی</a>")
        .contains("https://press.example/&lt;rss&gt;: HTTP 403")
        .doesNotContain("<b>اسلامی");
    Samples.keep("ledger-right-to-left.html", html);
  }

  @Test
  void sourcesThatNeedALookComeFirstAndMayStandAlone() throws IOException {
    List<Source> sources = List.of(source("a", "Aaa"), source("b", "Bbb"));
    List<LedgerDay> days = ledger.days(Set.of("a"), TODAY.minusDays(14), TODAY.minusDays(1));
    List<Incident> incidents = ledger.incidents(Set.of("b"));

    LedgerView all =
        LedgerViews.page(
            new LedgerViews.Known(sources, days, incidents, List.of(), TODAY, false),
            Samples.NOW,
            TODAY);
    LedgerView some =
        LedgerViews.page(
            new LedgerViews.Known(sources, days, incidents, List.of(), TODAY, true),
            Samples.NOW,
            TODAY);

    assertThat(all.rows()).extracting(LedgerView.Source::institution).containsExactly("Bbb", "Aaa");
    assertThat(some.rows()).extracting(LedgerView.Source::institution).containsExactly("Bbb");
    assertThat(all.later()).isEmpty();
    assertThat(all.earlier()).isEqualTo("/ledger?to=2026-11-10");
    assertThat(all.summary()).isEqualTo("2 sources, every day balances, 1 open incident");
  }

  @Test
  void aDayShowsTheChainAndWhatFellOutByReason() throws IOException {
    String html = day(SampleLedger.day("press-example", TODAY));

    assertThat(html)
        .contains("<strong>Out of balance:</strong> 4 revisions published, 3 indexed: 1 too few.")
        .contains("3 revisions published so far, 2 of them new statements, by 96 visits")
        .contains(
            "<th scope=\"row\">fetch</th><td class=\"number\" data-label=\"How often\">2</td>")
        .contains("the server answered 500")
        .contains("not named: a report names at most 100");
    Samples.keep("ledger-day.html", html);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_VISITED, 'Not visited: no report of a visit is stored.'",
    "UNREAD, 'Not read: all of 4 visits failed or were refused; what was published is not known.'",
    "UNSURE, 'Nothing new is known after 4 visits, but something fell out that may have been new.'",
    "NOTHING_PUBLISHED, 'Nothing was published: 4 visits named nothing new and lost nothing,'"
  })
  void aDayWithoutStatementsSaysWhatThatProves(Verdict verdict, String sentence)
      throws IOException {
    var day =
        new LedgerDay(
            "press-example",
            TODAY.minusDays(1),
            verdict,
            new Visits(4, 0, Optional.empty(), Optional.empty()),
            new Chain(0, 0, 0, 0, 0, 0, 0, Optional.empty(), 0, 0, 0),
            Map.of(),
            List.of(),
            false);

    assertThat(day(day)).contains(sentence).contains("not counted");
  }

  private String page(List<Source> sources) throws IOException {
    Set<String> ids = Set.copyOf(sources.stream().map(Source::id).toList());
    List<LedgerDay> days = ledger.days(ids, TODAY.minusDays(13), TODAY);
    return PAGES.render(
        "ledger/ledger.jte",
        LedgerViews.page(
            new LedgerViews.Known(
                sources, days, ledger.incidents(ids), ledger.passages(48), TODAY, false),
            Samples.NOW,
            TODAY));
  }

  private String day(LedgerDay day) throws IOException {
    return PAGES.render(
        "ledger/day.jte",
        DayViews.page(
            source("press-example", "House of Example"),
            day,
            ledger.reports("press-example", day.day()),
            TODAY));
  }

  private static Source source(String id, String institution) {
    return new Source(
        id,
        institution,
        "AZ",
        "parliament",
        "press-release",
        List.of("en"),
        ZoneId.of("Asia/Baku"),
        Optional.empty(),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
