package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.indexer.read.Incident.Kind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads from one report what is wrong with its source. Pure.
public final class Troubles {
  private static final int MANY_PAGES = 3;
  private static final Pattern TURNED_AWAY =
      Pattern.compile(
          "\\bHTTP (401|403|429)\\b|\\b(captcha|page against bots)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CERTIFICATE =
      Pattern.compile("\\bthe certificate (is|has)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DISALLOWED = Pattern.compile("\\brobots\\.txt of .*: disallowed\\b");

  /// Kinds that a report tells of as news, by the stage that it gives.
  private static final Map<Kind, String> NEWS =
      new EnumMap<>(
          Map.of(
              Kind.REDESIGN, Failure.DESIGN,
              Kind.SELECTOR, Failure.SELECTOR,
              Kind.CLOCK, Failure.CLOCK));

  private Troubles() {}

  /// The kinds of trouble that a report shows.
  public static Set<Kind> of(CrawlReport report) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : List.of(Kind.BLOCKED, Kind.CERTIFICATE, Kind.ROBOTS))
      if (!failures(report, kind).isEmpty()) kinds.add(kind);
    for (Kind kind : NEWS.keySet()) if (!news(report, kind).isEmpty()) kinds.add(kind);
    if (listsNothing(report)) kinds.add(Kind.NO_ITEMS);
    if (NEWS.keySet().containsAll(kinds) && report.outcome() == Outcome.FAILED)
      kinds.add(Kind.FAILING);
    return kinds;
  }

  /// Whether a report shows that a kind of trouble is over, or was not there: a visit that read
  /// nothing tells of no kind that it is, nor an unchanged listing whether it is empty, nor a visit
  /// without a page whether selectors find anything.
  public static boolean isHealthy(CrawlReport report, Kind kind) {
    if (kind == Kind.NO_ITEMS) return report.counts().listed() > 0;
    if (kind == Kind.SELECTOR && report.counts().extracted() == 0) return false;
    boolean read = report.outcome() != Outcome.FAILED && report.outcome() != Outcome.REFUSED;
    return read && !of(report).contains(kind);
  }

  /// What shows the trouble, in a sentence.
  static String evidence(CrawlReport report, Kind kind) {
    if (kind == Kind.NO_ITEMS)
      return "the discoveries answered with %d bytes that name no statement"
          .formatted(report.counts().bytes());
    List<Failure> shown = NEWS.containsKey(kind) ? news(report, kind) : failures(report, kind);
    Optional<Failure> first =
        shown.stream().findFirst().or(() -> report.failures().stream().findFirst());
    return first
        .map(failure -> failure.stage() + ": " + reason(failure))
        .orElse("the visit read nothing and gives no reason");
  }

  private static List<Failure> news(CrawlReport report, Kind kind) {
    return report.failures().stream()
        .filter(failure -> failure.stage().equals(NEWS.get(kind)))
        .toList();
  }

  private static String reason(Failure failure) {
    return failure.reason().contains(failure.url())
        ? failure.reason()
        : failure.url() + ": " + failure.reason();
  }

  /// Failures of that kind that keep the source from being read; one page that is closed to us, or
  /// few, are the publisher's choice.
  private static List<Failure> failures(CrawlReport report, Kind kind) {
    Optional<Pattern> pattern =
        switch (kind) {
          case BLOCKED -> Optional.of(TURNED_AWAY);
          case CERTIFICATE -> Optional.of(CERTIFICATE);
          case ROBOTS -> Optional.of(DISALLOWED);
          case NO_ITEMS, GONE_QUIET, FAILING, REDESIGN, SELECTOR, CLOCK, CHAIN -> Optional.empty();
        };
    if (pattern.isEmpty()) return List.of();
    List<Failure> all =
        report.failures().stream()
            .filter(failure -> pattern.get().matcher(failure.reason()).find())
            .toList();
    boolean listing = all.stream().anyMatch(failure -> failure.stage().equals("discover"));
    boolean pages = report.counts().fetched() == 0 && all.size() >= MANY_PAGES;
    return listing || pages ? all : List.of();
  }

  /// Something answered in full, and it was not a statement's page: a discovery, then. Where any
  /// answer was 304, that may be a sitemap's index whose parts are unchanged.
  private static boolean listsNothing(CrawlReport report) {
    Counts counts = report.counts();
    return counts.listed() == 0
        && counts.fetched() == 0
        && counts.notModified() == 0
        && counts.bytes() > 0
        && report.failures().isEmpty();
  }
}
