package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.stack.TestStack;
import dev.herald.config.message.Hashes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files of sources and rules that come, change and go while Herald runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveChangeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String WATCHED = "harbour";

  private Path config;
  private NoticeBoard board;
  private WebhookReceiver receiver;
  private LiveHerald herald;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    config = folder;
    board = NoticeBoard.start();
    receiver = WebhookReceiver.start();
    Files.createDirectories(config.resolve("sources"));
    Files.createDirectories(config.resolve("rules"));
    Files.writeString(
        config.resolve("herald.yaml"),
        """
        fetch:
          contact: http://office.localhost/
          allow-addresses: [127.0.0.0/8]
          resolve: {%s: "%s"}
          delay: 50ms
        crawler: {canary-every: 0s}
        channels:
          hook:
            webhook: {url: "%s"}
        """
            .formatted(NoticeBoard.HOST, board.address(), receiver.url()));
    writeSource("always", WATCHED);
    writeRule("witness", "*");
    herald = LiveHerald.start(config, TestStack.shared().config());
  }

  @AfterAll
  void stop() {
    if (herald != null) herald.close();
    if (receiver != null) receiver.close();
    if (board != null) board.close();
  }

  @Test
  void aSourceIsVisitedAsItsFileSaysNow() throws Exception {
    String found = board.put("news", "Buoys are painted");
    String elsewhere = board.put("speeches", "Words on lanterns");

    writeSource("passing", "news");
    awaitAlert("witness", found);
    assertThat(isStored(elsewhere)).isFalse();

    writeSource("passing", "speeches");
    awaitAlert("witness", elsewhere);

    Files.delete(file("sources", "passing"));
    LiveHerald.await(
        "one source less", LIMIT, () -> !herald.get("/sources").body().contains("passing"));
    String late = board.put("speeches", "Words on anchors");
    // The source that is left is visited as often: after two of its visits, the other had its turn.
    awaitAlert("witness", board.put(WATCHED, "Ropes are renewed"));
    awaitAlert("witness", board.put(WATCHED, "Ladders are mended"));
    assertThat(isStored(late)).isFalse();
  }

  @Test
  void aRuleMatchesAsItsFileSaysNow() throws Exception {
    writeRule("changing", "title:pilotage");
    awaitRule("title:pilotage", true);
    awaitAlert("changing", board.put(WATCHED, "Pilotage costs less"));

    writeRule("changing", "title:dredging");
    awaitRule("title:dredging", true);
    String noMore = board.put(WATCHED, "Pilotage costs more");
    awaitAlert("witness", noMore);
    awaitAlert("changing", board.put(WATCHED, "Dredging begins"));
    assertThat(isAlerted("changing", noMore)).isFalse();

    Files.delete(file("rules", "changing"));
    awaitRule("title:dredging", false);
    String last = board.put(WATCHED, "Dredging ends");
    awaitAlert("witness", last);
    assertThat(isAlerted("changing", last)).isFalse();
  }

  private void writeSource(String id, String list) throws Exception {
    Files.writeString(file("sources", id), NoticeBoard.source(id, list));
  }

  private void writeRule(String id, String query) throws Exception {
    Files.writeString(
        file("rules", id),
        "- {id: %1$s, name: %1$s, query: \"%2$s\", channels: [hook]}\n".formatted(id, query));
  }

  private Path file(String kind, String id) {
    return config.resolve(kind).resolve(id + ".yaml");
  }

  private void awaitRule(String query, boolean there) throws Exception {
    LiveHerald.await(
        "rule %s: %s".formatted(query, there),
        LIMIT,
        () -> herald.get("/api/v1/rules").body().contains(query) == there);
  }

  private void awaitAlert(String rule, String url) throws Exception {
    LiveHerald.await("%s of %s".formatted(rule, url), LIMIT, () -> isAlerted(rule, url));
  }

  private boolean isAlerted(String rule, String url) {
    return receiver.received().stream()
        .anyMatch(one -> one.text("ruleId").equals(rule) && one.text("url").equals(url));
  }

  private boolean isStored(String url) throws Exception {
    return herald.statements().findLatest(Hashes.statementId(url)).isPresent();
  }
}
