package dev.herald.crawler.world;

import dev.herald.crawler.state.FormMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts that statements had before they were edited, in memory.
final class WorldForms implements FormMemory {
  private final Map<String, Map<String, Left>> forms = new HashMap<>();

  @Override
  public void leave(String statementId, String fingerprint, Instant now) {
    forms
        .computeIfAbsent(statementId, _ -> new HashMap<>())
        .merge(
            fingerprint,
            new Left(fingerprint, 1, now),
            (before, one) -> new Left(fingerprint, before.times() + one.times(), now));
  }

  @Override
  public List<Left> left(String statementId, Instant since) {
    return forms.getOrDefault(statementId, Map.of()).values().stream()
        .filter(one -> one.at().isAfter(since))
        .toList();
  }
}
