package dev.herald.crawler.schedule;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/// A crawler process reduced to its schedule: writes down each visit and is killed in the middle.
final class ClusterMember {
  static final int SOURCES = 12;
  static final int HOSTS = 4;
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration VISIT = Duration.ofMillis(400);

  private ClusterMember() {}

  /// Visits until killed.
  ///
  /// @param arguments JDBC address, name of this process
  public static void main(String[] arguments) throws InterruptedException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    Jdbi jdbi = Jdbi.create(database);
    QuartzSchedule schedule =
        new QuartzSchedule(
            clustered(),
            postgresql(arguments[0]),
            source -> visit(jdbi, source, arguments[1]),
            Map::of,
            Clock.systemUTC());
    schedule.update(sources());
    schedule.start();
    Thread.currentThread().join();
  }

  static HeraldConfig.Crawler clustered() {
    HeraldConfig.Crawler usual = HeraldConfig.defaults().crawler();
    return new HeraldConfig.Crawler(
        4,
        10,
        usual.revisions(),
        usual.withdrawal(),
        usual.unconditionalEvery(),
        usual.canaryEvery(),
        true);
  }

  static HeraldConfig.Postgresql postgresql(String url) {
    return new HeraldConfig.Postgresql(
        Optional.of(url), Optional.of("postgres"), Optional.empty(), 5432, 5);
  }

  private static List<Source> sources() {
    return IntStream.range(0, SOURCES)
        .mapToObj(
            i -> TestSources.source("s" + i, "https://host%d.example/".formatted(i % HOSTS), EVERY))
        .toList();
  }

  private static void visit(Jdbi jdbi, Source source, String process) {
    String host = Triggers.authority(source);
    int id =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO visit (source, host, process, started_at)
                        VALUES (:source, :host, :process, clock_timestamp()) RETURNING id
                        """)
                    .bind("source", source.id())
                    .bind("host", host)
                    .bind("process", process)
                    .mapTo(Integer.class)
                    .one());
    try {
      Thread.sleep(VISIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    jdbi.useHandle(
        handle -> handle.execute("UPDATE visit SET ended_at = clock_timestamp() WHERE id = ?", id));
  }
}
