package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.command.LedgerCommand.Answer;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import dev.herald.indexer.read.LedgerDay.Imbalance;
import dev.herald.indexer.read.LedgerDay.Verdict;
import dev.herald.indexer.read.LedgerDay.Visits;
import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
  private static final Incident BLOCKED =
      new Incident(
          "bank",
          Incident.Kind.BLOCKED,
          Instant.parse("2026-11-24T08:00:00Z"),
          Optional.empty(),
          "discover: https://press.example/rss: HTTP 403");

  @TempDir Path config;

  @Test
  void whatDoesNotBalanceIsSaidWithItsSize() {
    String printed =
        printed(
            new Answer(
                List.of(day(List.of(new Imbalance(Imbalance.Rule.PUBLISHED_IS_INDEXED, 4, 3)))),
                List.of(BLOCKED),
                List.of(
                    new Passage(
                        Instant.parse("2026-11-24T09:59:58.250Z"),
                        Instant.parse("2026-11-24T09:59:59Z"),
                        Instant.parse("2026-11-24T09:59:59.5Z"),
                        Optional.of(Instant.parse("2026-11-24T10:00:00Z"))))));

    assertThat(printed)
        .contains("The canary of 2026-11-24T09:59:58Z came through the whole chain in 1.8 s.")
        .contains("out of balance: 4 revisions published, 3 indexed: 1 too few")
        .containsPattern("bank +blocked +2026-11-24T08:00:00Z +discover: .*HTTP 403");
  }

  @Test
  void onlyBalancedDaysWithoutAnOpenIncidentAreSound() {
    Imbalance lost = new Imbalance(Imbalance.Rule.ALERTS_ARE_DELIVERIES, 2, 1);
    Incident closed =
        new Incident(
            "bank", Incident.Kind.BLOCKED, BLOCKED.since(), Optional.of(Instant.now()), "403");

    assertThat(new Answer(List.of(day(List.of())), List.of(closed), List.of()).isSound()).isTrue();
    assertThat(new Answer(List.of(day(List.of(lost))), List.of(), List.of()).isSound()).isFalse();
    assertThat(new Answer(List.of(day(List.of())), List.of(BLOCKED), List.of()).isSound())
        .isFalse();
  }

  @Test
  void whatCannotBeAskedSaysWhy() throws IOException {
    Files.writeString(
        Files.createDirectory(config.resolve("sources")).resolve("bank.yaml"),
        """
        id: bank
        institution: Central Bank
        country: INT
        zone: Europe/Berlin
        languages: [en]
        homepage: https://press.example/
        """);

    Ran unknown = ran("nobody");
    Ran noDay = ran("bank", "--day", "yesterday");
    Ran away = ran("bank", "--set", "elasticsearch.port=" + freePort());

    assertThat(unknown.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(noDay.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noDay.err()).contains("'yesterday' is not a day");
    assertThat(away.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(away.err()).contains("postgresql has no data under");
  }

  private Ran ran(String... arguments) {
    return Ran.of(
        Stream.concat(
                Stream.of("ledger", "--config", config.toString(), "--data", config.toString()),
                Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  private static String printed(Answer answer) {
    var text = new StringWriter();
    LedgerCommand.print(new PrintWriter(text), answer, LedgerDay::sourceId);
    return text.toString();
  }

  private static LedgerDay day(List<Imbalance> imbalances) {
    return new LedgerDay(
        "bank",
        LocalDate.of(2026, 11, 24),
        Verdict.PUBLISHED,
        new Visits(1, 0, Optional.empty(), Optional.empty()),
        new Chain(20, 4, 4, 4, 3, 3, 1, Optional.of(1L), 1, 0, 0),
        Map.of(),
        imbalances,
        false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
