package dev.herald.indexer.notify;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alerts and revisions for tests.
final class Samples {
  private Samples() {}

  static Alert alert(String deliveryId, String title) {
    return alert(deliveryId, title, Instant.parse("2026-11-24T10:00:01Z"));
  }

  static Digest digest(String deliveryId, Alert... alerts) {
    return new Digest(
        deliveryId,
        "rates",
        "Interest rates",
        Instant.parse("2026-11-23T07:00:00Z"),
        Instant.parse("2026-11-24T07:00:00Z"),
        List.of(alerts));
  }

  static Alert alert(String deliveryId, String title, Instant matchedAt) {
    return alert(deliveryId, title, matchedAt, Optional.empty());
  }

  static Alert alert(String deliveryId, String title, Instant matchedAt, Optional<Tier> tier) {
    return new Alert(
        deliveryId,
        "rates",
        "Interest rates",
        Cause.PUBLISHED,
        "statement",
        "revision",
        1,
        title,
        "Central Bank",
        "TR",
        "en",
        Optional.of("2026-11-24T10:00Z"),
        Optional.of("Europe/Istanbul"),
        "https://press.example/1",
        "http://127.0.0.1:8080/statements/statement",
        "the rate rose",
        Instant.parse("2026-11-24T10:00:00Z"),
        matchedAt,
        Optional.empty(),
        tier,
        Optional.empty(),
        Optional.empty());
  }

  static Revision revision(Cause cause) {
    String url = "https://press.example/1";
    Instant seen = Instant.parse("2026-11-24T10:00:00Z");
    Statement statement =
        new Statement(
            Hashes.statementId(url),
            url,
            "bank",
            "Central Bank",
            "central-bank",
            "TR",
            "press-release",
            "en",
            "The rate rose",
            PublicationTime.UNKNOWN,
            seen,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Evidence(url, Optional.empty(), 0, "a".repeat(64), 200, Map.of(), seen, "allowed"),
            new Statement.Extraction("1", 1, Map.of()));
    return Revision.of(statement, 1, cause, 1, "fingerprint", seen, seen);
  }
}
