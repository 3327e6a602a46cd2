package dev.herald.crawler.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.Discovery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingReaderTest {
  @Test
  void theDayBesideATitleIsItsTime() {
    Listed listed =
        read(
            """
            <ul><li><a href="/2">Statement of 3 May 2024 on the budget amended</a>
                  <span>26 February 2026</span></li>
                <li><a href="/1">Report on the harbour of Northport adopted</a>
                  <time datetime="2026-02-25T10:00:00+04:00">yesterday</time></li>
                <li><a href="/0">Report on the railway of Elmside adopted</a></li></ul>
            """);

    assertThat(listed.items().get(0).published().date()).contains(LocalDate.of(2026, 2, 26));
    assertThat(listed.items().get(0).published().provenance()).isEqualTo(Provenance.LISTING);
    assertThat(listed.items().get(1).published().instant())
        .contains(Instant.parse("2026-02-25T06:00:00Z"));
    assertThat(listed.items().get(2).published().date()).isEmpty();
  }

  @Test
  void ofTwoDaysBesideATitleNoneIsTaken() {
    Listed listed =
        read(
            """
            <ul><li><a href="/2">Session on the budget of the republic</a> 3 May 2026 – 5 May 2026</li>
                <li><a href="/1">Session on the harbour of Northport</a> 1 May 2026</li></ul>
            """);

    assertThat(listed.items().get(0).published().date()).isEmpty();
    assertThat(listed.items().get(1).published().date()).contains(LocalDate.of(2026, 5, 1));
  }

  @Test
  void theHeadingOfACardIsTheTitle() {
    Listed listed =
        read(
            """
            <div><a class="card" href="/2"><h3>Report on the harbour adopted</h3>
                <p>The committee adopted it.</p> <span>26 February 2026</span></a></div>
            <div><a class="card" href="/1"><h3>Report on the railway adopted</h3>
                <p>The committee adopted it.</p> <span>25 February 2026</span></a></div>
            """);

    assertThat(listed.items())
        .extracting(item -> item.title().orElse(""))
        .containsExactly("Report on the harbour adopted", "Report on the railway adopted");
    assertThat(listed.items().getFirst().published().date()).contains(LocalDate.of(2026, 2, 26));
  }

  @Test
  void aMenuIsNoListEvenWhereNothingElseIsLinked() {
    Listed listed =
        read(
            """
            <div><a href="/">Home</a><a href="/all">All releases of the office</a><a href="/a">About</a></div>
            <ul><li><a href="/1">Report on the harbour of Northport adopted</a></li></ul>
            """);

    assertThat(listed.items())
        .extracting(item -> item.url().toString())
        .containsExactly("https://press.example/1");
  }

  @Test
  void filesAreListedByTheirNumbersAlone() {
    Listed listed =
        read(
            """
            <div><a href="/">Home</a><a href="/search">Search</a></div>
            <table><tr><td><a href="/docs/4324-16.pdf">16/4324</a></td></tr>
            <tr><td><a href="/docs/4931-16.pdf">16/4931</a></td></tr></table>
            """);

    assertThat(listed.items())
        .extracting(item -> item.url().toString())
        .containsExactly(
            "https://press.example/docs/4324-16.pdf", "https://press.example/docs/4931-16.pdf");
  }

  @Test
  void whereEveryLinkSaysTheSameTheHeadingIsTheTitle() {
    Listed listed =
        read(
            """
            <div><h3>Report on the harbour adopted</h3> 26 February 2026 <a href="/2">Read more</a></div>
            <div><h3>Report on the railway adopted</h3> 25 February 2026 <a href="/1">Read more</a></div>
            """);

    assertThat(listed.items())
        .extracting(item -> item.title().orElse(""))
        .containsExactly("Report on the harbour adopted", "Report on the railway adopted");
    assertThat(listed.items().getFirst().published().date()).contains(LocalDate.of(2026, 2, 26));
  }

  @Test
  void theDayAboveSeveralTitlesIsTheirs() {
    Listed listed =
        read(
            """
            <dl><dt>26 February 2026</dt>
            <dd><a href="/3">Report on the harbour of Northport adopted</a></dd>
            <dd><a href="/2">Report on the railway of Elmside adopted</a></dd>
            <dt>25 February 2026</dt>
            <dd><a href="/1">Report on the hospital of Oakfield adopted</a></dd></dl>
            """);

    assertThat(listed.items())
        .extracting(item -> item.published().date().orElse(LocalDate.EPOCH))
        .containsExactly(
            LocalDate.of(2026, 2, 26), LocalDate.of(2026, 2, 26), LocalDate.of(2026, 2, 25));
  }

  @Test
  void theDayBelowATitleIsNotThatOfTheNext() {
    Listed listed =
        read(
            """
            <div><a href="/2">Report on the railway of Elmside adopted</a><p>26 February 2026</p>
            <a href="/1">Report on the hospital of Oakfield adopted</a><p>25 February 2026</p></div>
            """);

    assertThat(listed.items()).allSatisfy(item -> assertThat(item.published().date()).isEmpty());
  }

  @Test
  void anEmptyMarkOfTimeDoesNotHideTheDayThatIsShown() {
    Listed listed =
        read(
            """
            <ul><li><a href="/2">Report on the harbour of Northport adopted</a>
                <time datetime="">26 February 2026</time></li>
            <li><a href="/1">Report on the railway of Elmside adopted</a></li></ul>
            """);

    assertThat(listed.items().getFirst().published().date()).contains(LocalDate.of(2026, 2, 26));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<p><a href='%s'>%s</a> 3 March 2026</p>", "<p><a href='%s'>%s</a></p>"})
  void aLongMenuIsNotTakenForTheList(String row) {
    var menu =
        new StringBuilder(row.contains("March") ? "<ul class='mm'>" : "<ul class='main-menu'>");
    var list = new StringBuilder("<div>");
    for (int i = 0; i < 60; i++)
      menu.append(
          "<li><a href='/info/%d'>Committees and their duties, part %d</a>".formatted(i, i));
    for (int i = 0; i < 8; i++)
      list.append(row.formatted("/" + i, "Report %d on the harbour of Northport".formatted(i)));

    Listed listed = read(menu + "</ul>" + list + "</div>");

    assertThat(listed.items())
        .hasSize(8)
        .allMatch(item -> item.url().encodedPath().matches("/\\d"));
  }

  @Test
  void statementsMayStandOnAnotherHostOfTheSamePublisher() {
    Listed listed =
        read(
            """
            <ul><li><a href="https://www.press.example/2">Report on the harbour of Northport</a></li>
            <li><a href="https://www.press.example/1">Report on the railway of Elmside</a></li></ul>
            <ul><li><a href="https://videos.example/2">Report on the harbour of Northport, film</a></li>
            <li><a href="https://videos.example/1">Report on the railway of Elmside, the film</a></li></ul>
            """);

    assertThat(listed.items())
        .extracting(item -> item.url().toString())
        .containsExactly("https://www.press.example/2", "https://www.press.example/1");
  }

  private static Listed read(String body) {
    HttpUrl url = HttpUrl.get("https://press.example/news");
    Discovery discovery =
        new Discovery(
            Discovery.Kind.LISTING,
            url.toString(),
            Optional.empty(),
            Optional.empty(),
            5,
            List.of(),
            List.of());
    Answer answer =
        new Answer(
            url,
            ByteString.encodeUtf8("<html><body>" + body + "</body></html>"),
            Optional.of("text/html; charset=utf-8"),
            List.of("en"),
            ZoneId.of("UTC"),
            Instant.parse("2026-05-02T00:00:00Z"));
    return ListingReader.read(answer, discovery);
  }
}
