package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuityTest {
  @Test
  void numbersThatFollowOnLeaveNoGap() {
    assertThat(Continuity.gap(urls(7, 8, 9), urls(12, 11, 10))).isEmpty();
  }

  @Test
  void numbersThatWereNeverListedAreNamed() {
    assertThat(Continuity.gap(urls(7, 8, 9), urls(14, 13, 12)))
        .contains(
            "all 3 items are new, others may have slipped past since the last visit;"
                + " visit more often (numbers 10 to 11 were never listed)");
  }

  @Test
  void addressesWithoutNumbersCannotProveThatNothingSlippedPast() {
    List<String> known = List.of("https://press.example/rates-stay");
    List<String> listed = List.of("https://press.example/rates-rise");

    assertThat(Continuity.gap(known, listed)).isPresent();
  }

  private static List<String> urls(int... numbers) {
    return java.util.Arrays.stream(numbers)
        .mapToObj(number -> "https://press.example/2026/news?id=%d&lang=en".formatted(number))
        .toList();
  }
}
