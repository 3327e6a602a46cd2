package dev.herald.crawler.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.HeraldConfig;
import dev.herald.config.HeraldConfig.Withdrawal;
import dev.herald.crawler.fetch.HostGate;
import dev.herald.crawler.world.Score.What;
import dev.herald.crawler.world.SimulatedWorld.Crew;
import dev.herald.crawler.world.SimulatedWorld.Extent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A week of fifty press offices with the night in it in which Europe's clocks go back; the year
/// and more offices are in the benchmarks.
@Timeout(300)
class SimulatedWeekTest {
  private static final Instant START = Instant.parse("2026-10-21T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final HeraldConfig.Crawler USUAL = HeraldConfig.defaults().crawler();

  @Test
  void aWeekWithTheNightTheClocksGoBackIsWatchedWithoutAFault() {
    Score score = new SimulatedWorld(week(1, 50), Crew.USUAL).run();

    assertThat(score.examples()).isEmpty();
    assertThat(score.count(What.FOUND)).isGreaterThan(1_000);
    assertThat(score.count(What.EDITS)).isGreaterThan(50);
    assertThat(score.count(What.WITHDRAWALS)).isGreaterThan(5);
    assertThat(score.latency(0.5)).isLessThan(Duration.ofMinutes(15));
  }

  @Test
  void noOutageIsTakenForAWithdrawalEvenByACrawlerThatAsksOnce() {
    HeraldConfig.Crawler hasty =
        crawler(USUAL.maxStatementsPerVisit(), new Withdrawal(1, Duration.ofSeconds(1)));

    Score score = few(new Crew(hasty, Crew.USUAL.every(), Crew.USUAL.gate()));

    assertThat(score.count(What.WITHDRAWALS)).isPositive();
    assertThat(score.count(What.FALSE_WITHDRAWALS)).isZero();
  }

  @Test
  void theRefereeCatchesACrawlerThatDoesNotWaitItsTurn() {
    HostGate.Turn atOnce = () -> {};

    Score score = few(new Crew(Crew.USUAL.settings(), Crew.USUAL.every(), _ -> (_, _) -> atOnce));

    assertThat(score.count(What.IMPOLITE)).isPositive();
  }

  @Test
  void theRefereeCatchesACrawlerThatNeverFetchesAllThatItSees() {
    HeraldConfig.Crawler idle = crawler(1, USUAL.withdrawal());

    Score score = few(new Crew(idle, Duration.ofDays(1), Crew.USUAL.gate()));

    assertThat(score.count(What.MISSED)).isPositive();
  }

  @Test
  void theRefereeNoticesHowMuchLaterASlowCrawlerIs() {
    Crew slow = new Crew(Crew.USUAL.settings(), Duration.ofHours(3), Crew.USUAL.gate());

    assertThat(few(slow).latency(0.5)).isGreaterThan(few(Crew.USUAL).latency(0.5).multipliedBy(4));
  }

  private static HeraldConfig.Crawler crawler(int statementsPerVisit, Withdrawal withdrawal) {
    return new HeraldConfig.Crawler(
        USUAL.maxParallelHosts(),
        statementsPerVisit,
        USUAL.revisions(),
        withdrawal,
        USUAL.unconditionalEvery(),
        USUAL.canaryEvery(),
        USUAL.clustered());
  }

  private static Score few(Crew crew) {
    return new SimulatedWorld(week(2, 12), crew).run();
  }

  private static Extent week(long seed, int count) {
    return new Extent(seed, 0, count, Habits.BUSIEST, START, START.plus(WEEK));
  }
}
