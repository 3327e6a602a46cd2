package dev.herald.crawler.world;

import dev.herald.crawler.state.FigureMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Figures that grew, in memory. For one thread.
final class WorldFigures implements FigureMemory {
  private final Map<Line, Map<String, Grown>> lines = new HashMap<>();

  private record Line(String sourceId, String line) {}

  private record Grown(long figure, int times, Instant at) {}

  @Override
  public void grew(String sourceId, String line, String statementId, long figure, Instant now) {
    lines
        .computeIfAbsent(new Line(sourceId, line), _ -> new HashMap<>())
        .merge(
            statementId,
            new Grown(figure, 1, now),
            (known, _) ->
                figure > known.figure() ? new Grown(figure, known.times() + 1, now) : known);
  }

  @Override
  public OptionalLong find(String sourceId, String line, String statementId, Instant since) {
    Grown grown = lines.getOrDefault(new Line(sourceId, line), Map.of()).get(statementId);
    return grown != null && grown.at().isAfter(since)
        ? OptionalLong.of(grown.figure())
        : OptionalLong.empty();
  }

  @Override
  public int growing(String sourceId, String line, Instant since) {
    return (int)
        lines.getOrDefault(new Line(sourceId, line), Map.of()).values().stream()
            .filter(grown -> grown.times() > 1 && grown.at().isAfter(since))
            .count();
  }
}
