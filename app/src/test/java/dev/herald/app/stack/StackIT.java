package dev.herald.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Topics;
import dev.herald.indexer.consume.TopicSetup;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.http.util.EntityUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackIT {
  @TempDir Path folder;

  @Test
  void kafkaAnswers() throws Exception {
    String servers = String.join(",", TestStack.shared().config().kafka().bootstrapServers());

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void noStatementExpiresUnlessSomeoneSaysSo() throws Exception {
    TopicSetup.run(TestStack.shared().config().kafka());
    String servers = String.join(",", TestStack.shared().config().kafka().bootstrapServers());
    List<ConfigResource> topics =
        Stream.of(Topics.STATEMENTS, Topics.REPLAYS, Topics.DEAD_LETTERS)
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      assertThat(admin.describeConfigs(topics).all().get())
          .hasSize(3)
          .allSatisfy(
              (topic, config) ->
                  assertThat(config.get("retention.ms").value()).as(topic.name()).isEqualTo("-1"));
    }
  }

  @Test
  void postgresqlAnswersOnlyWithThePassword() throws Exception {
    var settings = TestStack.shared().config().postgresql();
    String url = settings.url().orElseThrow();
    String user = settings.user().orElseThrow();

    try (var connection =
        DriverManager.getConnection(url, user, settings.password().orElseThrow().value())) {
      assertThat(connection.isValid(2)).isTrue();
    }
    assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guess"))
        .hasMessageContaining("password");
  }

  static Set<String> analyzers() {
    return Set.copyOf(Languages.analyzers().values());
  }

  @ParameterizedTest
  @MethodSource("analyzers")
  void elasticsearchKnowsTheAnalyzer(String analyzer) throws Exception {
    String url = TestStack.shared().config().elasticsearch().url().orElseThrow();
    String index = url + "/analysis-" + analyzer;
    String mapping =
        """
        {"mappings": {"properties": {"text": {"type": "text", "analyzer": "%s"}}}}
        """
            .formatted(analyzer);

    assertThat(send("PUT", index, mapping)).isEqualTo(200);
    assertThat(send("DELETE", index, "")).isEqualTo(200);
  }

  @Test
  void indicesThatExistTakeTheSettingsOfThisVersion() throws Exception {
    var settings = TestStack.shared().config().elasticsearch();
    try (var elasticsearch = new ElasticsearchConnection(settings)) {
      Indices.install(elasticsearch.rest(), settings);
      var older = new Request("PUT", "/" + Indices.STATEMENTS + "/_settings");
      older.setJsonEntity("{\"index\": {\"refresh_interval\": \"37s\"}}");
      elasticsearch.rest().performRequest(older);

      Indices.install(elasticsearch.rest(), settings);

      var asked = new Request("GET", "/" + Indices.STATEMENTS + "/_settings");
      assertThat(EntityUtils.toString(elasticsearch.rest().performRequest(asked).getEntity()))
          .contains("refresh_interval")
          .doesNotContain("37s");
    }
  }

  @Test
  void aHeldFolderSaysWhoHoldsIt() {
    try (DataFolder held = DataFolder.hold(folder)) {
      assertThatThrownBy(() -> DataFolder.hold(folder))
          .isInstanceOf(StackException.class)
          .hasMessageContaining(held.path().toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  /// `/proc` takes new files from nobody, root included.
  @Test
  void aReadOnlyFolderIsNamed() {
    Path readOnly = Path.of("/proc");

    assertThatThrownBy(() -> DataFolder.hold(readOnly))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(readOnly + ": cannot be written");
  }

  @Test
  void aPortInUseNamesItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "kafka.port"))
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("kafka.port");
    }
  }

  private static int send(String method, String url, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .header("Content-Type", "application/json")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
