package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.ConfigLoader;
import dev.herald.config.rule.DigestTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed in the middle of sending a digest by mail, and another one takes over.
class KilledNotifierTest {
  private static final int ALERTS = 30;

  @TempDir Path folder;
  private EmbeddedPostgres postgres;
  private PlayedMailServer mail;
  private Outbox outbox;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    mail = new PlayedMailServer(Map.of());
    Files.writeString(
        folder.resolve("herald.yaml"),
        """
        channels:
          mail:
            email:
              host: 127.0.0.1
              port: %d
              encryption: none
              from: herald@press.example
              to: [desk@press.example]
        """
            .formatted(mail.port()));
    outbox = Outbox.open(postgres.getPostgresDatabase());
  }

  @AfterEach
  void stop() throws IOException {
    mail.close();
    postgres.close();
  }

  @Test
  void aDigestThatTheServerDidNotTakeIsSentWholeAndOnce() throws Exception {
    killedAt("RCPT");
    assertThat(mail.mails()).isEmpty();

    takeOver();

    assertThat(mail.mails()).singleElement().satisfies(KilledNotifierTest::isWhole);
  }

  @Test
  void aDigestThatTheServerTookWithoutSayingSoIsRepeatedUnderItsId() throws Exception {
    killedAt(PlayedMailServer.END);
    assertThat(mail.mails()).hasSize(1);

    takeOver();

    assertThat(mail.mails()).hasSize(2).allSatisfy(KilledNotifierTest::isWhole);
    assertThat(mail.mails()).extracting(KilledNotifierTest::messageId).containsOnly(firstId());
  }

  private void killedAt(String command) throws Exception {
    mail.staySilentAt(command);
    outbox.add(
        IntStream.range(0, ALERTS)
            .mapToObj(i -> Samples.alert("id-" + i, "title-%02d".formatted(i)))
            .map(alert -> Outbox.Due.of(alert, "mail", "bank", Instant.EPOCH))
            .map(due -> due.together(Optional.of(DigestTimes.parse("hourly"))))
            .toList());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                NotifyingProcess.class.getName(),
                postgres.getJdbcUrl("postgres", "postgres"),
                folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      mail.awaitWaitingClient();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void takeOver() throws Exception {
    Jdbi database = Jdbi.create(postgres.getPostgresDatabase());
    // As after the lease.
    database.useHandle(handle -> handle.execute("UPDATE indexer.digest SET due_at = now()"));
    try (var notifier =
        new Notifier(
            ConfigLoader.load(folder).herald(),
            outbox,
            Clock.systemUTC(),
            new SimpleMeterRegistry())) {
      notifier.start();
      while (database.withHandle(
          handle ->
              handle
                  .createQuery(
                      "SELECT count(*) > 0 FROM indexer.delivery WHERE state <> 'delivered'")
                  .mapTo(Boolean.class)
                  .one())) Thread.sleep(50);
    }
  }

  private static void isWhole(PlayedMailServer.Mail digest) {
    List<String> titles =
        IntStream.range(0, ALERTS).mapToObj(i -> "title-%02d".formatted(i)).toList();
    assertThat(digest.text()).contains(titles).contains("30 of 30");
  }

  private String firstId() {
    return messageId(mail.mails().getFirst());
  }

  private static String messageId(PlayedMailServer.Mail digest) {
    return digest
        .text()
        .lines()
        .filter(line -> line.startsWith("Message-ID:"))
        .findFirst()
        .orElseThrow();
  }
}
