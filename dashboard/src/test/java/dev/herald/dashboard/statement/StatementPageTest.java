package dev.herald.dashboard.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.difference.Extent;
import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.Block;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import dev.herald.dashboard.Samples;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Pages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementPageTest {
  private static final Pages PAGES = new Pages();
  private static final String HOSTILE =
      "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  private static final Extent FIGURES =
      new Extent(Extent.Nature.FIGURES, 1, 1, 0.004, List.of(Extent.Place.END));

  @Test
  void eachRevisionSaysHowMuchItChangedAndWhere() {
    assertThat(page(Samples.statement("T", "en", "x")))
        .contains("figures only: 1 word added, 1 removed (under 1 % of the text), at the end");
  }

  @Test
  void theAuthorAndTheDatelineThatAPageNamesAreShown() {
    assertThat(page(Samples.statement("T", "en", "x")))
        .contains("<dt>Dateline</dt><dd><bdi>Baku, 24 November</bdi></dd>")
        .contains("<dt>Author</dt><dd dir=\"auto\">Press Service</dd>");
  }

  @Test
  void hostileTextIsShownNotRun() {
    String html = page(Samples.statement(HOSTILE, "en", HOSTILE));

    assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(html).doesNotContain("<script>alert").doesNotContain("<img");
  }

  @Test
  void anOriginalThatIsNotWebIsTextNotALink() {
    Statement sound = Samples.statement("T", "en", "x");
    Statement hostile =
        new Statement(
            sound.id(),
            "javascript:alert(1)",
            sound.sourceId(),
            sound.institution(),
            sound.institutionType(),
            sound.country(),
            sound.type(),
            sound.language(),
            sound.title(),
            sound.published(),
            sound.firstSeen(),
            sound.lastModified(),
            sound.blocks(),
            List.of(new Statement.Translation("az", "data:text/html,x")),
            List.of(),
            sound.references(),
            sound.evidence(),
            sound.extraction());

    assertThat(page(hostile))
        .contains("javascript:alert(1)")
        .doesNotContain("href=\"javascript")
        .doesNotContain("href=\"data:");
  }

  @Test
  void persianReadsFromRightToLeftInsideAnEnglishPage() throws IOException {
    String html =
        page(Samples.statement("بیانیه مجلس درباره بودجه", "fa", "متن بیانیه در اینجا می‌آید."));

    assertThat(html)
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains("<h1 lang=\"fa\" dir=\"rtl\">");
    Samples.keep("statement-fa.html", html);
  }

  @Test
  void everyZoneHasItsOwnForm() throws IOException {
    String html = page(Samples.statement("Every zone", "en", Samples.everyZone()));

    assertThat(html)
        .contains("<h2 lang=\"en\" dir=\"ltr\">What was decided</h2>")
        .contains("<q>“We will not wait.”</q>")
        .contains("<li>Second item</li>")
        .contains("<blockquote lang=\"ar\" dir=\"rtl\">")
        .contains("class=\"signature\"")
        .contains("Leyla Əliyeva");
    assertThat(html.indexOf("About the House")).isGreaterThan(html.indexOf("<details"));
    Samples.keep("statement.html", html);
  }

  @Test
  void instantsAreShownPrintedLocalAndInUtc() {
    assertThat(page(Samples.statement("T", "en", "x")))
        .contains("24 November 2026 | 11:10")
        .contains("24 Nov 2026, 11:10")
        .contains("Asia/Baku (UTC+04:00)")
        .contains("24 Nov 2026, 07:10 UTC");
  }

  @Test
  void theDifferencePageNamesWhatIsAddedAndDeleted() throws IOException {
    String html =
        difference(
            Samples.statement(
                "On rates", "en", "The rate is 5 per cent.", "It stays there for a year."),
            Samples.statement(
                "On rates",
                "en",
                "The rate is 7 per cent.",
                "An entirely new remark.",
                "It stays there for a year."));

    assertThat(html)
        .contains("[deleted: </span>5<span")
        .contains("[added: </span>7<span")
        .contains("Added paragraph");
    Samples.keep("diff.html", html);
  }

  @Test
  void theDifferencePageSaysWhoseWordsWereChanged() throws IOException {
    String html =
        difference(
            Samples.statement("On rates", "en", said("“We will not wait.”")),
            Samples.statement("On rates", "en", said("“We will wait.”")));

    assertThat(html)
        .contains(">Changed paragraph inside a quotation of Leyla Əliyeva</p>")
        .contains("[deleted inside a quotation of Leyla Əliyeva: </span> not<")
        .contains("<q class=\"quoted\">“We will</q>");
    Samples.keep("diff-quotation.html", html);
  }

  private static List<Block> said(String words) {
    String before = "She said: ";
    return List.of(
        new Block(
            Zone.PARAGRAPH,
            before + words + " Then she left.",
            Optional.empty(),
            0,
            List.of(
                new Quotation(
                    before.length(),
                    before.length() + words.length(),
                    Optional.of("Leyla Əliyeva")))));
  }

  private static String difference(Statement before, Statement after) {
    Moment moment = Moment.of(Samples.NOW, Samples.NOW);
    return PAGES.render(
        "statement/difference.jte",
        new DiffView(
            "id",
            "On rates",
            "en",
            "ltr",
            new DiffView.Side(1, "published", "good", moment),
            new DiffView.Side(2, "edited", "warn", moment),
            "2 paragraphs differ",
            RevisionDiff.between(
                Samples.revision(before, 1, Cause.PUBLISHED),
                Samples.revision(after, 2, Cause.EDITED))));
  }

  private static String page(Statement statement) {
    Revision revision = Samples.revision(statement, 3, Cause.EDITED);
    var history =
        List.of(
            new StatementViews.RevisionFacts(
                3, Cause.EDITED, Samples.NOW.minusSeconds(60), Optional.of(FIGURES)),
            new StatementViews.RevisionFacts(
                2, Cause.EDITED, Samples.NOW.minusSeconds(900), Optional.empty()),
            new StatementViews.RevisionFacts(
                1, Cause.PUBLISHED, Samples.NOW.minusSeconds(3_000), Optional.empty()));
    return PAGES.render(
        "statement/statement.jte", StatementViews.of(revision, history, Samples.NOW));
  }
}
