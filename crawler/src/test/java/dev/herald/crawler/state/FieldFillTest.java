package dev.herald.crawler.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldFillTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void threePagesInARowWithoutWhatAllShowedAreAFall() {
    FieldFill two = lacking(showing(FieldFill.NONE, 20), 2);
    FieldFill three = lacking(two, 3);

    assertThat(two.isFallen()).isFalse();
    assertThat(three.isFallen()).isTrue();
    assertThat(three.since()).contains(START.plusSeconds(1));
  }

  @Test
  void onePageThatIsReadAgainAndAgainIsOne() {
    FieldFill fill = showing(FieldFill.NONE, 20);
    for (int i = 0; i < 9; i++) fill = fill.after("/same", false, START.plusSeconds(i));

    assertThat(fill.missing()).containsExactly("/same");
    assertThat(fill.isFallen()).isFalse();
  }

  @Test
  void whatPagesSeldomShowedMayBeMissingForLong() {
    FieldFill fill = FieldFill.NONE;
    for (int i = 0; i < 30; i++) fill = fill.after("/" + i, i % 3 == 0, START);

    assertThat(lacking(fill, 8).isFallen()).isFalse();
  }

  @Test
  void aFewPagesAreNothingToCompareWith() {
    assertThat(lacking(showing(FieldFill.NONE, 5), 5).isFallen()).isFalse();
  }

  @Test
  void aPageThatShowsItEndsTheFallAndKeepsWhatWasMissing() {
    FieldFill over = lacking(showing(FieldFill.NONE, 20), 4).after("/back", true, START);

    assertThat(over.isFallen()).isFalse();
    assertThat(over).isEqualTo(new FieldFill(25, 21, List.of(), Optional.empty()));
  }

  @Test
  void whatFiftyPagesLackIsTheNewUsual() {
    assertThat(lacking(showing(FieldFill.NONE, 100), 60).isFallen()).isFalse();
  }

  private static FieldFill showing(FieldFill from, int pages) {
    FieldFill fill = from;
    for (int i = 0; i < pages; i++) fill = fill.after("/shows/" + i, true, START);
    return fill;
  }

  private static FieldFill lacking(FieldFill from, int pages) {
    FieldFill fill = from;
    for (int i = 1; i <= pages; i++) fill = fill.after("/lacks/" + i, false, START.plusSeconds(i));
    return fill;
  }
}
