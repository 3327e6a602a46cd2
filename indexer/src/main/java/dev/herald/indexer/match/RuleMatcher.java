package dev.herald.indexer.match;

import dev.herald.config.message.Revision;
import dev.herald.config.rule.Canary;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.RuleFault;
import dev.herald.indexer.query.Fields;
import dev.herald.indexer.query.LuceneQuery;
import dev.herald.indexer.query.SearchableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.IndexSearcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Matches revisions against all enabled rules with Lucene Monitor. Thread-safe.
///
/// One bad rule never stops the others: it is logged and left out.
public final class RuleMatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleMatcher.class);

  // Every word stands for one clause in each language's field, and a query may have many words.
  private static final int MAX_CLAUSES = QueryParser.MAX_CLAUSES * 128;

  static {
    IndexSearcher.setMaxClauseCount(MAX_CLAUSES);
  }

  private final Analyzer analyzer = Fields.analyzer();
  private final Monitor monitor;
  private Map<String, Rule> rules = Map.of();

  /// Without any rule.
  public RuleMatcher() {
    try {
      this.monitor = new Monitor(analyzer);
    } catch (IOException e) {
      throw new UncheckedIOException("the monitor cannot be set up in memory", e);
    }
  }

  /// Matches against exactly these rules from now on.
  public synchronized void rulesChanged(List<Rule> now) {
    Map<String, Rule> enabled = new HashMap<>();
    for (Rule rule : now) {
      if (!rule.enabled()) continue;
      Rule before = rules.get(rule.id());
      if (before != null
          && before.query().equals(rule.query())
          && before.digest().equals(rule.digest())) {
        enabled.put(rule.id(), rule);
        continue;
      }
      Optional<String> fault = RuleFault.find(rule);
      if (fault.isPresent()) LOG.warn("rule left out rule={} reason={}", rule.id(), fault.get());
      else if (register(rule)) enabled.put(rule.id(), rule);
    }
    Set<String> gone = new HashSet<>(rules.keySet());
    gone.removeAll(enabled.keySet());
    try {
      if (!gone.isEmpty()) monitor.deleteById(List.copyOf(gone));
    } catch (IOException e) {
      throw new UncheckedIOException("rules cannot be removed in memory", e);
    }
    rules = Map.copyOf(enabled);
  }

  private boolean register(Rule rule) {
    if (!(QueryParser.parseForRule(rule.query()) instanceof ParsedQuery.Valid(var node)))
      return false;
    try {
      monitor.register(new MonitorQuery(rule.id(), LuceneQuery.of(node)));
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.error("rule left out rule={} reason={}", rule.id(), e.toString());
      return false;
    }
  }

  /// Whether any rule depends on what the revision before this one was.
  ///
  /// @param concerned the rules to ask: those that alert on the revision's cause
  public synchronized boolean needsBefore(Revision revision, Predicate<Rule> concerned) {
    return revision.number() > 1
        && rules.values().stream()
            .anyMatch(rule -> Turn.needsBefore(rule, revision) && concerned.test(rule));
  }

  /// Matches a revision, whatever its cause, and tells what has turned since the one before.
  public synchronized Matched match(Revision revision, Before before) {
    Map<String, Match> now = byRule(match(revision));
    Map<String, Match> earlier =
        before instanceof Before.Known(var known) ? byRule(match(known)) : Map.of();
    Map<String, Match> either = new LinkedHashMap<>(now);
    earlier.forEach((id, match) -> either.putIfAbsent(id, match.in(revision)));
    return new Matched(
        List.copyOf(now.keySet()),
        either.values().stream().filter(m -> turn(m, before, now, earlier).tells()).toList());
  }

  private static Turn turn(
      Match match, Before before, Map<String, Match> now, Map<String, Match> earlier) {
    Rule rule = match.rule();
    return new Turn(
        rule, match.revision(), before, now.containsKey(rule.id()), earlier.containsKey(rule.id()));
  }

  private static Map<String, Match> byRule(List<Match> matches) {
    Map<String, Match> byRule = new LinkedHashMap<>();
    matches.forEach(match -> byRule.put(match.rule().id(), match));
    return byRule;
  }

  /// The rules that hit a revision, whatever its cause; of a canary, only its own.
  synchronized List<Match> match(Revision revision) {
    if (rules.isEmpty()) return List.of();
    SearchableText text = SearchableText.of(revision);
    boolean isCanary = revision.statement().sourceId().equals(Canary.SOURCE);
    try {
      Document document = document(text);
      List<Rule> hits = new ArrayList<>();
      for (QueryMatch hit : monitor.match(document, QueryMatch.SIMPLE_MATCHER).getMatches()) {
        Rule rule = rules.get(hit.getQueryId());
        boolean canarys = hit.getQueryId().equals(Canary.RULE.id());
        if (rule != null && canarys == isCanary) hits.add(rule);
      }
      if (hits.isEmpty()) return List.of();
      var explainer = new Explainer(revision, text, document, analyzer);
      return hits.stream().map(rule -> explained(rule, revision, explainer)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("a revision cannot be matched in memory", e);
    }
  }

  private static Match explained(Rule rule, Revision revision, Explainer explainer) {
    Explanation why =
        QueryParser.parseForRule(rule.query()) instanceof ParsedQuery.Valid(var node)
            ? explainer.explain(node)
            : new Explanation(List.of(), OptionalInt.empty(), OptionalInt.empty());
    return new Match(rule, revision, why.terms(), Snippet.of(why, revision.statement()));
  }

  @Override
  public void close() {
    try {
      monitor.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the monitor cannot be closed", e);
    }
  }

  private static Document document(SearchableText text) {
    Document document = new Document();
    text.words()
        .forEach((field, words) -> document.add(new TextField(field, words, Field.Store.NO)));
    text.keywords()
        .forEach(
            (field, values) ->
                values.forEach(
                    value -> document.add(new StringField(field, value, Field.Store.NO))));
    text.published().ifPresent(at -> document.add(new LongPoint("published", at)));
    return document;
  }
}
