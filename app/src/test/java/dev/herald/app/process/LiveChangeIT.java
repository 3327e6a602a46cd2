package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.app.stack.TestStack;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /// Every message comes twice, as after a kill before the offsets are committed.
  @Test
  void aRuleAlertsWhereItsWordsTurnHoweverOftenTheMessagesCome() throws Exception {
    String known = board.put(WATCHED, "Tides are higher");
    awaitAlert("witness", known);
    Statement like =
        herald.statements().findLatest(Hashes.statementId(known)).orElseThrow().statement();
    writeRule("appearing", "title:wrecks", "alert-when: appears");
    writeRule("leaving", "title:wrecks", "alert-when: disappears");
    LiveHerald.await(
        "both rules",
        LIMIT,
        () -> herald.get("/api/v1/rules").body().contains("\"alertWhen\":\"disappears\""));
    List<Revision> turns =
        List.of(
            revision(like, 1, Cause.PUBLISHED, "Quiet waters"),
            revision(like, 2, Cause.EDITED, "Waters with wrecks"),
            revision(like, 3, Cause.EDITED, "Waters with many wrecks"),
            revision(like, 4, Cause.EDITED, "Quiet waters again"),
            revision(like, 5, Cause.EDITED, "Wrecks again"),
            revision(like, 6, Cause.WITHDRAWN, "Wrecks again"),
            revision(like, 7, Cause.RESTORED, "Wrecks again"));

    for (int time = 0; time < 2; time++)
      for (Revision turn : turns) herald.send(turn.statementId(), MessageCodec.write(turn));
    Revision last = revision(like, 8, Cause.EDITED, "Wrecks at last");
    herald.send(last.statementId(), MessageCodec.write(last));

    String statement = last.statementId();
    LiveHerald.await(
        "the last one", LIMIT, () -> alerted("witness", statement).contains(last.number()));
    LiveHerald.await("turns", LIMIT, () -> alerted("appearing", statement).size() >= 3);
    LiveHerald.await("ends", LIMIT, () -> alerted("leaving", statement).size() >= 2);
    assertThat(alerted("witness", statement)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(alerted("appearing", statement)).containsExactly(2, 5, 7);
    assertThat(alerted("leaving", statement)).containsExactly(4, 6);
    assertThat(receiver.idsOfMatches()).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
  }

  /// A statement of its own, which no visit changes.
  private static Revision revision(Statement like, int number, Cause cause, String title)
      throws IOException {
    String url = "http://" + NoticeBoard.HOST + "/turning";
    ObjectNode statement = MessageCodec.mapper().valueToTree(like);
    statement.put("id", Hashes.statementId(url)).put("url", url).put("title", title);
    return Revision.of(
        MessageCodec.mapper().treeToValue(statement, Statement.class),
        number,
        cause,
        1_000L + number,
        "form-" + number,
        Instant.now(),
        Instant.now());
  }

  /// Numbers of the revisions that a rule told of, in order.
  private SortedSet<Integer> alerted(String rule, String statement) {
    return receiver.received().stream()
        .filter(one -> one.text("ruleId").equals(rule))
        .filter(one -> one.text("statementId").equals(statement))
        .map(one -> one.body().path("revision").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void writeSource(String id, String list) throws Exception {
    Files.writeString(file("sources", id), NoticeBoard.source(id, list));
  }

  private void writeRule(String id, String query, String... keys) throws Exception {
    Files.writeString(
        file("rules", id),
        "- {id: %1$s, name: %1$s, query: \"%2$s\", channels: [hook]%3$s}\n"
            .formatted(id, query, Stream.of(keys).map(", "::concat).collect(Collectors.joining())));
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
