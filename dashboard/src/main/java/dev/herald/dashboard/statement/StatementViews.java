package dev.herald.dashboard.statement;

import dev.herald.config.difference.Extent;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.statement.StatementView.AttachmentView;
import dev.herald.dashboard.statement.StatementView.EvidenceView;
import dev.herald.dashboard.statement.StatementView.Fact;
import dev.herald.dashboard.statement.StatementView.LinkView;
import dev.herald.dashboard.statement.StatementView.RevisionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the view of a statement. Pure.
final class StatementViews {
  private StatementViews() {}

  /// @param shown the revision whose content is shown
  /// @param history every revision in short, the newest first
  static StatementView of(Revision shown, List<RevisionFacts> history, Instant now) {
    Statement statement = shown.statement();
    return new StatementView(
        statement.id(),
        statement.title(),
        statement.language(),
        Words.direction(statement.language()),
        Words.language(statement.language()),
        Links.web(statement.url()),
        statement.url(),
        statement.institution(),
        Links.path("sources", statement.sourceId()),
        Words.country(statement.country()),
        Words.plain(statement.institutionType()),
        Words.plain(statement.type()),
        Published.of(statement.published(), now),
        statement.author(),
        statement.dateline().map(Statement.Dateline::printed),
        Moment.of(statement.firstSeen(), now),
        statement.lastModified().map(instant -> Moment.of(instant, now)),
        StatementBlocks.of(statement, zone -> zone.isBody() || zone == Zone.SIGNATURE),
        StatementBlocks.of(statement, zone -> !zone.isBody() && zone != Zone.SIGNATURE),
        statement.translations().stream().map(StatementViews::translation).toList(),
        statement.attachments().stream().map(StatementViews::attachment).toList(),
        statement.references(),
        history.stream()
            .map(facts -> revision(statement.id(), facts, shown, history, now))
            .toList(),
        shown.number(),
        history.isEmpty() || history.getFirst().number() == shown.number(),
        (history.isEmpty() ? shown.cause() : history.getFirst().cause()) == Cause.WITHDRAWN,
        evidence(statement.evidence(), now),
        Math.round(statement.extraction().confidence() * 100) + " %",
        facts(statement.extraction().chosenBy()));
  }

  /// One revision in short.
  ///
  /// @param change how it differs from the one before
  record RevisionFacts(int number, Cause cause, Instant observedAt, Optional<Extent> change) {}

  private static LinkView translation(Statement.Translation translation) {
    return new LinkView(
        Links.web(translation.url()),
        Words.language(translation.language()),
        translation.language());
  }

  private static AttachmentView attachment(Statement.Attachment attachment) {
    return new AttachmentView(
        Links.web(attachment.url()),
        attachment.title().isBlank() ? attachment.url() : attachment.title(),
        attachment.mediaType()
            + attachment.sha256().map(hash -> ", SHA-256 " + hash).orElse(", not fetched"),
        attachment.problem(),
        attachment.text());
  }

  private static RevisionView revision(
      String statementId,
      RevisionFacts facts,
      Revision shown,
      List<RevisionFacts> history,
      Instant now) {
    String path = Links.path("statements", statementId);
    Optional<Integer> before =
        history.stream()
            .map(RevisionFacts::number)
            .filter(n -> n < facts.number())
            .max(Integer::compare);
    return new RevisionView(
        facts.number(),
        Words.of(facts.cause()),
        tone(facts.cause()),
        Moment.of(facts.observedAt(), now),
        path + "?revision=" + facts.number(),
        before.map(n -> path + "/diff?from=" + n + "&to=" + facts.number()),
        facts.change().map(Extent::told),
        facts.number() == shown.number());
  }

  /// Class of a cause's badge.
  static String tone(Cause cause) {
    return switch (cause) {
      case PUBLISHED, RESTORED -> "good";
      case EDITED -> "warn";
      case WITHDRAWN -> "bad";
      case REEXTRACTED, MOVED, BACKFILLED -> "";
    };
  }

  private static EvidenceView evidence(Evidence evidence, Instant now) {
    return new EvidenceView(
        evidence.url(),
        evidence.warcFile(),
        Words.number(evidence.warcOffset()),
        evidence.sha256(),
        evidence.status(),
        Moment.of(evidence.fetchedAt(), now),
        evidence.robots(),
        facts(evidence.headers()));
  }

  private static List<Fact> facts(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream().map(entry -> new Fact(entry.getKey(), entry.getValue())).toList();
  }
}
