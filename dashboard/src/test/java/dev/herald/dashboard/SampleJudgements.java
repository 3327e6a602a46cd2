package dev.herald.dashboard;

import dev.herald.indexer.read.Judgements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Verdicts held in memory; how they are kept is tested with the real database.
final class SampleJudgements implements Judgements {
  private final Map<String, Judgement> kept = new TreeMap<>();

  @Override
  public void judge(Judgement judgement) {
    kept.put(judgement.ruleId() + "/" + judgement.statementId(), judgement);
  }

  @Override
  public void takeBack(String ruleId, String statementId) {
    kept.remove(ruleId + "/" + statementId);
  }

  @Override
  public Map<String, Verdict> ofRule(String ruleId, Collection<String> statementIds) {
    return latest(ruleId, Integer.MAX_VALUE).stream()
        .filter(judgement -> statementIds.contains(judgement.statementId()))
        .collect(Collectors.toMap(Judgement::statementId, Judgement::verdict));
  }

  @Override
  public List<Judgement> latest(String ruleId, int max) {
    return kept.values().stream()
        .filter(judgement -> judgement.ruleId().equals(ruleId))
        .limit(max)
        .toList();
  }

  @Override
  public Map<String, Precision> precisions() {
    return kept.values().stream()
        .collect(
            Collectors.groupingBy(
                Judgement::ruleId,
                Collectors.collectingAndThen(Collectors.toList(), SampleJudgements::precision)));
  }

  private static Precision precision(List<Judgement> ofRule) {
    long useful = ofRule.stream().filter(one -> one.verdict() == Verdict.USEFUL).count();
    return new Precision(useful, ofRule.size());
  }
}
