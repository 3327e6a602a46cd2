package dev.herald.crawler.state;

import dev.herald.config.source.Source;
import dev.herald.crawler.schedule.Rhythm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each source's rhythm, from when its statements were first seen; looked at anew every few hours.
/// Thread-safe.
public final class Rhythms {
  private static final Logger LOG = LoggerFactory.getLogger(Rhythms.class);
  private static final Duration LEARN_EVERY = Duration.ofHours(6);

  /// After the first visit, what a list held already is still being read.
  private static final Duration BACKLOG = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final ConcurrentHashMap<String, Learned> learned = new ConcurrentHashMap<>();

  private record Learned(Rhythm rhythm, Instant at) {}

  /// @param database migrated by [CrawlState#open]
  public Rhythms(DataSource database, Clock clock) {
    this.jdbi = Jdbi.create(database);
    this.clock = clock;
  }

  /// What is known of a source; even intervals while that is nothing.
  public Rhythm of(Source source) {
    Instant now = clock.instant();
    Learned before = learned.get(source.id());
    if (before != null
        && before.rhythm().zone().equals(source.zone())
        && now.isBefore(before.at().plus(LEARN_EVERY))) return before.rhythm();
    Rhythm rhythm = learn(source, now);
    learned.put(source.id(), new Learned(rhythm, now));
    return rhythm;
  }

  /// Remembers how many statements each of a source's lists named; falls at once, rises slowly, for
  /// one long list says nothing of the next.
  ///
  /// @param listed of all its lists together, in a visit that read them; 0 changes nothing
  public void listed(Source source, int listed) {
    int each = listed / Math.max(1, source.discovery().size());
    if (each == 0) return;
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO crawler.source_rhythm AS r (source_id, listed)
                    VALUES (:id, :listed)
                    ON CONFLICT (source_id) DO UPDATE
                      SET listed = LEAST(excluded.listed, r.listed + 1)
                      WHERE r.listed <> excluded.listed
                    """)
                .bind("id", source.id())
                .bind("listed", each)
                .execute());
  }

  private Rhythm learn(Source source, Instant now) {
    try {
      int listed =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("SELECT listed FROM crawler.source_rhythm WHERE source_id = :id")
                      .bind("id", source.id())
                      .mapTo(Integer.class)
                      .findOne()
                      .orElse(0));
      return listed == 0
          ? Rhythm.none(source.zone())
          : Rhythm.learn(seen(source.id(), now), listed, source.zone(), now);
    } catch (JdbiException e) {
      LOG.warn("rhythm is not known source={} reason={}", source.id(), e.toString());
      return Rhythm.none(source.zone());
    }
  }

  private List<Instant> seen(String sourceId, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.first_seen FROM crawler.statement s
                    JOIN crawler.source_state o ON o.source_id = s.source_id
                    WHERE s.source_id = :id AND s.first_seen > :since
                      AND s.first_seen > o.first_visit_at + :backlog * interval '1 second'
                    """)
                .bind("id", sourceId)
                .bind("since", now.minus(Rhythm.MEMORY).atOffset(ZoneOffset.UTC))
                .bind("backlog", BACKLOG.toSeconds())
                .mapTo(Instant.class)
                .list());
  }
}
