package dev.herald.indexer.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.read.Judgements.Judgement;
import dev.herald.indexer.read.Judgements.Precision;
import dev.herald.indexer.read.Judgements.Verdict;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoredJudgementsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static EmbeddedPostgres postgres;
  private static StoredJudgements judgements;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    Outbox.open(postgres.getPostgresDatabase());
    judgements = new StoredJudgements(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @Test
  void precisionIsCountedByRule() throws IOException {
    judge("taxes", "one", Verdict.USEFUL, 0);
    judge("taxes", "two", Verdict.NOISE, 1);
    judge("taxes", "three", Verdict.USEFUL, 2);
    judge("floods", "one", Verdict.NOISE, 3);

    assertThat(judgements.precisions())
        .containsEntry("taxes", new Precision(2, 3))
        .containsEntry("floods", new Precision(0, 1));
    assertThat(judgements.latest("taxes", 2))
        .extracting(Judgement::statementId)
        .containsExactly("three", "two");
  }

  @Test
  void theLastVerdictCountsUntilItIsTakenBack() throws IOException {
    judge("ports", "one", Verdict.USEFUL, 0);
    judge("ports", "one", Verdict.NOISE, 1);

    assertThat(judgements.ofRule("ports", List.of("one", "other")))
        .containsOnly(java.util.Map.entry("one", Verdict.NOISE));
    assertThat(judgements.latest("ports", 10))
        .containsExactly(new Judgement("ports", "one", Verdict.NOISE, NOON.plusSeconds(1)));

    judgements.takeBack("ports", "one");
    judgements.takeBack("ports", "one");

    assertThat(judgements.ofRule("ports", List.of("one"))).isEmpty();
    assertThat(judgements.precisions()).doesNotContainKey("ports");
  }

  private static void judge(String rule, String statement, Verdict verdict, int second)
      throws IOException {
    judgements.judge(new Judgement(rule, statement, verdict, NOON.plusSeconds(second)));
  }
}
