package dev.herald.dashboard.rule;

import dev.herald.indexer.read.Judgements;
import dev.herald.indexer.read.Judgements.Judgement;
import dev.herald.indexer.read.Judgements.Verdict;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.Statements;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;

/// Takes verdicts on what rules matched, and on nothing else.
public record Judging(RuleBook rules, Statements statements, Judgements judgements, Clock clock) {

  /// Keeps a verdict.
  ///
  /// @throws NotFoundResponse if there is no such rule, or it did not match the statement
  public Judgement judge(String ruleId, String statementId, Verdict verdict) throws IOException {
    check(ruleId, statementId);
    var judgement = new Judgement(ruleId, statementId, verdict, clock.instant());
    judgements.judge(judgement);
    return judgement;
  }

  /// Takes a verdict back.
  ///
  /// @throws NotFoundResponse if there is no such rule, or it did not match the statement
  public void takeBack(String ruleId, String statementId) throws IOException {
    check(ruleId, statementId);
    judgements.takeBack(ruleId, statementId);
  }

  private void check(String ruleId, String statementId) throws IOException {
    if (rules.find(ruleId).isEmpty()) throw new NotFoundResponse("no rule has the id " + ruleId);
    if (!statements.ruleIds(statementId).contains(ruleId))
      throw new NotFoundResponse("rule %s did not match %s".formatted(ruleId, statementId));
  }
}
