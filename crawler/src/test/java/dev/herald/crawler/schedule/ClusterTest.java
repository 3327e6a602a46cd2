package dev.herald.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/// Two processes that share the work through the clustered store, one of which dies.
@Timeout(180)
class ClusterTest {
  private static final Duration TAKEN_OVER = Duration.ofMinutes(1);

  private String url = "";
  private Jdbi jdbi;

  @BeforeEach
  void aDatabaseInWhichVisitsAreWrittenDown() {
    url = TestDatabase.createUrl();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    CrawlState.open(database);
    jdbi = Jdbi.create(database);
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                CREATE TABLE visit (
                  id int GENERATED ALWAYS AS IDENTITY, source text, host text, process text,
                  started_at timestamptz, ended_at timestamptz)
                """));
  }

  @Test
  void aKilledProcessIsRelievedWithinAMinuteAndNoHostIsVisitedTwiceAtOnce() throws Exception {
    Map<String, Process> processes = Map.of("one", start("one"), "other", start("other"));
    try {
      await(() -> count("process = 'one'") >= 5 && count("process = 'other'") >= 5);
      String killed = visiting();
      Objects.requireNonNull(processes.get(killed)).destroyForcibly().waitFor();
      Instant killedAt = Instant.now();
      jdbi.useHandle(
          handle ->
              handle.execute(
                  "UPDATE visit SET ended_at = ? WHERE process = ? AND ended_at IS NULL",
                  killedAt.atOffset(ZoneOffset.UTC),
                  killed));

      // Everything goes on: each source has two visits that began after the other process died.
      await(() -> sourcesVisitedTwiceSince(killedAt) == ClusterMember.SOURCES);

      assertThat(lastFirstVisitSince(killedAt)).isBefore(killedAt.plus(TAKEN_OVER));
      assertThat(overlaps()).isEmpty();
    } finally {
      processes.values().forEach(Process::destroyForcibly);
    }
  }

  /// A process that is in the middle of a visit.
  private String visiting() throws InterruptedException {
    AtomicReference<String> process = new AtomicReference<>();
    await(
        () -> {
          process.set(
              jdbi.withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT max(process) FROM visit WHERE ended_at IS NULL")
                          .mapTo(String.class)
                          .one()));
          return process.get() != null;
        });
    return process.get();
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterMember.class.getName(),
            url,
            name)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private int count(String where) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM visit WHERE " + where)
                .mapTo(Integer.class)
                .one());
  }

  private int sourcesVisitedTwiceSince(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM (SELECT source FROM visit WHERE started_at > :since
                      GROUP BY source HAVING count(*) > 1) AS twice
                    """)
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
  }

  private Instant lastFirstVisitSince(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT max(first) FROM (SELECT min(started_at) AS first FROM visit
                      WHERE started_at > :since GROUP BY source) AS firsts
                    """)
                .bind("since", since)
                .mapTo(Instant.class)
                .one());
  }

  private List<String> overlaps() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.process || ' and ' || b.process || ' at ' || a.host
                    FROM visit a JOIN visit b ON a.host = b.host AND a.id < b.id
                    WHERE b.started_at < a.ended_at AND a.started_at < b.ended_at
                    """)
                .mapTo(String.class)
                .list());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) Thread.sleep(100);
  }
}
