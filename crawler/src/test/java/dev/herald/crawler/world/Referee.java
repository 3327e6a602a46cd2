package dev.herald.crawler.world;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Revision;
import dev.herald.crawler.publish.Publisher;
import dev.herald.crawler.world.Score.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Knows the truth, sees every answer and every revision, and counts what does not fit. For one
/// thread.
final class Referee implements Publisher {
  private static final Duration STILL_UNDER_WAY = Duration.ofDays(1);

  private final Map<String, Case> cases = new HashMap<>();
  private final Instant end;
  final Score score = new Score();

  Referee(Collection<Office> offices, Instant start, Instant end) {
    this.end = end;
    for (Office office : offices) cases.put(office.id, new Case(office, start));
  }

  /// What is known of one office's statements, by their numbers.
  private static final class Case {
    final Office office;
    final Instant start;
    final int[] polls;
    final Set<Integer> seenInVisit = new HashSet<>();
    final int[] version;
    final boolean[] found;
    final boolean[] gone;

    Case(Office office, Instant start) {
      this.office = office;
      this.start = start;
      int count = office.history.truths().size();
      polls = new int[count];
      version = new int[count];
      found = new boolean[count];
      gone = new boolean[count];
    }

    Truth truth(int number) {
      return office.history.truths().get(number);
    }
  }

  /// A list was answered while pages could be read, and what a reader could see in it. All that one
  /// visit asks of its list, as to learn whether the host's 304 can be believed, is one poll.
  void polled(Office office, List<Integer> listed, Instant at) {
    if (at.isAfter(end.minus(STILL_UNDER_WAY))) return;
    known(office.id).seenInVisit.addAll(listed);
  }

  private Case known(String officeId) {
    return Objects.requireNonNull(cases.get(officeId));
  }

  void broke(String rule, String what) {
    score.add(What.IMPOLITE);
    score.example(rule, what);
  }

  @Override
  public void publish(List<Revision> revisions) {
    for (Revision revision : revisions) judge(revision);
  }

  private void judge(Revision revision) {
    Case one = known(revision.statement().sourceId());
    int number = Office.number(revision.statement().url());
    Truth truth = one.truth(number);
    Instant at = revision.observedAt();
    int version = truth.version(at);
    switch (revision.cause()) {
      case PUBLISHED, BACKFILLED -> {
        if (one.found[number]) wrong("published twice", revision);
        one.found[number] = true;
        score.add(What.FOUND);
        if (truth.publishedAt().isAfter(one.start))
          score.found(Duration.between(truth.publishedAt(), revision.fetchedAt()));
      }
      case EDITED -> {
        if (version == one.version[number]) {
          score.add(What.FALSE_EDITS);
          wrong("false edit", revision);
        } else {
          score.add(What.EDITS);
          score.edited(Duration.between(truth.edits().get(version - 1), revision.fetchedAt()));
        }
      }
      case WITHDRAWN -> {
        if (!truth.isGone(at)) {
          score.add(What.FALSE_WITHDRAWALS);
          wrong("false withdrawal", revision);
        } else score.add(What.WITHDRAWALS);
        one.gone[number] = true;
      }
      case RESTORED -> {
        if (truth.isGone(at) || !one.gone[number]) wrong("false return", revision);
        one.gone[number] = false;
        score.add(What.RETURNS);
      }
      case MOVED, REEXTRACTED -> wrong("nothing moved and nobody reads otherwise", revision);
    }
    one.version[number] = version;
  }

  private void wrong(String what, Revision revision) {
    score.add(What.WRONG);
    score.example(what, revision.statement().url() + " at " + revision.observedAt());
  }

  @Override
  public void report(CrawlReport report) {
    score.add(What.VISITS);
    Case one = known(report.sourceId());
    for (int number : one.seenInVisit) one.polls[number]++;
    one.seenInVisit.clear();
  }

  @Override
  public void close() {
    for (Case one : cases.values())
      for (int number = 0; number < one.found.length; number++) {
        if (one.polls[number] > 0) score.add(What.LISTED);
        if (one.polls[number] >= 2 && !one.found[number]) {
          score.add(What.MISSED);
          score.example(
              "missed",
              "%s/%d, published %s, listed at %d polls"
                  .formatted(
                      one.office.id, number, one.truth(number).publishedAt(), one.polls[number]));
        }
        boolean wasGone =
            one.found[number]
                && one.truth(number).goneAt().isBefore(end.minus(Duration.ofDays(5)))
                && one.truth(number).backAt().isAfter(end);
        if (wasGone) score.add(What.GONE);
        if (wasGone && one.gone[number]) score.add(What.GONE_KNOWN);
      }
  }
}
