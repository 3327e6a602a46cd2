package dev.herald.app.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.config.source.Source;
import java.util.List;

/// What became of a look at one source.
///
/// @param probes one for each discovery, in the source's order; never empty
public record SourceReport(String id, String country, String institution, List<Probe> probes) {
  public SourceReport {
    if (probes.isEmpty()) throw new IllegalArgumentException("a report has a probe, " + id);
    probes = List.copyOf(probes);
  }

  static SourceReport of(Source source, List<Probe> probes) {
    return new SourceReport(source.id(), source.country(), source.institution(), probes);
  }

  /// The first outcome that is not ok; ok if all are.
  @JsonProperty
  public CheckOutcome outcome() {
    return probes.stream()
        .map(Probe::outcome)
        .filter(outcome -> outcome != CheckOutcome.OK)
        .findFirst()
        .orElse(CheckOutcome.OK);
  }
}
