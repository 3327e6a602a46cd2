package dev.herald.indexer.read;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What readers think of the matches of rules: one verdict a statement, the last one counts.
/// Thread-safe.
public interface Judgements {
  /// Keeps a verdict, in place of an earlier one.
  void judge(Judgement judgement) throws IOException;

  /// Takes a verdict back; none there is no error.
  void takeBack(String ruleId, String statementId) throws IOException;

  /// The verdicts on some statements that a rule matched, by statement id; those not judged are
  /// missing.
  Map<String, Verdict> ofRule(String ruleId, Collection<String> statementIds) throws IOException;

  /// The latest verdicts on matches of a rule, the newest first.
  ///
  /// @param max at most so many, 1 to 500
  List<Judgement> latest(String ruleId, int max) throws IOException;

  /// The precision of each rule of which any match was judged, by rule id.
  Map<String, Precision> precisions() throws IOException;

  /// What somebody thinks of a match.
  enum Verdict {
    /// Worth having been told of.
    USEFUL,
    /// Not what the rule is for.
    NOISE
  }

  /// A verdict on one match.
  record Judgement(String ruleId, String statementId, Verdict verdict, Instant judgedAt) {}

  /// How many of the judged matches of a rule were useful.
  record Precision(long useful, long judged) {
    /// None is judged.
    public static final Precision NONE = new Precision(0, 0);
  }
}
