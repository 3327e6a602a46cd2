package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.herald.config.HeraldConfig;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailChannelTest {
  private static final GreenMail SERVER =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void empty() throws Exception {
    SERVER.purgeEmailFromAllMailboxes();
  }

  @Test
  void aRepeatCarriesTheSameMessageId() throws Exception {
    EmailChannel channel = channel(SERVER.getSmtp().getPort());

    channel.send(Samples.alert("abc", "A title"));
    channel.send(Samples.alert("abc", "A title"));

    assertThat(SERVER.getReceivedMessages())
        .hasSize(2)
        .allSatisfy(m -> assertThat(m.getMessageID()).isEqualTo("<abc@herald>"));
  }

  @Test
  void aTitleNeverBecomesAHeader() throws Exception {
    channel(SERVER.getSmtp().getPort())
        .send(Samples.alert("abc", "Rates\r\nBcc: everyone@press.example\r\n\r\nbody"));

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).startsWith("Interest rates: Rates Bcc:");
  }

  @ParameterizedTest
  @CsvSource({
    "URGENT, '[urgent] Interest rates: A title', high",
    "NORMAL, 'Interest rates: A title',",
    "BACKGROUND, 'Interest rates: A title', low"
  })
  void aTierMarksSubjectAndImportance(Tier tier, String subject, @Nullable String importance)
      throws Exception {
    channel(SERVER.getSmtp().getPort())
        .send(Samples.alert("abc", "A title", Instant.EPOCH, Optional.of(tier)));

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo(subject);
    assertThat(message.getHeader("Importance", null)).isEqualTo(importance);
  }

  @Test
  void foreignTitlesAndMarkupArriveIntact() throws Exception {
    channel(SERVER.getSmtp().getPort())
        .send(Samples.alert("abc", "افزایش نرخ <script>alert(1)</script>"));

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getSubject()).contains("افزایش نرخ");
    assertThat(message.getSentDate()).isNotNull();
    String html = part(message, 1);
    assertThat(html).contains("افزایش نرخ").contains("&lt;script&gt;").doesNotContain("<script>");
  }

  @Test
  void aDigestIsOneMailWithEveryAlertInBothOfItsParts() throws Exception {
    channel(SERVER.getSmtp().getPort())
        .send(
            Samples.digest(
                "digest",
                Samples.alert("one", "Rates rise"),
                Samples.alert("two", "نرخ <b>بالا</b>")));

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getMessageID()).isEqualTo("<digest@herald>");
    assertThat(message.getSubject())
        .isEqualTo("Interest rates: 2 matches until 2026-11-24T07:00:00Z");
    assertThat(part(message, 0)).contains("1 of 2", "Rates rise", "2 of 2", "نرخ <b>بالا</b>");
    assertThat(part(message, 1))
        .contains("Rates rise", "نرخ &lt;b&gt;بالا&lt;/b&gt;", "Delivery digest.")
        .doesNotContain("<b>");
  }

  @Test
  void aBrokenRuleIsToldUnderItsNameWithTheReason() throws Exception {
    Rule rule =
        new Rule("rates", "Rates", "a:b", List.of("mail"), List.of(), true, Optional.empty());
    var broken = new Alert.OfRule(false, "rates", "a:b", Instant.EPOCH, "query: no field <a>");

    channel(SERVER.getSmtp().getPort())
        .send(
            new RuleAlerts(HeraldConfig.defaults())
                .of(rule, broken, Instant.EPOCH)
                .getFirst()
                .alert());

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Rates: this rule no longer works");
    assertThat(part(message, 0)).contains("Query: a:b", "Reason: query: no field <a>");
    assertThat(part(message, 1)).contains("query: no field &lt;a&gt;");
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() throws Exception {
    int closed;
    try (var socket = new java.net.ServerSocket(0)) {
      closed = socket.getLocalPort();
    }

    assertThat(channel(closed).send(Samples.alert("abc", "t")))
        .isInstanceOf(Channel.Outcome.Retry.class);
  }

  @Test
  void anAddressThatIsDeadKeepsNobodyElsesMailBack() throws Exception {
    try (var server = new PlayedMailServer(Map.of("gone@press.example", "550 no such user"))) {
      EmailChannel channel =
          channel(server.port(), "desk@press.example", "gone@press.example", "two@press.example");

      assertThat(channel.send(Samples.alert("abc", "t")))
          .isEqualTo(new Channel.Outcome.Delivered());

      assertThat(server.mails())
          .singleElement()
          .satisfies(
              mail ->
                  assertThat(mail.recipients())
                      .containsExactly("desk@press.example", "two@press.example"));
    }
  }

  @Test
  void whileOneAddressHasToWaitNobodyGetsTheMailTwice() throws Exception {
    var answers =
        Map.of("gone@press.example", "550 no such user", "grey@press.example", "451 in a minute");
    try (var server = new PlayedMailServer(answers)) {
      EmailChannel channel =
          channel(server.port(), "desk@press.example", "gone@press.example", "grey@press.example");

      assertThat(channel.send(Samples.alert("abc", "t"))).isInstanceOf(Channel.Outcome.Retry.class);

      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void whereEveryAddressIsDeadTheMailIsGivenUp() throws Exception {
    try (var server = new PlayedMailServer(Map.of("desk@press.example", "550 no such user"))) {
      assertThat(channel(server.port()).send(Samples.alert("abc", "t")))
          .isInstanceOf(Channel.Outcome.GiveUp.class);
    }
  }

  @Test
  void aTitleOfTenThousandCharactersIsCutInTheSubjectAloneAndStaysOneHeader() throws Exception {
    String title = "نرخ\u0000\u001b\u0085\u2028X-Spam: no\u2029\u202e" + "a😀".repeat(3_400);

    channel(SERVER.getSmtp().getPort()).send(Samples.alert("abc", title));

    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getHeader("X-Spam")).isNull();
    assertThat(message.getSubject())
        .startsWith("Interest rates: نرخ X-Spam: no a😀")
        .hasSizeLessThanOrEqualTo(180)
        .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202e\\ufffd]");
    assertThat(part(message, 0)).contains("a😀".repeat(3_400));
  }

  private static String part(MimeMessage message, int index) throws Exception {
    assertThat(GreenMailUtil.getBody(message)).isNotEmpty();
    return ((jakarta.mail.internet.MimeMultipart) message.getContent())
        .getBodyPart(index)
        .getContent()
        .toString();
  }

  private static EmailChannel channel(int port, String... to) {
    return new EmailChannel(
        new HeraldConfig.Email(
            "127.0.0.1",
            port,
            HeraldConfig.Encryption.NONE,
            Optional.empty(),
            Optional.empty(),
            "herald@press.example",
            to.length == 0 ? List.of("desk@press.example") : List.of(to)));
  }
}
