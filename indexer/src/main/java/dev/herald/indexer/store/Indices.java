package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.language.Languages;
import dev.herald.indexer.ledger.FellOut;
import dev.herald.indexer.ledger.VisitRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs and upgrades the index templates, and makes the first index behind each alias.
///
/// Safe to run at every start and by several processes at once. A mapping that changes incompatibly
/// needs a new version number here and a reindex from the revisions.
public final class Indices {
  /// The newest revision of each statement, by statement id.
  public static final String STATEMENTS = "herald-statements";

  /// Every revision, by revision id.
  public static final String REVISIONS = "herald-revisions";

  /// Reports of visits.
  public static final String CRAWLS = "herald-crawls";

  /// Each refresh writes a segment with the dictionaries of all languages: a quarter of the store's
  /// work at two a second.
  private static final String REFRESH = "1s";

  private static final Logger LOG = LoggerFactory.getLogger(Indices.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String VERSION = "v1";

  private Indices() {}

  /// Brings everything up to date.
  ///
  /// @throws IOException if Elasticsearch is away or refuses
  public static void install(RestClient rest, HeraldConfig.Elasticsearch settings)
      throws IOException {
    Map<String, ObjectNode> mappings =
        Map.of(
            STATEMENTS, statementMapping(), REVISIONS, revisionMapping(), CRAWLS, crawlMapping());
    for (Map.Entry<String, ObjectNode> entry : new TreeMap<>(mappings).entrySet()) {
      String alias = entry.getKey();
      ObjectNode body = JSON.objectNode();
      body.putArray("index_patterns").add(alias + "-" + VERSION + "-*");
      ObjectNode template = body.putObject("template");
      ObjectNode index = template.putObject("settings").putObject("index");
      index.put("number_of_shards", settings.shards());
      index.put("number_of_replicas", settings.replicas());
      index.put("refresh_interval", REFRESH);
      index.putObject("mapping").putObject("total_fields").put("limit", 400);
      template.set("mappings", entry.getValue());
      put(rest, "/_index_template/" + alias + "-" + VERSION, body);
      makeFirst(rest, alias, entry.getValue());
    }
  }

  private static void makeFirst(RestClient rest, String alias, ObjectNode mapping)
      throws IOException {
    String index = alias + "-" + VERSION + "-000001";
    if (exists(rest, "/_alias/" + alias)) {
      // New fields of the same version are added in place, and so is what can change while it runs.
      put(rest, "/" + alias + "/_mapping", mapping);
      ObjectNode settings = JSON.objectNode();
      settings.putObject("index").put("refresh_interval", REFRESH);
      put(rest, "/" + alias + "/_settings", settings);
      return;
    }
    ObjectNode body = JSON.objectNode();
    body.putObject("aliases").putObject(alias).put("is_write_index", true);
    try {
      put(rest, "/" + index, body);
      LOG.info("made index={} alias={}", index, alias);
    } catch (ResponseException e) {
      boolean another = String.valueOf(e.getMessage()).contains("resource_already_exists");
      if (!another) throw e;
    }
  }

  private static ObjectNode revisionMapping() {
    ObjectNode mapping = JSON.objectNode();
    mapping.put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    for (String field :
        List.of(
            "id",
            "url",
            "source",
            "country",
            "institution_type",
            "type",
            "language",
            "cause",
            "state",
            "revision_id",
            "precision",
            "rules")) fields.putObject(field).put("type", "keyword").put("ignore_above", 8000);
    for (String field :
        List.of("published", "first_seen", "observed_at", "fetched_at", "indexed_at"))
      fields.putObject(field).put("type", "date");
    fields.putObject("number").put("type", "integer");
    fields.putObject("alerts").put("type", "integer");
    fields.putObject("replayed").put("type", "boolean");
    fields
        .putObject("institution")
        .putObject("properties")
        .putObject("name")
        .put("type", "keyword");
    fields.putObject("revision").put("type", "object").put("enabled", false);
    return mapping;
  }

  /// A revision's fields, and the words.
  private static ObjectNode statementMapping() {
    ObjectNode mapping = revisionMapping();
    ObjectNode fields = mapping.withObjectProperty("properties");
    fields
        .withObject("/institution/properties")
        .putObject("all")
        .put("type", "text")
        .put("analyzer", "standard");
    for (String field : List.of("title", "text", "quote")) {
      ObjectNode byLanguage = fields.putObject(field).putObject("properties");
      byLanguage.putObject("all").put("type", "text").put("analyzer", "standard");
      new TreeMap<>(Languages.analyzers())
          .forEach(
              (language, analyzer) ->
                  byLanguage.putObject(language).put("type", "text").put("analyzer", analyzer));
    }
    for (String field : List.of("signature", "attachment", "boilerplate"))
      fields.putObject(field).put("type", "text").put("analyzer", "standard");
    return mapping;
  }

  private static ObjectNode crawlMapping() {
    ObjectNode mapping = JSON.objectNode();
    mapping.put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    fields.putObject("source").put("type", "keyword");
    fields.putObject("outcome").put("type", "keyword");
    fields.putObject("troubles").put("type", "keyword");
    for (String field : List.of("started_at", "finished_at"))
      fields.putObject(field).put("type", "date");
    for (String field : List.of("listed", "fetched", "extracted", "published", "pages_read"))
      fields.putObject(field).put("type", "integer");
    ObjectNode fellOut = fields.putObject("fell_out").putObject("properties");
    for (FellOut stage : FellOut.values()) fellOut.putObject(stage.label()).put("type", "integer");
    ObjectNode balance = fields.putObject("balance").putObject("properties");
    for (VisitRule rule : VisitRule.values()) {
      ObjectNode figures = balance.putObject(rule.label()).putObject("properties");
      for (String side : List.of("expected", "found"))
        figures.putObject(side).put("type", "integer");
    }
    fields.putObject("report").put("type", "object").put("enabled", false);
    return mapping;
  }

  private static boolean exists(RestClient rest, String path) throws IOException {
    return rest.performRequest(new Request("HEAD", path)).getStatusLine().getStatusCode() == 200;
  }

  private static Response put(RestClient rest, String path, ObjectNode body) throws IOException {
    Request request = new Request("PUT", path);
    request.setJsonEntity(body.toString());
    return rest.performRequest(request);
  }
}
