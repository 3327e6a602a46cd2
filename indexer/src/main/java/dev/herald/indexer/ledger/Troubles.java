package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.indexer.read.Incident.Kind;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads from one report what is wrong with its source. Pure.
public final class Troubles {
  private static final int MANY_PAGES = 3;
  private static final int MOST_REASONS = 3;
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
              Kind.FIELD, Failure.FIELD,
              Kind.CLOCK, Failure.CLOCK));

  /// Kinds that say why discoveries or pages cannot be read.
  private static final Set<Kind> EXPLAINS = EnumSet.of(Kind.BLOCKED, Kind.CERTIFICATE, Kind.ROBOTS);

  private static final Set<Result> UNREAD =
      EnumSet.of(Result.UNREADABLE, Result.CLOSED, Result.FAILED);

  private Troubles() {}

  /// The kinds of trouble that a report shows.
  public static Set<Kind> of(CrawlReport report) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : List.of(Kind.BLOCKED, Kind.CERTIFICATE, Kind.ROBOTS))
      if (!failures(report, kind).isEmpty()) kinds.add(kind);
    for (Kind kind : NEWS.keySet()) if (!news(report, kind).isEmpty()) kinds.add(kind);
    if (listsNothing(report)) kinds.add(Kind.NO_ITEMS);
    boolean explained = kinds.stream().anyMatch(EXPLAINS::contains);
    if (!explained && failing(report)) kinds.add(Kind.FAILING);
    if (!explained && pagesFail(report)) kinds.add(Kind.PAGES);
    return kinds;
  }

  /// How many pages a visit read, or was told that they are unchanged.
  public static int pagesRead(CrawlReport report) {
    return report.counts().extracted()
        + report.pages().map(CrawlReport.Pages::notModified).orElse(0);
  }

  /// How a visit was that showed no trouble, in a sentence.
  static String before(CrawlReport healthy) {
    Counts counts = healthy.counts();
    return "at %s %d addresses listed, %d pages fetched, %d read, %d revisions published"
        .formatted(
            healthy.startedAt().truncatedTo(ChronoUnit.SECONDS),
            counts.listed(),
            counts.fetched(),
            counts.extracted(),
            counts.published());
  }

  /// Whether a report shows that a kind of trouble is over, or was not there: a visit that read
  /// nothing tells of no kind that it is, nor an unchanged listing whether it is empty, nor a visit
  /// without a page whether selectors find anything.
  public static boolean isHealthy(CrawlReport report, Kind kind) {
    if (kind == Kind.NO_ITEMS)
      return report.counts().listed() > 0 && !of(report).contains(Kind.NO_ITEMS);
    if (kind == Kind.PAGES) return pagesRead(report) > 0;
    boolean ofPages = kind == Kind.SELECTOR || kind == Kind.FIELD;
    if (ofPages && report.counts().extracted() == 0) return false;
    boolean read = report.outcome() != Outcome.FAILED && report.outcome() != Outcome.REFUSED;
    return read && !of(report).contains(kind);
  }

  /// What shows the trouble, in a sentence.
  static String evidence(CrawlReport report, Kind kind) {
    if (kind == Kind.NO_ITEMS) return emptyLists(report);
    if (kind == Kind.PAGES) return pagesEvidence(report);
    if (kind == Kind.FAILING && report.discoveries().isPresent()) return failingEvidence(report);
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
          case NO_ITEMS,
              GONE_QUIET,
              FAILING,
              PAGES,
              REDESIGN,
              SELECTOR,
              FIELD,
              CLOCK,
              CHAIN,
              OUT_OF_BALANCE,
              UNDELIVERED ->
              Optional.empty();
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

  private static List<Discovered> empty(List<Discovered> discoveries) {
    return discoveries.stream()
        .filter(one -> one.result() == Result.READ && one.listed() == 0)
        .toList();
  }

  private static String emptyLists(CrawlReport report) {
    List<Discovered> empty = empty(report.discoveries().orElse(List.of()));
    if (empty.isEmpty())
      return "the discoveries answered with %d bytes that name no statement"
          .formatted(report.counts().bytes());
    return "%d of %d discoveries name no statement: %s"
        .formatted(empty.size(), report.discoveries().get().size(), urls(empty));
  }

  private static boolean failing(CrawlReport report) {
    return report.outcome() == Outcome.FAILED || !unread(report).isEmpty();
  }

  private static List<Discovered> unread(CrawlReport report) {
    return report.discoveries().orElse(List.of()).stream()
        .filter(one -> UNREAD.contains(one.result()))
        .toList();
  }

  private static String failingEvidence(CrawlReport report) {
    List<Discovered> unread = unread(report);
    String reasons =
        report.failures().stream()
            .filter(failure -> failure.stage().equals("discover"))
            .limit(MOST_REASONS)
            .map(Troubles::reason)
            .collect(Collectors.joining("; "));
    return "%d of %d discoveries cannot be read: %s"
        .formatted(
            unread.size(),
            report.discoveries().orElseThrow().size(),
            reasons.isEmpty() ? urls(unread) : reasons);
  }

  private static String urls(List<Discovered> discoveries) {
    return discoveries.stream().map(Discovered::url).collect(Collectors.joining(", "));
  }

  /// Several pages were asked for, and none gave anything. Pages that are gone are no failures.
  private static boolean pagesFail(CrawlReport report) {
    return pagesRead(report) == 0 && report.pages().map(Troubles::fellOut).orElse(0) >= MANY_PAGES;
  }

  private static int fellOut(CrawlReport.Pages pages) {
    return pages.fellOut().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String pagesEvidence(CrawlReport report) {
    String reasons =
        report.failures().stream()
            .filter(failure -> !failure.stage().equals("discover") && !failure.tellsNews())
            .limit(MOST_REASONS)
            .map(Troubles::reason)
            .collect(Collectors.joining("; "));
    return "none of %d pages gives a statement: %s"
        .formatted(report.pages().map(Troubles::fellOut).orElse(0), reasons);
  }

  /// Something answered in full, and it was not a statement's page: a discovery, then. Where any
  /// answer was 304, that may be a sitemap's index whose parts are unchanged.
  private static boolean listsNothing(CrawlReport report) {
    if (report.discoveries().isPresent()) return !empty(report.discoveries().get()).isEmpty();
    Counts counts = report.counts();
    return counts.listed() == 0
        && counts.fetched() == 0
        && counts.notModified() == 0
        && counts.bytes() > 0
        && report.failures().isEmpty();
  }
}
