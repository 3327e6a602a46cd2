package dev.herald.indexer.notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each delivery to the log.
record LogChannel(Logger log) implements Channel {
  LogChannel(String name) {
    this(LoggerFactory.getLogger(name));
  }

  @Override
  public Outcome send(Alert alert) {
    alert.incident().ifPresentOrElse(this::log, () -> log(alert));
    return new Outcome.Delivered();
  }

  private void log(Alert.OfIncident incident) {
    log.warn(
        "incident step={} source={} kind={} since={} before={} evidence={}",
        incident.step(),
        incident.sourceId(),
        incident.kind(),
        incident.since(),
        incident.before().orElse("unknown"),
        incident.evidence());
  }

  private void log(Alert alert) {
    log.info(
        "rule={} cause={} institution={} title={} url={} delivery={}",
        alert.ruleId(),
        alert.cause(),
        alert.institution(),
        alert.title(),
        alert.url(),
        alert.deliveryId());
  }
}
