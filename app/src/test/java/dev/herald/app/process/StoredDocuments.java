package dev.herald.app.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.app.office.Oracle;
import dev.herald.config.LoadedConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.rule.Rule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The documents that Elasticsearch holds of some sources, one by one, so that a double one shows.
///
/// @param statements as they are now
/// @param revisions all there ever were
record StoredDocuments(List<Document> statements, List<Document> revisions) {
  private static final int MOST = 10_000;

  /// One document.
  ///
  /// @param write Elasticsearch's number of the write it comes from; another one once it is written
  ///   again
  /// @param rules that matched
  record Document(String id, long write, Revision revision, List<String> rules) {
    String url() {
      return revision.statement().url();
    }
  }

  /// Reads them.
  ///
  /// @param elasticsearch its address
  /// @param sources ids of the sources
  static StoredDocuments read(String elasticsearch, Set<String> sources)
      throws IOException, InterruptedException {
    return new StoredDocuments(
        documents(elasticsearch + "/herald-statements", sources),
        documents(elasticsearch + "/herald-revisions", sources));
  }

  /// The revisions of each statement by its id, first to last.
  Map<String, List<Revision>> revisionsOfStatements() {
    return revisions.stream()
        .map(Document::revision)
        .sorted(Comparator.comparingInt(Revision::number))
        .collect(Collectors.groupingBy(Revision::statementId));
  }

  /// URLs of what can be read at the office and whose last revision reads otherwise.
  ///
  /// @param then what the office had published at some moment
  /// @param now the same or later: a text that came since is right, too
  Set<String> behind(Oracle then, Oracle now) {
    Map<String, Revision> last =
        revisionsOfStatements().values().stream()
            .map(List::getLast)
            .collect(Collectors.toMap(revision -> revision.statement().url(), one -> one));
    Set<String> behind = new TreeSet<>();
    for (Oracle.Entry entry : then.statements()) {
      Oracle.Entry later = now.find(entry.url()).orElseThrow();
      boolean reads =
          Optional.ofNullable(last.get(entry.url()))
              .filter(revision -> OfficeText.readsAsOf(revision, later, entry.versions().size()))
              .isPresent();
      if (!reads && later.state() == Oracle.State.PUBLISHED) behind.add(entry.url());
    }
    return behind;
  }

  /// Ids of the deliveries that the rules of the files call for on a channel. A rule for everything
  /// calls for its deliveries whatever stands beside the revision.
  Set<String> due(LoadedConfig config, String channel) {
    Set<String> ids = new TreeSet<>();
    for (Document document : revisions)
      for (Rule rule : config.rules()) {
        boolean matches = rule.query().equals("*") || document.rules().contains(rule.id());
        if (matches
            && rule.channels().contains(channel)
            && alertOn(rule, config).contains(document.revision().cause()))
          ids.add(Hashes.deliveryId(rule.id(), document.id(), channel));
      }
    return ids;
  }

  private static List<Cause> alertOn(Rule rule, LoadedConfig config) {
    return rule.alertOn().isEmpty() ? config.herald().indexer().alertOn() : rule.alertOn();
  }

  private static List<Document> documents(String alias, Set<String> sources)
      throws IOException, InterruptedException {
    String search = "/_search?seq_no_primary_term=true&_source=revision,rules&size=" + MOST;
    JsonNode hits = MessageCodec.mapper().readTree(get(alias + search)).path("hits");
    if (hits.at("/total/value").asInt() >= MOST)
      throw new AssertionError(alias + " holds more than can be compared");
    List<Document> documents = new ArrayList<>();
    for (JsonNode hit : hits.path("hits")) {
      Revision revision =
          MessageCodec.mapper().treeToValue(hit.at("/_source/revision"), Revision.class);
      if (sources.contains(revision.statement().sourceId()))
        documents.add(
            new Document(
                hit.path("_id").asText(),
                hit.path("_seq_no").asLong(),
                revision,
                texts(hit.at("/_source/rules"))));
    }
    return documents;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IOException(url + ": " + answer.body());
      return answer.body();
    }
  }
}
