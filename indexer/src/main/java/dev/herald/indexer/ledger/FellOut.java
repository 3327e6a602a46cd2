package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The stages at which something may fall out of a visit.
public enum FellOut {
  DISCOVER,
  FETCH,
  ARCHIVE,
  EXTRACT,
  PUBLISH,
  /// Where is not told: a report names at most 100 failures.
  UNTOLD;

  /// Its name, as reports write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Counts what a report says fell out.
  public static Map<FellOut, Long> byStage(CrawlReport report) {
    Map<FellOut, Long> counts = new EnumMap<>(FellOut.class);
    int told = 0;
    for (CrawlReport.Failure failure : report.failures()) {
      if (failure.tellsNews()) continue;
      counts.merge(of(failure.stage()), 1L, Long::sum);
      told++;
    }
    long rest = (long) report.counts().failed() - told;
    if (rest > 0) counts.merge(UNTOLD, rest, Long::sum);
    return counts;
  }

  private static FellOut of(String stage) {
    for (FellOut known : values()) if (known.label().equals(stage)) return known;
    return UNTOLD;
  }
}
