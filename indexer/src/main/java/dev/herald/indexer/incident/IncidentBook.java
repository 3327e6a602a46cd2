package dev.herald.indexer.incident;

import dev.herald.indexer.notify.Alert.Step;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// The incidents that somebody was told of, in PostgreSQL: of each source and kind at most one is
/// open. Thread-safe, and shared by processes, also by those of another version: what only a later
/// one knows is left to it.
public final class IncidentBook {
  private static final String OPEN =
      """
      INSERT INTO indexer.incident (source_id, kind, since, told_at, before_it, evidence)
      VALUES (:source, :kind, :since, :now, :before, :evidence)
      """;
  private static final String REMIND =
      """
      UPDATE indexer.incident SET told_at = :now, evidence = :evidence
      WHERE source_id = :source AND kind = :kind AND closed_at IS NULL
      """;
  private static final String CLOSE =
      """
      UPDATE indexer.incident SET told_at = :now, closed_at = :closed
      WHERE source_id = :source AND kind = :kind AND closed_at IS NULL
      """;

  /// Within how long a trouble that comes and goes is still the same: a host that answers every
  /// third visit must not be told of all day.
  private static final Duration COMES_AGAIN = Duration.ofHours(1);

  /// As far as the clocks of two processes may be apart.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final Duration remindEvery;

  /// Over the indexer's database, which is up to date.
  ///
  /// @param remindEvery how often an incident that lasts is told of again; zero never
  public IncidentBook(DataSource database, Duration remindEvery) {
    this.jdbi = Jdbi.create(database);
    this.remindEvery = remindEvery;
  }

  /// Finds the incidents of now, closed ones among them.
  public interface Finding {
    /// Looks.
    List<Incident> find() throws IOException;
  }

  /// What is to be told of an incident.
  public record News(Incident incident, Step step) {}

  /// An incident that is open in the book.
  private record Kept(Incident incident, Instant toldAt) {
    boolean isOf(Incident other) {
      return incident.sourceId().equals(other.sourceId()) && incident.kind() == other.kind();
    }
  }

  /// Brings the book up to date, and puts what is to be told into the outbox with it: each step of
  /// an incident is told once, whatever process sees it.
  ///
  /// One process looks after the other: one that looked before another wrote would close what the
  /// other has just opened.
  ///
  /// @param kinds those that are looked for; incidents of others stay as they are
  /// @param alerts the deliveries that tell of one step
  /// @throws IOException if they cannot be found; the book stays as it is then
  public void update(
      Predicate<Kind> kinds, Finding finding, Instant now, Function<News, List<Outbox.Due>> alerts)
      throws IOException {
    jdbi.useTransaction(
        handle -> {
          waitForOthers(handle);
          List<Incident> found = finding.find();
          for (News one : news(open(handle, kinds), found, now)) {
            Outbox.add(handle, alerts.apply(one));
            write(handle, one, now);
          }
        });
  }

  private List<News> news(List<Kept> kept, List<Incident> found, Instant now) {
    List<News> news = new ArrayList<>();
    for (Incident incident : found) {
      if (!incident.isOpen()) continue;
      Optional<Kept> known = kept.stream().filter(one -> one.isOf(incident)).findFirst();
      if (known.isEmpty()) news.add(new News(incident, Step.OPENED));
      else if (isForgotten(known.get(), now)) news.add(new News(incident, Step.LASTS));
    }
    for (Kept one : kept)
      if (found.stream().noneMatch(incident -> one.isOf(incident) && mayGoOn(incident, now)))
        news.add(new News(closed(one, found, now), Step.CLOSED));
    return news;
  }

  private static boolean mayGoOn(Incident incident, Instant now) {
    return incident.closedAt().map(at -> at.plus(COMES_AGAIN).isAfter(now)).orElse(true);
  }

  /// Whether it was told of too long ago, or at a time that never came because a clock was set
  /// back.
  private boolean isForgotten(Kept kept, Instant now) {
    if (remindEvery.isZero()) return false;
    return !kept.toldAt().plus(remindEvery).isAfter(now)
        || kept.toldAt().isAfter(now.plus(CLOCKS_DIFFER));
  }

  /// As the reports show its end, or else as of now.
  private static Incident closed(Kept kept, List<Incident> found, Instant now) {
    Incident open = kept.incident();
    Instant at =
        found.stream()
            .filter(kept::isOf)
            .map(Incident::closedAt)
            .flatMap(Optional::stream)
            .filter(open.since()::isBefore)
            .findFirst()
            .orElse(now);
    return new Incident(
        open.sourceId(),
        open.kind(),
        open.since(),
        Optional.of(at),
        open.before(),
        open.evidence());
  }

  private static void waitForOthers(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('herald.incidents'))");
  }

  private static List<Kept> open(Handle handle, Predicate<Kind> kinds) {
    return handle
        .createQuery("SELECT * FROM indexer.incident WHERE closed_at IS NULL")
        .map((row, _) -> kept(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .filter(one -> kinds.test(one.incident().kind()))
        .toList();
  }

  private static Optional<Kept> kept(ResultSet row) throws SQLException {
    String name = row.getString("kind");
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(known -> known.name().equals(name)).findFirst();
    return kind.isEmpty() ? Optional.empty() : Optional.of(kept(row, kind.get()));
  }

  private static Kept kept(ResultSet row, Kind kind) throws SQLException {
    return new Kept(
        new Incident(
            row.getString("source_id"),
            kind,
            row.getTimestamp("since").toInstant(),
            Optional.empty(),
            Optional.ofNullable(row.getString("before_it")),
            row.getString("evidence")),
        row.getTimestamp("told_at").toInstant());
  }

  private static void write(Handle handle, News news, Instant now) {
    Incident incident = news.incident();
    switch (news.step()) {
      case OPENED ->
          update(handle, OPEN, incident, now)
              .bind("since", incident.since().atOffset(ZoneOffset.UTC))
              .bind("before", incident.before().orElse(null))
              .bind("evidence", incident.evidence())
              .execute();
      case LASTS ->
          update(handle, REMIND, incident, now).bind("evidence", incident.evidence()).execute();
      case CLOSED ->
          update(handle, CLOSE, incident, now)
              .bind("closed", incident.closedAt().orElse(now).atOffset(ZoneOffset.UTC))
              .execute();
    }
  }

  private static Update update(Handle handle, String statement, Incident incident, Instant now) {
    return handle
        .createUpdate(statement)
        .bind("source", incident.sourceId())
        .bind("kind", incident.kind().name())
        .bind("now", now.atOffset(ZoneOffset.UTC));
  }
}
