package dev.herald.dashboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Statement;
import dev.herald.config.rule.QueryProblem;
import dev.herald.dashboard.Samples;
import dev.herald.dashboard.page.Marked;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.QueryIssue;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.search.SearchView.Choice;
import dev.herald.dashboard.search.SearchView.Facet;
import dev.herald.dashboard.search.SearchView.FacetValue;
import dev.herald.dashboard.search.SearchView.Hit;
import dev.herald.dashboard.search.SearchView.Link;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchPageTest {
  private static final Pages PAGES = new Pages();

  @Test
  void onlyTheMarksOfAHighlightAreMarkup() {
    String html =
        page(
            "x",
            List.of(),
            List.of(hit("en", "A <mark>tax</mark> &lt;b&gt; <script>alert(1)</script>")));

    assertThat(html)
        .contains("A <mark>tax</mark> &lt;b&gt; &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void aQueryThatCannotBeReadIsPointedAt() {
    var issue =
        QueryIssue.of(new QueryProblem(7, "unbalanced quote", "close the phrase"), "tax OR\"x");

    String html = page("tax OR\"x", List.of(issue), List.of());

    assertThat(html)
        .contains("Position 7: unbalanced quote.")
        .contains("tax OR<span class=\"here\">&quot;</span>".replace("&quot;", "\""))
        .contains("aria-invalid=\"true\"");
  }

  @Test
  void noHitsAtAllSaysWhatToTry() {
    assertThat(page("zzz", List.of(), List.of())).contains("Nothing matches");
  }

  @Test
  void rightToLeftTitlesSayTheirDirection() throws IOException {
    String html =
        page(
            "بودجه",
            List.of(),
            List.of(
                hit("fa", "بیانیه مجلس درباره <mark>بودجه</mark> سال آینده"),
                hit("ar", "بيان صادر عن وزارة الخارجية بشأن الاتفاق"),
                hit(
                    "en",
                    "Statement on the <mark>budget</mark> of the coming year, which has a title that goes on for so long that it must wrap over several lines on every screen there is"),
                hit("zh", "中国人民银行关于利率的公告")));

    assertThat(html)
        .contains("<summary><bdi>Also published by Ministry of Example</bdi></summary>")
        .contains("Permalink", "Show each by itself")
        .contains("<h3 lang=\"fa\" dir=\"rtl\">")
        .contains("<h3 lang=\"zh\" dir=\"ltr\">");
    Samples.keep("search.html", html);
  }

  @Test
  void theTallestBarFillsTheDrawingAndNoneIsLost() {
    var view =
        TimelineView.of(
            List.of(
                new TimelineView.Bucket("1 Nov", 1, "/a"),
                new TimelineView.Bucket("2 Nov", 0, "/b"),
                new TimelineView.Bucket("3 Nov", 1_000, "/c")),
            "day");

    assertThat(view.bars().get(0).height()).isEqualTo("3.00");
    assertThat(view.bars().get(1).height()).isEqualTo("0.00");
    assertThat(view.bars().get(2).height()).isEqualTo("98.00");
  }

  private static Hit hit(String language, String title) {
    Statement statement = Samples.statement("x", language, "x");
    return new Hit(
        "/statements/1",
        Marked.parse(title),
        List.of(Marked.parse("… some text with a <mark>word</mark> that was found, then more …")),
        language,
        Words.direction(language),
        Words.language(language),
        "House of Example",
        "/sources/press-example",
        "Azerbaijan",
        Published.of(statement.published(), Samples.NOW),
        Moment.of(Samples.NOW, Samples.NOW),
        language.equals("ar"),
        language.equals("en") ? Optional.of("edited 2×") : Optional.empty(),
        language.equals("fa") ? List.of(new Link("/rules/budget", "Budget")) : List.of(),
        language.equals("en") ? "Also published by Ministry of Example" : "",
        language.equals("en") ? List.of(copy()) : List.of());
  }

  private static SearchView.Copy copy() {
    return new SearchView.Copy(
        "/statements/2",
        "Joint statement",
        "en",
        "ltr",
        "Ministry of Example",
        "Azerbaijan",
        "English",
        Published.of(Samples.statement("x", "en", "x").published(), Samples.NOW));
  }

  private static String page(String query, List<QueryIssue> issues, List<Hit> hits) {
    var buckets =
        IntStream.rangeClosed(1, 24)
            .mapToObj(day -> new TimelineView.Bucket(day + " Nov 2026", day * 7 % 13, "/?q=" + day))
            .toList();
    return PAGES.render(
        "search/search.jte",
        new SearchView(
            query,
            "",
            "",
            List.of(),
            issues,
            Words.count(1_204, "statement"),
            List.of("exact: 90, with other forms of the words: 1,204"),
            12,
            hits,
            List.of(
                new Facet(
                    "Language",
                    List.of(
                        new FacetValue("language-fa", "/?language=fa", "Persian", "612", true),
                        new FacetValue("language-en", "/?language=en", "English", "301", false)),
                    List.of(
                        new FacetValue("language-tr", "/?language=tr", "Turkish", "12", false))),
                new Facet(
                    "Country",
                    List.of(new FacetValue("country-IR", "/?country=IR", "Iran", "612", false)),
                    List.of())),
            List.of(new Link("/", "Language: Persian")),
            hits.isEmpty() ? Optional.empty() : Optional.of(TimelineView.of(buckets, "day")),
            List.of(
                new Choice("/", "Best match", true), new Choice("/?sort=newest", "Newest", false)),
            Optional.empty(),
            Optional.of("/?page=2"),
            1,
            Optional.of("/rules/new?query=x"),
            Optional.of("/?q=x&asof=2026-11-24T10:00:00Z"),
            Optional.of(new Link("/?q=x&group=no", "Show each by itself")),
            "/api/v1/stream?q=x",
            "/?q=x",
            false));
  }
}
