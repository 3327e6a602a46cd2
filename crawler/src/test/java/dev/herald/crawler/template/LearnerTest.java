package dev.herald.crawler.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Layout OLD =
      layout("main > div.press", "main > h1", "page", "press", "meta", "share", "col-0", "lead");
  private static final Layout NEW =
      layout("article > div.rich", "header.top > h1", "app", "rich", "top", "grid", "hero", "tag");
  private static final Layout SPEECH =
      layout("main > div.speech", "main > h1.speech", "page", "press", "meta", "share", "col-0");

  private Template known = Template.NONE;
  private int seen;

  @Test
  void aPlaceThatHeldOnMorePagesIsSurer() {
    see(OLD);
    double afterOne = known.share(Field.BODY, "main > div.press");
    for (int i = 0; i < 9; i++) see(OLD);

    assertThat(afterOne).isEqualTo(0.5);
    assertThat(known.share(Field.BODY, "main > div.press")).isEqualTo(10 / 11.0);
    assertThat(known.share(Field.BODY, "main > div.other")).isZero();
    assertThat(known.usual(Field.TITLE)).contains("main > h1");
    assertThat(known.usual(Field.SIGNATURE)).isEmpty();
  }

  @Test
  void threePagesInARowOfAnotherDesignAreARedesignFromTheFirstOfThemOn() {
    for (int i = 0; i < 12; i++) see(OLD);
    see(NEW);
    see(NEW);
    assertThat(known.redesign()).isEmpty();

    see(NEW);

    Redesign change = known.redesign().orElseThrow();
    assertThat(change.since()).isEqualTo(START.plusSeconds(12));
    assertThat(change.url()).isEqualTo("https://press.example/12");
    assertThat(change.evidence())
        .contains("`main > div.press` on 12 of 12 pages")
        .contains("0% of the usual class names")
        .contains("`article > div.rich` on 3 of 3 pages");
    assertThat(known.pages()).isEqualTo(3);
    assertThat(known.share(Field.BODY, "main > div.press")).isZero();
  }

  @Test
  void anotherKindOfPageOfTheSameDesignIsNone() {
    for (int i = 0; i < 12; i++) see(OLD);

    for (int i = 0; i < 6; i++) see(SPEECH);

    assertThat(known.redesign()).isEmpty();
    assertThat(known.pages()).isEqualTo(18);
  }

  @Test
  void onePageOfAnotherDesignAmongTheUsualIsNone() {
    for (int i = 0; i < 12; i++) see(OLD);

    for (int i = 0; i < 4; i++) {
      see(NEW);
      see(OLD);
    }

    assertThat(known.redesign()).isEmpty();
    assertThat(known.strange()).isEmpty();
  }

  @Test
  void pagesThatAreAllDifferentAreNone() {
    for (int i = 0; i < 12; i++) see(OLD);

    for (int i = 0; i < 6; i++)
      see(layout("div.one" + (char) ('a' + i), "h" + (i + 1), "x" + (char) ('a' + i)));

    assertThat(known.redesign()).isEmpty();
    assertThat(known.strange()).hasSizeLessThan(3);
  }

  @Test
  void whatIsLearnedStaysSmallAndOldPagesFade() {
    for (int i = 0; i < 500; i++)
      see(layout("main > div.press", "h1.t" + letters(i), "press", "name-" + letters(i)));
    assertThat(known.pages()).isLessThanOrEqualTo(60);
    assertThat(known.names().size()).isLessThanOrEqualTo(400);
    assertThat(known.positions().getOrDefault(Field.TITLE, Map.of()).size())
        .isLessThanOrEqualTo(12);

    for (int i = 0; i < 200; i++) see(SPEECH);

    assertThat(known.share(Field.BODY, "main > div.press")).isLessThan(0.1);
  }

  @Test
  void numbersAndMadeUpNamesAreNoPartOfAPlace() {
    Element page =
        Jsoup.parse(
                """
                <main id="node-4711"><div class="css-1x2y3z press col-8"><p>Text</p></div></main>
                """)
            .body();

    assertThat(Position.of(page.expectFirst("p"))).isEqualTo("main#node-0 > div.press.col-0 > p");
  }

  private static String letters(int number) {
    return Integer.toString(number, 26).replaceAll("\\d", "q");
  }

  private static Layout layout(String body, String title, String... names) {
    return new Layout(Map.of(Field.BODY, body, Field.TITLE, title), Set.of(names));
  }

  private void see(Layout page) {
    known =
        Learner.observe(
            known, new Sighting(page, "https://press.example/" + seen, START.plusSeconds(seen)));
    seen++;
  }
}
