package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a page that is missing means that its statement was withdrawn.
class WithdrawalsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aMissingStatementIsWithdrawnAfterSpacedChecksAndRestoredWhenItReturns() {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    world.site.status("/s/1", 404);

    world.visitLater(FEED);
    world.visitLater(FEED);
    world.clock.advance(World.SPACING);
    world.visit(FEED);
    assertThat(world.kafka.revisions).isEmpty();
    world.clock.advance(World.SPACING);
    world.visit(FEED);

    List<Revision> withdrawn = world.kafka.drain();
    assertThat(withdrawn).extracting(Revision::cause).containsExactly(Cause.WITHDRAWN);
    assertThat(withdrawn.get(0).statement().text()).contains("railway of Elmside");
    world.site.statement("/s/1", "Report number 1 adopted", Site.paragraphs(1));
    world.clock.advance(Duration.ofDays(2));
    world.visit(FEED);
    assertThat(world.kafka.drain()).extracting(Revision::cause).containsExactly(Cause.RESTORED);
  }

  @Test
  void noOtherPageIsAskedForTheSakeOfWhatIsWithdrawnAlready() {
    world.site.statements(3);
    world.visit(FEED);
    world.site.status("/s/1", 404);
    for (int i = 0; i < 3; i++) {
      world.clock.advance(World.SPACING);
      world.visit(FEED);
    }
    assertThat(world.kafka.drain()).extracting(Revision::cause).contains(Cause.WITHDRAWN);
    // The others were seen a moment ago, so that the withdrawn one is checked by itself.
    world.clock.advance(World.SPACING.minusMinutes(1));
    world
        .state
        .statements()
        .recheck(FEED.id(), List.of(Site.url("/s/2"), Site.url("/s/3")), world.clock.instant());
    world.visit(FEED);
    world.clock.advance(Duration.ofMinutes(1));
    int before = world.site.requests.size();

    world.visit(FEED);

    assertThat(world.site.requests.subList(before, world.site.requests.size()))
        .containsExactly("304 /feed.xml", "404 /s/1");
    assertThat(world.kafka.reports.getLast().failures()).isEmpty();
  }

  @Test
  void anOutageWithdrawsNothing() {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    for (String path : List.of("/feed.xml", "/s/1", "/s/2", "/s/3")) world.site.status(path, 404);

    for (int i = 0; i < 6; i++) {
      world.clock.advance(World.SPACING);
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aWallOnEveryPageWithdrawsNothing() {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 1; n <= 3; n++)
      world.site.html("/s/" + n, "<html><body><h1>Checking your browser</h1></body></html>");

    for (int i = 0; i < 6; i++) {
      world.clock.advance(World.SPACING);
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
    assertThat(world.kafka.reports.getLast().failures().get(0).reason())
        .isEqualTo(
            "none of the statements that were checked is there, 3 in all; counted as an outage");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOutageOfThePagesAloneWithdrawsNothingHoweverFewAreChecked(boolean gone) {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    // The others were checked a moment ago, so that each is checked in a visit of its own.
    for (int n = 1; n <= 3; n++) {
      world.clock.advance(Duration.ofHours(1));
      world
          .state
          .statements()
          .recheck(FEED.id(), List.of(Site.url("/s/" + n)), world.clock.instant());
      world.visit(FEED);
    }
    for (int n = 1; n <= 3; n++)
      if (gone) world.site.status("/s/" + n, 404);
      else world.site.html("/s/" + n, "<html><body><h1>Checking your browser</h1></body></html>");

    for (int i = 0; i < 24; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aWallOfADayDoesNotWithdrawTheOnlyStatementOfASource() {
    world.site.statements(1);
    world.visit(FEED);
    world.kafka.drain();
    world.site.html("/s/1", "<html><body><h1>Checking your browser</h1></body></html>");

    for (int i = 0; i < 24; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }
    assertThat(world.kafka.drain()).isEmpty();
    for (int i = 0; i < 60; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.drain()).extracting(Revision::cause).containsExactly(Cause.WITHDRAWN);
  }

  @Test
  void thePublisherIsBelievedThatTheOnlyStatementIsGone() {
    world.site.statements(1);
    world.visit(FEED);
    world.kafka.drain();
    world.site.status("/s/1", 410);

    for (int i = 0; i < 24; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.drain()).extracting(Revision::cause).containsExactly(Cause.WITHDRAWN);
  }

  /// What is first read behind a wall is the wall; that it stands proves nothing.
  @Test
  void aStatementThatWasFirstReadBehindAWallIsNoWitness() {
    String wall = "We are checking that you are no robot. Please wait until the page is shown.";
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 1; n <= 4; n++) world.site.statement("/s/" + n, "One moment", wall);
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3", "/s/4"));

    for (int i = 0; i < 24; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).extracting(Revision::cause).doesNotContain(Cause.WITHDRAWN);
  }

  @Test
  void aSoftNotFoundPageIsWithdrawnWhileItsNeighboursStand() {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    world.site.statement("/s/2", "Page not found", "The page you asked for does not exist.");

    for (int i = 0; i < 3; i++) {
      world.clock.advance(World.SPACING.plusSeconds(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.WITHDRAWN);
  }

  static Stream<Arguments> shortStatementsThatWereTakenAway() {
    return Stream.of(
        Arguments.of(
            List.of(
                "The government met the delegation and agreed to open the border in the spring.",
                "Both sides will sign the treaty on trade and transport before the summer begins."),
            "The page you asked for does not exist."),
        Arguments.of(
            List.of("外交部发言人今天上午在北京会见了来访的代表团，双方就贸易合作交换了意见。", "双方同意在明年春天之前签署新的运输协定，并扩大农业领域的交流。"),
            "抱歉，您访问的页面不存在或已被删除，请返回首页。"),
        Arguments.of(
            List.of(
                "外務大臣は本日午前、東京で代表団と会談し、貿易協力について意見を交換した。",
                "双方は来年の春までに新しい輸送協定に署名し、農業分野の交流を拡大することで合意した。"),
            "お探しのページは見つかりませんでした。"),
        Arguments.of(
            List.of(
                "รัฐมนตรีว่าการกระทรวงการต่างประเทศพบคณะผู้แทนเพื่อหารือความร่วมมือทางการค้า",
                "ทั้งสองฝ่ายตกลงลงนามในข้อตกลงการขนส่งฉบับใหม่ก่อนฤดูใบไม้ผลิปีหน้า"),
            "ไม่พบหน้าที่คุณต้องการ"));
  }

  @ParameterizedTest
  @MethodSource("shortStatementsThatWereTakenAway")
  void aSoftNotFoundPageIsKnownInScriptsWithoutBlanks(List<String> paragraphs, String notFound) {
    world.site.statements(3);
    world.site.statement("/s/2", "Joint statement", paragraphs.toArray(String[]::new));
    world.visit(FEED);
    world.kafka.drain();
    world.site.statement("/s/2", "404", notFound);

    for (int i = 0; i < 3; i++) {
      world.clock.advance(World.SPACING.plusSeconds(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.WITHDRAWN);
  }
}
