package dev.herald.indexer.notify;

import dev.herald.config.rule.Tier;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each delivery to the log.
record LogChannel(Logger log) implements Channel {
  LogChannel(String name) {
    this(LoggerFactory.getLogger(name));
  }

  @Override
  public Duration longest() {
    return Duration.ZERO;
  }

  @Override
  public Outcome send(Alert alert) {
    if (alert.incident().isPresent()) log(alert.incident().get());
    else if (alert.brokenRule().isPresent()) log(alert.brokenRule().get());
    else log(alert);
    return new Outcome.Delivered();
  }

  @Override
  public Outcome send(Digest digest) {
    log.info(
        "digest rule={} from={} until={} alerts={} delivery={}{}",
        digest.ruleId(),
        digest.from(),
        digest.until(),
        digest.count(),
        digest.deliveryId(),
        digest.alerts().stream().map(LogChannel::line).collect(Collectors.joining()));
    return new Outcome.Delivered();
  }

  private static String line(Alert alert) {
    return "\n  cause=%s institution=%s title=%s url=%s delivery=%s %s"
        .formatted(
            alert.cause(),
            alert.institution(),
            alert.title(),
            alert.url(),
            alert.deliveryId(),
            WhyText.line(alert));
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

  private void log(Alert.OfRule rule) {
    log.warn(
        "rule={} works={} since={} query={} reason={}",
        rule.ruleId(),
        rule.works(),
        rule.since(),
        rule.query(),
        rule.reason());
  }

  private void log(Alert alert) {
    log.info(
        "rule={}{} cause={} institution={} title={} url={} delivery={} {}",
        alert.ruleId(),
        alert.tier().filter(Tier.URGENT::equals).map(_ -> " tier=urgent").orElse(""),
        alert.cause(),
        alert.institution(),
        alert.title(),
        alert.url(),
        alert.deliveryId(),
        WhyText.line(alert));
  }
}
