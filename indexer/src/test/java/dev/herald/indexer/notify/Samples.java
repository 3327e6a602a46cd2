package dev.herald.indexer.notify;

import dev.herald.config.message.Cause;
import java.time.Instant;
import java.util.Optional;

/// Alerts for tests.
final class Samples {
  private Samples() {}

  static Alert alert(String deliveryId, String title) {
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
        Instant.parse("2026-11-24T10:00:01Z"));
  }
}
