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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another printed date, or another file, under a text that stands.
class SilentChangesTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String TIME =
      "<time datetime=\"2026-02-26T12:00:00Z\">26 February 2026 | 12:00</time>";
  private static final String FILE =
      "<p>The figures are in <a href=\"/files/annex.pdf?v=1\">the annex of the report</a>.</p>";

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    world.site.bytes("/files/annex.pdf", "application/pdf", okio.ByteString.encodeUtf8("%PDF-"));
    publish(TIME, FILE);
    world.visit(FEED);
    world.kafka.drain();
  }

  @Test
  void aStatementThatIsDatedBackIsEdited() {
    publish("<time datetime=\"2026-02-20T12:00:00Z\">20 February 2026 | 12:00</time>", FILE);

    world.visitLater(FEED);

    Revision edit = world.kafka.drain().getFirst();
    assertThat(edit.cause()).isEqualTo(Cause.EDITED);
    assertThat(edit.statement().published().date().orElseThrow()).hasToString("2026-02-20");
    world.visitLater(FEED);
    assertThat(world.kafka.revisions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<time datetime=\"2026-02-26T12:00:00Z\">2026-02-26</time>",
        "<time datetime=\"2026-02-26T13:30:00Z\">26 February 2026 | 13:30</time>",
        "<time>6 days ago</time>",
        "<p>Last updated: 20 February 2026</p>",
        "<meta property=\"article:modified_time\" content=\"2026-02-20T10:00:00Z\">" + TIME,
      })
  void aDateThatIsGoneOrOtherwiseWrittenOrOfTheLastChangeIsNoEdit(String time) {
    publish(time, FILE);

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aDateThatIsLearnedLaterIsNoEdit() {
    world.site.html("/s/2", page("", ""));
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2"));
    world.visitLater(FEED);
    world.kafka.drain();
    world.site.html("/s/2", page("<p>26 February 2026</p>", ""));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aPageThatPrintsTheDayOnWhichItIsShownIsNotEditedEachDay() {
    for (int day = 27; day <= 28; day++) {
      world.clock.advance(Duration.ofDays(1));
      publish(TIME.replace("02-26", "02-" + day).replace("26 February", day + " February"), FILE);
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void anotherFileUnderTheSameWordsIsAnEdit() {
    publish(TIME, FILE.replace("annex.pdf", "annex-corrected.pdf"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
    assertThat(world.kafka.revisions.getFirst().statement().attachments().getFirst().url())
        .contains("annex-corrected.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/annex.pdf?v=2",
        "/cache/77ab/annex.pdf",
        "http://press.example/files/annex.pdf#page=1",
      })
  void theSameFileAtAnotherAddressIsNoEdit(String address) {
    publish(TIME, FILE.replace("/files/annex.pdf?v=1", address));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void filesThatThePageAroundTheStatementLinksToAreNoneOfIt() {
    String column = "<div class=\"column\"><a href=\"/files/%s.pdf\">PDF</a></div>";
    publish(TIME, FILE + column.formatted("weekly-1"));
    world.visitLater(FEED);
    world.kafka.drain();
    publish(TIME, FILE + column.formatted("weekly-2"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  private void publish(String time, String more) {
    world.site.html("/s/1", page(time, more));
    world.site.feed("/feed.xml", List.of("/s/1"));
  }

  private static String page(String time, String more) {
    String page = Site.page("", "Report number 1 adopted", Site.paragraphs(1));
    return page.replace(TIME, time).replace("<p class=\"about\">", more + "<p class=\"about\">");
  }
}
