package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.indexer.read.Matches.Level;
import dev.herald.indexer.read.Matches.Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualVolumeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // last day | weeks before | level | usual
        "7  | 6 7 8 7 6 9 7 7    | USUAL | 7",
        "40 | 6 7 8 7 6 9 7 7    | MANY  | 7",
        "0  | 20 22 19 21 20 20  | FEW   | 20",
        "0  | 2 1 0 3 2 1 2 2    | USUAL | 2",
        "3  | 0 0 0 0 0 0 0 0    | USUAL | 0",
        "4  | 0 0 0 0 0 0 0 0    | MANY  | 0",
        "20 | 20 0 20 21 300 20  | USUAL | 20",
        "60 | 10 90 20 80 30 70  | USUAL | 50",
        "9  | 1 2 3 4            | MANY  | 2.5"
      })
  void aDayIsJudgedByTheSameDaysBefore(long lastDay, String weeks, Level level, double usual) {
    assertThat(UsualVolume.judge(lastDay, counts(weeks)))
        .isEqualTo(new Volume(lastDay, Optional.of(usual), level));
  }

  @Test
  void aRuleThatIsNewIsNotJudged() {
    assertThat(UsualVolume.judge(500, List.of(1L, 1L, 1L)))
        .isEqualTo(new Volume(500, Optional.empty(), Level.UNKNOWN));
  }

  /// Counts that only chance moves.
  @ParameterizedTest(name = "seed {0}, {1} a day")
  @CsvSource({"1, 0.3", "2, 1", "3, 5", "4, 20", "5, 200"})
  void chanceIsSeldomTakenForNews(long seed, double perDay) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    long marked =
        IntStream.range(0, 2_000)
            .filter(
                _ -> {
                  Level level = judge(random, perDay, perDay);
                  return level == Level.MANY || level == Level.FEW;
                })
            .count();

    assertThat(marked).isLessThan(2_000 * 3 / 100);
  }

  @ParameterizedTest(name = "seed {0}, {1} instead of {2} a day")
  @CsvSource({"1, 30, 5, MANY", "2, 60, 20, MANY", "3, 2, 40, FEW", "4, 90, 200, FEW"})
  void whatIsNewsIsSeldomTakenForChance(long seed, double now, double perDay, Level level) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    long found = IntStream.range(0, 2_000).filter(_ -> judge(random, now, perDay) == level).count();

    assertThat(found).isGreaterThan(2_000 * 95 / 100);
  }

  private static Level judge(RandomGenerator random, double now, double perDay) {
    List<Long> weeks =
        LongStream.range(0, UsualVolume.WEEKS).map(_ -> drawn(random, perDay)).boxed().toList();
    return UsualVolume.judge(drawn(random, now), weeks).level();
  }

  /// A Poisson count: how many waits fit into a day.
  private static long drawn(RandomGenerator random, double perDay) {
    long count = -1;
    for (double time = 0; time < 1; count++) time += random.nextExponential() / perDay;
    return count;
  }

  private static List<Long> counts(String text) {
    return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }
}
