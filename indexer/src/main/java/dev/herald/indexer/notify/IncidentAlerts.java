package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.source.Source;
import dev.herald.indexer.notify.Alert.OfIncident;
import dev.herald.indexer.notify.Alert.Step;
import dev.herald.indexer.read.Incident;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes deliveries of what becomes of incidents, for the channels that are told of them.
public final class IncidentAlerts {
  private static final String RULE = "herald-incidents";
  private static final String RULE_NAME = "Incident";

  private final List<String> channels;
  private final String dashboard;

  /// With the channels that are told, and the dashboard's address for links.
  public IncidentAlerts(HeraldConfig config) {
    this.channels = config.indexer().incidents().channels();
    this.dashboard = Alerts.dashboard(config.dashboard());
  }

  /// One delivery for each channel.
  ///
  /// @param source whose incident it is; empty for one of the chain itself, and where the source is
  ///   no longer watched
  public List<Outbox.Due> of(Incident incident, Step step, Optional<Source> source, Instant now) {
    return channels.stream()
        .map(channel -> alert(incident, step, source, channel, now))
        .map(told -> Outbox.Due.of(told.alert(), told.channel(), RULE, now))
        .toList();
  }

  private record Told(Alert alert, String channel) {}

  private Told alert(
      Incident incident, Step step, Optional<Source> source, String channel, Instant now) {
    boolean isOfTheChain = incident.kind().isOfTheChain();
    boolean isUnwatched = source.isEmpty() && !isOfTheChain;
    String institution =
        source.map(Source::institution).orElse(isOfTheChain ? "Herald" : incident.sourceId());
    String title =
        "%s: %s (%s%s)"
            .formatted(
                institution,
                incident.kind().label(),
                step.name().toLowerCase(Locale.ROOT),
                isUnwatched ? ", the source is no longer watched" : "");
    String id =
        String.join("|", incident.sourceId(), incident.kind().name(), step.name(), now.toString());
    return new Told(
        new Alert(
            Hashes.deliveryId(RULE, Hashes.sha256(id.getBytes(StandardCharsets.UTF_8)), channel),
            RULE,
            RULE_NAME,
            Cause.PUBLISHED,
            "",
            "",
            0,
            title,
            institution,
            source.map(Source::country).orElse("INT"),
            "en",
            Optional.empty(),
            Optional.empty(),
            source.flatMap(IncidentAlerts::address).orElse(dashboard),
            dashboard + source.map(_ -> incident.path()).orElse("/ledger"),
            incident.told(),
            now,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new OfIncident(
                    step,
                    incident.sourceId(),
                    incident.kind().name(),
                    incident.since(),
                    incident.closedAt(),
                    incident.before(),
                    incident.evidence())),
            Optional.empty()),
        channel);
  }

  private static Optional<String> address(Source source) {
    return source
        .homepage()
        .or(() -> source.discovery().stream().findFirst().map(Source.Discovery::url));
  }
}
