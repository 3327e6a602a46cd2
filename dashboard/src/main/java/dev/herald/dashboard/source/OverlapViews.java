package dev.herald.dashboard.source;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Overlap;
import dev.herald.dashboard.page.Words;
import java.util.List;
import java.util.Optional;

/// Makes the view of what a source's discoveries list alone and together. Pure.
final class OverlapViews {
  private OverlapViews() {}

  static List<SourceView.Discovery> of(Optional<CrawlReport> report) {
    List<Discovered> discoveries =
        report.flatMap(CrawlReport::discoveries).orElse(List.of()).stream()
            .filter(one -> one.overlap().isPresent())
            .toList();
    int most =
        discoveries.stream().mapToInt(one -> one.overlap().orElseThrow().listed()).max().orElse(0);
    return discoveries.stream().map(one -> view(one, most)).toList();
  }

  private static SourceView.Discovery view(Discovered one, int most) {
    Overlap overlap = one.overlap().orElseThrow();
    return new SourceView.Discovery(
        one.url(),
        Words.number(overlap.alone()),
        Words.number(overlap.shared()),
        percent(overlap.alone(), most),
        percent(overlap.shared(), most),
        told(overlap),
        overlap.isRedundant() ? "warn" : overlap.alone() > 0 ? "good" : "");
  }

  private static String told(Overlap overlap) {
    if (overlap.listed() == 0) return "has listed no statement yet";
    if (overlap.isRedundant()) return "brings nothing that another does not";
    return overlap.shared() == 0 ? "all of its own" : "brings what no other does";
  }

  private static double percent(int part, int most) {
    return most == 0 ? 0 : Math.round(1_000.0 * part / most) / 10.0;
  }
}
