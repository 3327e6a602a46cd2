package dev.herald.dashboard.rule;

import dev.herald.config.Problem;
import dev.herald.config.RuleChecks;
import dev.herald.config.message.Cause;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import dev.herald.dashboard.page.Words;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A rule as a form sends it.
final class RuleForm {
  private RuleForm() {}

  /// The rule that the form describes, checked by nobody yet.
  static Rule parse(Context ctx, String id) {
    return new Rule(
        id,
        text(ctx, "name").strip(),
        text(ctx, "query").strip(),
        ctx.formParams("channel"),
        Arrays.stream(Cause.values())
            .filter(cause -> ctx.formParams("cause").contains(Words.of(cause)))
            .toList(),
        ctx.formParam("enabled") != null,
        optional(ctx, "note"),
        chosen(AlertWhen.values(), text(ctx, "turn")),
        chosen(Edits.values(), text(ctx, "edits")),
        optional(ctx, "digest"),
        chosen(Tier.values(), text(ctx, "tier")));
  }

  private static <T extends Enum<T>> Optional<T> chosen(T[] values, String word) {
    return Arrays.stream(values).filter(value -> Words.of(value).equals(word)).findFirst();
  }

  private static Optional<String> optional(Context ctx, String name) {
    return Optional.of(text(ctx, name).strip()).filter(text -> !text.isEmpty());
  }

  /// What is wrong with a rule, each in a sentence; problems of the query are told beside it.
  static List<String> problems(Rule rule, Set<String> channels) {
    return RuleChecks.check(rule, "rule", channels).stream().map(RuleForm::sentence).toList();
  }

  private static String sentence(Problem problem) {
    String found = problem.found().isEmpty() ? "" : problem.found() + " is not ";
    String missing = problem.found().isEmpty() ? " is missing" : "";
    return "%s: %s%s%s; %s."
        .formatted(problem.path(), found, problem.expected(), missing, problem.hint());
  }

  private static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.formParam(name)).orElse("");
  }
}
