package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.indexer.ledger.FellOut;
import dev.herald.indexer.ledger.Troubles;
import dev.herald.indexer.ledger.VisitRule;
import dev.herald.indexer.query.SearchableText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The documents that Elasticsearch keeps.
public final class Documents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Documents() {}

  /// A revision's two documents: the statement as it is now, and the revision for ever. Only
  /// statements are searched for words, which are most of the work of indexing.
  ///
  /// @param rules ids of the rules it matched
  /// @param alerting ids of the rules that it alerts; one that it no longer matches is a rule of
  ///   the revision, and not of the statement as it is now
  /// @param alerts how many deliveries these rules call for
  public static List<BulkItem> of(
      Revision revision, List<String> rules, List<String> alerting, int alerts, Instant now) {
    SearchableText text = SearchableText.of(revision);
    ObjectNode kept = document(revision, text, rules, now);
    kept.put("alerts", alerts);
    ObjectNode searched = kept.objectNode();
    searched.setAll(kept);
    put(kept, Stream.concat(rules.stream(), alerting.stream()).distinct().toList());
    searched.set("institution", kept.path("institution").deepCopy());
    text.words().forEach((field, words) -> put(searched, field, words));
    return List.of(
        new BulkItem(
            Indices.STATEMENTS,
            revision.statementId(),
            OptionalLong.of(revision.version()),
            searched),
        new BulkItem(Indices.REVISIONS, revision.revisionId(), OptionalLong.empty(), kept));
  }

  /// A visit's report.
  public static BulkItem of(CrawlReport report) {
    ObjectNode document = JSON.objectNode();
    document.put("source", report.sourceId());
    document.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    document.put("started_at", report.startedAt().toString());
    document.put("finished_at", report.finishedAt().toString());
    document.put("listed", report.counts().listed());
    document.put("fetched", report.counts().fetched());
    document.put("extracted", report.counts().extracted());
    document.put("published", report.counts().published());
    document.put("pages_read", Troubles.pagesRead(report));
    ObjectNode balance = document.putObject("balance");
    VisitRule.figures(report)
        .forEach(
            (rule, figures) ->
                balance
                    .putObject(rule.label())
                    .put("expected", figures.expected())
                    .put("found", figures.found()));
    ObjectNode fellOut = document.putObject("fell_out");
    FellOut.byStage(report).forEach((stage, count) -> fellOut.put(stage.label(), count));
    ArrayNode troubles = document.putArray("troubles");
    Troubles.of(report).forEach(kind -> troubles.add(kind.name()));
    document.set("report", MessageCodec.mapper().valueToTree(report));
    return new BulkItem(Indices.CRAWLS, report.visitId(), OptionalLong.empty(), document);
  }

  /// A stored document as this version makes it, from the message that it keeps whole.
  ///
  /// @param alias it is stored behind
  /// @throws IOException if the message cannot be read
  static ObjectNode again(String alias, ObjectNode stored) throws IOException {
    if (alias.equals(Indices.CRAWLS))
      return of(kept(stored, "report", CrawlReport.class)).document();
    List<String> rules = new ArrayList<>();
    stored.path("rules").forEach(rule -> rules.add(rule.asText()));
    Revision revision = kept(stored, "revision", Revision.class);
    int alerts = stored.path("alerts").asInt();
    Instant indexedAt = MessageCodec.mapper().treeToValue(stored.path("indexed_at"), Instant.class);
    return of(revision, rules, List.of(), alerts, indexedAt).stream()
        .filter(item -> item.alias().equals(alias))
        .findFirst()
        .orElseThrow()
        .document();
  }

  private static <T> T kept(ObjectNode stored, String field, Class<T> type) throws IOException {
    T kept = MessageCodec.mapper().treeToValue(stored.path(field), type);
    if (kept == null) throw new IOException("it keeps no " + field);
    return kept;
  }

  private static ObjectNode document(
      Revision revision, SearchableText text, List<String> rules, Instant now) {
    Statement statement = revision.statement();
    ObjectNode document = JSON.objectNode();
    text.keywords()
        .forEach(
            (field, values) -> {
              ArrayNode array = document.putArray(field);
              values.forEach(array::add);
            });
    document.putObject("institution").put("name", statement.institution());
    statement.published().ordering().ifPresent(at -> document.put("published", at.toString()));
    document.put("precision", statement.published().precision().name().toLowerCase(Locale.ROOT));
    document.put("first_seen", statement.firstSeen().toString());
    document.put("observed_at", revision.observedAt().toString());
    document.put("fetched_at", revision.fetchedAt().toString());
    document.put("indexed_at", now.toString());
    document.put("number", revision.number());
    document.put("replayed", isReplayed(revision));
    document.put("revision_id", revision.revisionId());
    document.put("same_text", SameText.key(statement));
    document.put("state", revision.cause() == Cause.WITHDRAWN ? "withdrawn" : "live");
    put(document, rules);
    document.set("revision", MessageCodec.mapper().valueToTree(revision));
    return document;
  }

  /// Whether it was read from the archive, by no visit: then it was observed when it was fetched.
  private static boolean isReplayed(Revision revision) {
    return revision.cause() == Cause.REEXTRACTED
        && revision.observedAt().equals(revision.fetchedAt());
  }

  private static void put(ObjectNode document, List<String> rules) {
    ArrayNode matched = document.putArray("rules");
    rules.forEach(matched::add);
  }

  private static void put(ObjectNode document, String field, String value) {
    int dot = field.indexOf('.');
    if (dot < 0) document.put(field, value);
    else document.withObject("/" + field.substring(0, dot)).put(field.substring(dot + 1), value);
  }
}
