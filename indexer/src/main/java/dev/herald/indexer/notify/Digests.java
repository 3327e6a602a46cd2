package dev.herald.indexer.notify;

import dev.herald.config.message.Hashes;
import dev.herald.config.rule.DigestTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Deliveries that are told together, in PostgreSQL: collected while their digest is open, sent as
/// one message when its period is over. Thread-safe, and shared by processes.
///
/// Every delivery belongs to one digest, which it entered while that was open; a digest is closed
/// before it is sent. So each is told once, and none is left behind.
final class Digests {
  private final Jdbi jdbi;

  Digests(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The open digests of these deliveries, held until the transaction ends.
  ///
  /// @return the digest's id by delivery id, for those that are told together
  static Map<String, String> open(Handle handle, List<Outbox.Due> deliveries) {
    // Everyone takes them in the same order, so that nobody waits in a circle.
    Map<String, Outbox.Due> firsts = new TreeMap<>();
    for (Outbox.Due due : deliveries)
      if (due.digest().isPresent()) firsts.putIfAbsent(key(due), due);
    Map<String, String> idByKey = new HashMap<>();
    firsts.forEach((key, due) -> idByKey.put(key, open(handle, due, due.digest().orElseThrow())));
    Map<String, String> idByDelivery = new HashMap<>();
    for (Outbox.Due due : deliveries)
      if (due.digest().isPresent())
        idByDelivery.put(due.alert().deliveryId(), idByKey.getOrDefault(key(due), ""));
    return idByDelivery;
  }

  private static String key(Outbox.Due due) {
    return due.alert().ruleId() + " " + due.channel();
  }

  /// Opens the digest of the running period; one that is closed already leaves it to the next.
  private static String open(Handle handle, Outbox.Due due, DigestTimes times) {
    Instant closes = times.next(due.alert().matchedAt());
    while (true) {
      Optional<String> id =
          handle
              .createQuery(
                  """
                  INSERT INTO indexer.digest
                    (id, rule_id, rule_name, channel, begins_at, closes_at, due_at)
                  VALUES (:id, :rule, :name, :channel, :begins, :closes, :closes)
                  ON CONFLICT (id) DO UPDATE SET rule_name = excluded.rule_name
                    WHERE digest.state = 'open'
                  RETURNING id
                  """)
              .bind("id", id(due, closes))
              .bind("rule", due.alert().ruleId())
              .bind("name", due.alert().ruleName())
              .bind("channel", due.channel())
              .bind("begins", times.previous(closes).atOffset(ZoneOffset.UTC))
              .bind("closes", closes.atOffset(ZoneOffset.UTC))
              .mapTo(String.class)
              .findOne();
      if (id.isPresent()) return id.get();
      closes = times.next(closes);
    }
  }

  private static String id(Outbox.Due due, Instant closes) {
    return Hashes.deliveryId(due.alert().ruleId(), "digest until " + closes, due.channel());
  }

  /// Closes the digests of a channel whose period is over, and takes those that are due for the
  /// length of a lease.
  List<Taken> take(String channel, Instant now, int most, Duration lease) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE indexer.digest SET state = 'pending', due_at = now()
                  WHERE state = 'open' AND channel = :channel AND closes_at <= :now
                  """)
              .bind("channel", channel)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          return handle
              .createQuery(
                  """
                  UPDATE indexer.digest
                  SET attempts = attempts + 1, due_at = now() + :lease * interval '1 ms'
                  WHERE id IN (
                    SELECT id FROM indexer.digest
                    WHERE state = 'pending' AND channel = :channel AND due_at <= now()
                    ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                  RETURNING *
                  """)
              .bind("channel", channel)
              .bind("most", most)
              .bind("lease", lease.toMillis())
              .map((row, _) -> taken(handle, row))
              .list()
              .stream()
              .flatMap(Optional::stream)
              .toList();
        });
  }

  private Optional<Taken> taken(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("id");
    List<Optional<Alert>> kept =
        handle
            .createQuery(
                "SELECT alert FROM indexer.delivery WHERE digest_id = :id ORDER BY created_at, id")
            .bind("id", id)
            .map((one, _) -> Outbox.read(one.getString("alert")))
            .list();
    List<Alert> alerts = kept.stream().flatMap(Optional::stream).toList();
    // Without those that cannot be read it would not be complete.
    if (alerts.size() < kept.size()) return Optional.empty();
    if (alerts.isEmpty()) {
      // All that opened it were known already.
      handle.execute("UPDATE indexer.digest SET state = 'empty' WHERE id = ?", id);
      return Optional.empty();
    }
    return Optional.of(
        new Taken(
            this,
            new Digest(
                id,
                row.getString("rule_id"),
                row.getString("rule_name"),
                row.getTimestamp("begins_at").toInstant(),
                row.getTimestamp("closes_at").toInstant(),
                alerts),
            row.getInt("attempts")));
  }

  /// A digest taken to be sent; its deliveries share what becomes of it.
  record Taken(Digests digests, Digest digest, int attempts) implements Parcel {
    @Override
    public String id() {
      return digest.deliveryId();
    }

    @Override
    public Channel.Outcome sendBy(Channel channel) {
      return channel.send(digest);
    }

    @Override
    public void delivered() {
      digests.settle(this, "state = 'delivered', settled_at = now(), last_failure = NULL");
    }

    @Override
    public void retry(Instant at, String failure) {
      digests.settle(
          this,
          "due_at = :at, last_failure = :failure",
          Map.of("at", at.atOffset(ZoneOffset.UTC), "failure", failure));
    }

    @Override
    public void giveUp(String failure) {
      digests.settle(
          this,
          "state = 'failed', settled_at = now(), last_failure = :failure",
          Map.of("failure", failure));
    }
  }

  private void settle(Taken taken, String changes) {
    settle(taken, changes, Map.of());
  }

  private void settle(Taken taken, String changes, Map<String, ?> values) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("UPDATE indexer.digest SET " + changes + " WHERE id = :id")
              .bind("id", taken.id())
              .bindMap(values)
              .execute();
          handle
              .createUpdate(
                  "UPDATE indexer.delivery SET attempts = :attempts, "
                      + changes
                      + " WHERE digest_id = :id")
              .bind("id", taken.id())
              .bind("attempts", taken.attempts())
              .bindMap(values)
              .execute();
        });
  }
}
