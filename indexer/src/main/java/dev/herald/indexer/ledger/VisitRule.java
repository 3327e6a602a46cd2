package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.indexer.read.LedgerDay.Imbalance.Rule;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The rules that one visit's report must keep: what came to a stage went on to the next, or its
/// falling out is counted. Both figures are 0 where a report does not account for its pages.
public enum VisitRule {
  LISTED(Rule.LISTED_IS_TAKEN_OR_WAITS) {
    @Override
    long expected(Counts counts, Pages pages) {
      return (long) pages.waited() + pages.added();
    }

    @Override
    long found(Counts counts, Pages pages) {
      return (long) pages.taken() + pages.waiting();
    }
  },
  FETCHED(Rule.DUE_IS_FETCHED) {
    @Override
    long expected(Counts counts, Pages pages) {
      return pages.due();
    }

    @Override
    long found(Counts counts, Pages pages) {
      return (long) counts.fetched()
          + pages.notModified()
          + pages.gone()
          + pages.fellOutAt(FellOut.FETCH.label());
    }
  },
  EXTRACTED(Rule.FETCHED_IS_EXTRACTED) {
    @Override
    long expected(Counts counts, Pages pages) {
      return counts.fetched();
    }

    @Override
    long found(Counts counts, Pages pages) {
      return (long) counts.extracted()
          + pages.absent()
          + pages.fellOutAt(FellOut.ARCHIVE.label())
          + pages.fellOutAt(FellOut.EXTRACT.label());
    }
  },
  PUBLISHED(Rule.EXTRACTED_IS_PUBLISHED) {
    @Override
    long expected(Counts counts, Pages pages) {
      return (long) counts.extracted() + pages.withoutPage();
    }

    @Override
    long found(Counts counts, Pages pages) {
      return (long) counts.published()
          + pages.unchanged()
          + pages.joined()
          + pages.fellOutAt(FellOut.PUBLISH.label());
    }
  };

  private final Rule rule;

  VisitRule(Rule rule) {
    this.rule = rule;
  }

  /// Two figures that should be one.
  public record Figures(long expected, long found) {
    static final Figures NONE = new Figures(0, 0);

    Figures plus(Figures other) {
      return new Figures(expected + other.expected, found + other.found);
    }
  }

  abstract long expected(Counts counts, Pages pages);

  abstract long found(Counts counts, Pages pages);

  Rule rule() {
    return rule;
  }

  /// Its name, as stores keep it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The figures of a report, by rule.
  public static Map<VisitRule, Figures> figures(CrawlReport report) {
    Map<VisitRule, Figures> figures = new EnumMap<>(VisitRule.class);
    for (VisitRule one : values())
      figures.put(
          one,
          report
              .pages()
              .map(
                  pages ->
                      new Figures(
                          one.expected(report.counts(), pages), one.found(report.counts(), pages)))
              .orElse(Figures.NONE));
    return figures;
  }
}
