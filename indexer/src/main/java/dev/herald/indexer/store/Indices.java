package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.HeraldConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs and upgrades the index templates, the indices and the aliases that stand for them.
///
/// ```java
/// Indices.install(rest, settings); // searches are answered from here on
/// Indices.upgrade(elasticsearch, pause); // documents may be written from here on
/// Indices.removeReplaced(rest);
/// ```
///
/// All three are safe at every start, by several processes at once, and after a crash in between:
/// what was cut off is done again and changes nothing.
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

  private static final int BAD_REQUEST = 400;
  private static final Logger LOG = LoggerFactory.getLogger(Indices.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Indices() {}

  /// Puts the templates of this version, and makes its indices where there are none. An index of an
  /// older version goes on standing behind its alias.
  ///
  /// @throws IOException if Elasticsearch is away or refuses, or holds indices that this Herald
  ///   cannot work with, saying what to do
  public static void install(RestClient rest, HeraldConfig.Elasticsearch settings)
      throws IOException {
    RestRequests requests = new RestRequests(rest);
    for (Map.Entry<String, ObjectNode> entry : Mappings.all().entrySet()) {
      String alias = entry.getKey();
      SortedSet<IndexName> behind = behind(requests, alias);
      refuseNewer(behind, alias);
      String name = alias + "-v" + Mappings.VERSION;
      requests.put("/_index_template/" + name, template(name, entry.getValue(), settings));
      IndexName own = IndexName.of(alias, Mappings.VERSION);
      if (!behind.contains(own)) make(requests, own, behind.isEmpty() ? alias : name);
      adapt(requests, own, entry.getValue());
    }
  }

  /// Fills the indices of this version from older ones and puts them behind their aliases; nothing
  /// where that is done. Searches find all there is throughout. Whoever still writes to an older
  /// index is made to wait, so what is written meanwhile comes to the new one.
  ///
  /// @param pause see [BulkStore#write]
  /// @throws IOException if Elasticsearch is away or refuses; the aliases stay as they are
  public static void upgrade(ElasticsearchConnection elasticsearch, BulkStore.Pause pause)
      throws IOException {
    RestRequests requests = new RestRequests(elasticsearch.rest());
    for (String alias : Mappings.all().keySet()) {
      SortedSet<IndexName> older = behind(requests, alias);
      IndexName own = IndexName.of(alias, Mappings.VERSION);
      older.remove(own);
      if (!older.isEmpty()) new IndexUpgrade(elasticsearch, alias, own, pause).from(older);
    }
  }

  /// Deletes indices of older versions that no alias stands for any more.
  ///
  /// @throws IOException if Elasticsearch is away or refuses
  public static void removeReplaced(RestClient rest) throws IOException {
    RestRequests requests = new RestRequests(rest);
    for (String alias : Mappings.all().keySet()) {
      SortedSet<IndexName> behind = behind(requests, alias);
      for (String text : requests.names("/" + alias + "-v*")) {
        IndexName index = IndexName.parse(alias, text);
        if (index.version() >= Mappings.VERSION || behind.contains(index)) continue;
        requests.send("DELETE", "/" + text);
        LOG.info("removed index={}", text);
      }
    }
  }

  /// Whether an alias stands for the index of this version alone.
  ///
  /// @throws IOException if Elasticsearch is away or refuses
  public static boolean isCurrent(RestClient rest, String alias) throws IOException {
    return behind(new RestRequests(rest), alias)
        .equals(new TreeSet<>(Set.of(IndexName.of(alias, Mappings.VERSION))));
  }

  private static SortedSet<IndexName> behind(RestRequests requests, String alias)
      throws IOException {
    SortedSet<IndexName> behind = new TreeSet<>();
    for (String text : requests.names("/_alias/" + alias)) behind.add(IndexName.parse(alias, text));
    return behind;
  }

  private static void refuseNewer(SortedSet<IndexName> behind, String alias) throws IOException {
    for (IndexName index : behind)
      if (index.version() > Mappings.VERSION)
        throw new IOException(
            "elasticsearch: %s stands for %s, which a newer Herald made; this one knows version %d: start the newer one, or point elasticsearch.url elsewhere"
                .formatted(alias, index.text(), Mappings.VERSION));
  }

  private static ObjectNode template(
      String name, ObjectNode mapping, HeraldConfig.Elasticsearch settings) {
    ObjectNode body = JSON.objectNode();
    body.putArray("index_patterns").add(name + "-*");
    ObjectNode template = body.putObject("template");
    ObjectNode index = template.putObject("settings").putObject("index");
    index.put("number_of_shards", settings.shards());
    index.put("number_of_replicas", settings.replicas());
    index.put("refresh_interval", REFRESH);
    index.set("analysis", Mappings.analysis());
    index.putObject("mapping").putObject("total_fields").put("limit", 400);
    template.set("mappings", mapping);
    return body;
  }

  private static void make(RestRequests requests, IndexName index, String alias)
      throws IOException {
    ObjectNode body = JSON.objectNode();
    body.putObject("aliases").putObject(alias).put("is_write_index", true);
    try {
      requests.put("/" + index.text(), body);
      LOG.info("made index={} alias={}", index.text(), alias);
    } catch (ResponseException e) {
      boolean another = String.valueOf(e.getMessage()).contains("resource_already_exists");
      if (!another) throw e;
    }
  }

  /// New fields of the same version are added in place, and so is what can change while it runs.
  private static void adapt(RestRequests requests, IndexName index, ObjectNode mapping)
      throws IOException {
    try {
      requests.put("/" + index.text() + "/_mapping", mapping);
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() != BAD_REQUEST) throw e;
      throw new IOException(
          "elasticsearch: %s has another mapping of the same version: %s; start the Herald that made it, or delete the index and set the consumer group herald-indexer back to the earliest offsets, which stores everything again from Kafka"
              .formatted(index.text(), RestRequests.reason(e)),
          e);
    }
    ObjectNode settings = JSON.objectNode();
    settings.putObject("index").put("refresh_interval", REFRESH);
    requests.put("/" + index.text() + "/_settings", settings);
  }
}
