package dev.herald.app.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// What Kafka's client logs while a command runs that ends.
final class KafkaLog {
  private KafkaLog() {}

  /// Silences its warnings: ten of a broker that is away would stand before the command's own line,
  /// which says so too and what to do.
  static void onlyErrors() {
    if (LoggerFactory.getLogger("org.apache.kafka") instanceof Logger kafka)
      kafka.setLevel(Level.ERROR);
  }
}
