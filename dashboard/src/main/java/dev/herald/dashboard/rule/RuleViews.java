package dev.herald.dashboard.rule;

import dev.herald.config.message.Cause;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.rule.RuleFormView.Choice;
import dev.herald.indexer.read.Judgements.Precision;
import dev.herald.indexer.read.Matches.Delivery;
import dev.herald.indexer.read.Matches.State;
import dev.herald.indexer.read.Matches.Volume;
import dev.herald.indexer.read.RuleBook;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the views of rules. Pure.
final class RuleViews {
  private RuleViews() {}

  static RulesView.Row row(
      RuleBook.Entry entry, Map<String, Long> counts, Map<String, Precision> precisions) {
    Rule rule = entry.rule();
    return new RulesView.Row(
        rule.id(),
        Links.path("rules", rule.id()),
        rule.name(),
        rule.query(),
        Words.count(counts.getOrDefault(rule.id(), 0L), "statement"),
        precision(precisions.getOrDefault(rule.id(), Precision.NONE)),
        String.join(", ", rule.channels()),
        rule.enabled(),
        rule.tier().filter(tier -> tier != Tier.NORMAL).map(Words::of).orElse(""),
        entry.readOnly(),
        entry.broken().orElse(""));
  }

  /// `useful 12 of 15 judged, 80 %`.
  private static String precision(Precision precision) {
    if (precision.judged() == 0) return "not judged";
    return "useful %s of %s judged, %d %%"
        .formatted(
            Words.number(precision.useful()),
            Words.number(precision.judged()),
            Math.round(100.0 * precision.useful() / precision.judged()));
  }

  static String causes(Rule rule) {
    String causes =
        rule.alertOn().isEmpty()
            ? "as set for all rules"
            : rule.alertOn().stream().map(Words::of).collect(Collectors.joining(", "));
    return Stream.of(
            Optional.of(causes),
            rule.alertWhen().map(RuleViews::label),
            rule.edits().map(edits -> "edits " + label(edits)),
            rule.digest().map(digest -> "told together " + digest),
            rule.tier().map(RuleViews::label))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  static RuleFormView form(
      Rule rule,
      boolean isNew,
      Collection<String> channels,
      List<String> problems,
      CheckView check) {
    String path = Links.path("rules", rule.id());
    return new RuleFormView(
        isNew ? "New rule" : "Edit rule",
        isNew ? "/rules" : path,
        isNew ? "/rules" : path,
        rule.name(),
        rule.query(),
        rule.note().orElse(""),
        rule.enabled(),
        channels.stream().sorted().map(c -> new Choice(c, c, rule.channels().contains(c))).toList(),
        Arrays.stream(Cause.values())
            .map(c -> new Choice(Words.of(c), Words.of(c), rule.alertOn().contains(c)))
            .toList(),
        new RuleFormView.Alerting(
            Arrays.stream(AlertWhen.values())
                .map(turn -> new Choice(Words.of(turn), label(turn), turn == rule.turn()))
                .toList(),
            Arrays.stream(Edits.values())
                .map(edit -> new Choice(Words.of(edit), label(edit), edit == rule.leastEdit()))
                .toList(),
            rule.digest().orElse(""),
            Arrays.stream(Tier.values())
                .map(tier -> new Choice(Words.of(tier), label(tier), tier == rule.urgency()))
                .toList()),
        problems,
        check,
        QueryString.empty().with("rule", isNew ? "" : rule.id()).on("/rules/check"));
  }

  static String unusual(Volume volume) {
    String level =
        switch (volume.level()) {
          case MANY -> "many";
          case FEW -> "few";
          case USUAL, UNKNOWN -> "";
        };
    if (level.isEmpty()) return "";
    return "Unusually %s matches: %s in the last 24 hours; %s is usual for this day and hour."
        .formatted(
            level,
            Words.number(volume.lastDay()),
            Words.number(Math.round(volume.usual().orElse(0.0))));
  }

  private static String label(AlertWhen turn) {
    return switch (turn) {
      case MATCHES -> "every revision that matches";
      case APPEARS -> "only where the revision before did not match";
      case DISAPPEARS -> "only where the revision before matched, and this one does not";
    };
  }

  private static String label(Edits edits) {
    return switch (edits) {
      case ANY -> "of anything a rule can see";
      case BODY -> "of words or figures of the text";
      case WORDS -> "of words of the text";
    };
  }

  private static String label(Tier tier) {
    return switch (tier) {
      case URGENT -> "urgent: somebody has to act at once";
      case NORMAL -> "normal";
      case BACKGROUND -> "background: for the record";
    };
  }

  static RuleView.DeliveryView delivery(Delivery delivery, Instant now) {
    return new RuleView.DeliveryView(
        delivery.id(),
        delivery.channel(),
        Links.path("statements", delivery.statementId()),
        delivery.title(),
        delivery.language(),
        Words.direction(delivery.language()),
        Words.of(delivery.cause()),
        Moment.of(delivery.matchedAt(), now),
        state(delivery.state()),
        tone(delivery),
        detail(delivery, now));
  }

  private static String state(State state) {
    return switch (state) {
      case PENDING -> "pending";
      case DELIVERED -> "delivered";
      case GIVEN_UP -> "given up";
    };
  }

  private static String tone(Delivery delivery) {
    return switch (delivery.state()) {
      case PENDING -> delivery.attempts() > 0 ? "warn" : "";
      case DELIVERED -> "good";
      case GIVEN_UP -> "bad";
    };
  }

  private static String detail(Delivery delivery, Instant now) {
    String attempts =
        delivery.attempts() == 0 ? "not sent yet" : Words.count(delivery.attempts(), "attempt");
    return attempts
        + delivery.lastAttemptAt().map(at -> ", last " + Moment.relative(at, now)).orElse("")
        + delivery.outcome().map(outcome -> ": " + outcome).orElse("")
        + delivery.nextAttemptAt().map(at -> "; next " + Moment.relative(at, now)).orElse("");
  }
}
