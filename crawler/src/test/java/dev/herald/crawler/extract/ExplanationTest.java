package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.Explanation.Candidate;
import dev.herald.crawler.extract.Explanation.Choice;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.GeneralExtractor.Explained;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String SENTENCE =
      "The ministry has agreed the budget for the coming year with all the states of the union. ";
  private static final String HTML =
      """
      <html lang="en"><head><title>Budget agreed | Ministry</title>
      <meta property="og:title" content="Budget agreed">
      <meta property="article:published_time" content="2024-03-14T09:30:00Z"></head><body>
      <nav><a href="/">Home</a> <a href="/press">Press</a></nav>
      <div class="teasers"><h2>Other news</h2><p>%s</p></div>
      <article><h1>Budget agreed</h1><p>14 March 2024</p><p>%s</p><p>%s</p>
      <p>Press Department</p><p>Reprints are free of charge.</p></article></body></html>
      """
          .formatted(SENTENCE, SENTENCE.repeat(5), SENTENCE.repeat(4));

  @Test
  void everyChoiceIsExplainedByWhatItWasMadeFrom() {
    Explained explained = new GeneralExtractor().explain(Pages.html(HTML), Hints.NONE);

    Extracted found = (Extracted) explained.result();
    assertThat(chosen(explained, "title").chosen()).contains(found.title());
    assertThat(chosen(explained, "title").why())
        .isEqualTo(found.extraction().chosenBy().get("title"));
    assertThat(chosen(explained, "title").candidates())
        .anySatisfy(
            candidate -> {
              assertThat(candidate.source()).isEqualTo("h1 confirmed by og:title");
              assertThat(candidate.score()).isPresent();
            });
    assertThat(chosen(explained, "published").chosen()).contains("2024-03-14T09:30:00Z");
    assertThat(chosen(explained, "published").candidates())
        .extracting(Candidate::source)
        .contains("meta", "votes for the day");
    assertThat(chosen(explained, "language").chosen()).contains("en");
    assertThat(chosen(explained, "language").candidates().getFirst().value()).isEqualTo("en");
    assertThat(chosen(explained, "signature").chosen()).contains("Press Department");
    assertThat(chosen(explained, "signature").candidates())
        .contains(
            new Candidate(
                "Reprints are free of charge.",
                "block 4",
                OptionalDouble.empty(),
                "ends as a sentence does"));
    assertThat(chosen(explained, "boilerplate").candidates())
        .extracting(Candidate::source)
        .containsExactly("after the signature");
  }

  @Test
  void theBestBoxOfTheBodyIsTheOneThatWasTaken() {
    Choice body = chosen(new GeneralExtractor().explain(Pages.html(HTML), Hints.NONE), "body");

    assertThat(body.chosen()).contains("article");
    assertThat(body.candidates().getFirst().value()).isEqualTo("article");
    assertThat(body.candidates())
        .isSortedAccordingTo(
            (one, other) -> Double.compare(other.score().orElseThrow(), one.score().orElseThrow()));
  }

  @Test
  void whatGoesWithTheTextIsExplainedToo() {
    String html =
        HTML.replace("</article>", "<p><a href='/annex.pdf'>Annex</a></p></article>")
            .replace("<h1>", "<link rel='alternate' hreflang='fr' href='/fr/1'><h1>");

    Explained explained = new GeneralExtractor().explain(Pages.html(html), Hints.NONE);

    assertThat(chosen(explained, "attachments").candidates())
        .extracting(Candidate::value)
        .containsExactly("https://press.example/annex.pdf");
    assertThat(chosen(explained, "translations").candidates())
        .extracting(Candidate::value)
        .containsExactly("fr https://press.example/fr/1");
    assertThat(chosen(explained, "references").chosen()).isEmpty();
  }

  @Test
  void askingForReasonsChangesNothing() {
    assertThat(new GeneralExtractor().explain(Pages.html(HTML), Hints.NONE).result())
        .isEqualTo(new GeneralExtractor().extract(Pages.html(HTML), Hints.NONE));
  }

  @Test
  void selectorsThatMissedStandBeforeTheOneThatWasTaken() {
    Selectors selectors =
        new Selectors(
            List.of(), List.of(), List.of(), List.of(".gone", "article"), List.of(), List.of());
    Hints hints =
        new Hints(
            List.of("en"),
            Optional.empty(),
            selectors,
            Boilerplate.NONE,
            Optional.empty(),
            PublicationTime.UNKNOWN);

    Choice body = chosen(new GeneralExtractor().explain(Pages.html(HTML), hints), "body");

    assertThat(body.why()).isEqualTo("selector article");
    assertThat(body.candidates().subList(0, 2))
        .extracting(Candidate::value, Candidate::note)
        .containsExactly(tuple(".gone", "finds nothing"), tuple("article", "taken"));
  }

  @Test
  void aBodyOfManySentencesIsSurerThanAScrapAmongLinks() {
    String links =
        "<ul>" + "<li><a href='/x'>Another page of this site</a></li>".repeat(9) + "</ul>";
    String scrap = "<div><p>%s</p></div>".formatted(SENTENCE);
    String body = "<div class='text'><p>%s</p></div>".formatted(SENTENCE.repeat(12));

    assertThat(confidence(links + "<h1>Budget agreed</h1>" + body))
        .isGreaterThan(0.1 + confidence(links + "<h1>Budget agreed</h1>" + scrap + links + scrap))
        .isLessThanOrEqualTo(1);
  }

  private static double confidence(String html) {
    return Pages.extract(Pages.html(html), Hints.NONE).extraction().confidence();
  }

  private static Choice chosen(Explained explained, String field) {
    return explained.explanation().choices().stream()
        .filter(choice -> choice.field().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
