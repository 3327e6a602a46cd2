package dev.herald.indexer.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// Everything that a rule told in a period, for one channel: the JSON body of a webhook, and what
/// mail and log are made of.
///
/// @param deliveryId the same for every repeat
/// @param ruleId which rule matched
/// @param ruleName its name for people
/// @param from the period's beginning
/// @param until its end
/// @param alerts all of them, as they came; at least one
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Digest(
    String deliveryId,
    String ruleId,
    String ruleName,
    Instant from,
    Instant until,
    List<Alert> alerts) {
  public Digest {
    alerts = List.copyOf(alerts);
  }

  /// How many they are, for receivers that check.
  @JsonProperty
  public int count() {
    return alerts.size();
  }
}
