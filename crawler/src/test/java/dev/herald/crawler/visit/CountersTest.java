package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures on pages: those that count readers, and those that say something.
class CountersTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String OPENED = "Opened by %d friends of the Assembly";

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aCounterWhoseWordsAreKnownIsNoEditFromTheFirstPageOn() {
    lines(1, "Views: 4,321");
    world.visit(FEED);
    assertThat(world.kafka.drain().getFirst().statement().text()).doesNotContain("4,321");
    lines(1, "Views: 4,329");

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void whatGrowsInTheSameLineOfManyPagesIsNoEditWhateverItsWords() {
    opened(0);
    world.visit(FEED);
    world.kafka.drain();

    for (int readers = 1; readers < 15; readers++) {
      opened(readers);
      world.visitLater(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatGrowsOnEachOfFewPagesIsNoEdit(int pages) {
    opened(pages, 0);
    world.visit(FEED);
    world.kafka.drain();

    for (int readers = 1; readers < 15; readers++) {
      opened(pages, readers);
      world.visitLater(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatGrewOnceOnOneOfFewPagesIsAnEditOnceItStands(int pages) {
    opened(pages, 0);
    world.visit(FEED);
    world.kafka.drain();
    statement(1, OPENED.formatted(130), Site.paragraphs(1));

    world.visitLater(FEED);
    world.clock.advance(Duration.ofHours(1));
    world.visit(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
  }

  @Test
  void aFigureThatOneOfFewPagesHasIsAnEditAtOnce() {
    opened(2, 0);
    statement(2, "The session was opened.", Site.paragraphs(2));
    world.visit(FEED);
    world.kafka.drain();
    statement(1, OPENED.formatted(130), Site.paragraphs(1));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
  }

  @Test
  void anEditBesideACounterIsOne() {
    opened(0);
    world.visit(FEED);
    world.kafka.drain();
    opened(7);
    statement(2, OPENED.formatted(207), "The committee rejected the report.", "It says no more.");

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
  }

  @Test
  void theYearInTheFooterOfAllPagesIsNoEditOfAny() {
    lines(5, "© 2025 Assembly of Testland");
    world.visit(FEED);
    world.kafka.drain();
    lines(5, "© 2026 Assembly of Testland");

    world.visitLater(FEED);
    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Signed by 120 members, Signed by 130 members",
    "Signed by 130 members, Signed by 120 members",
    "Rate: 2.25 percent, Rate: 2.75 percent",
    "Session of 26.02.2026, Session of 27.02.2026",
  })
  void aFigureThatThePublisherChangesIsAnEdit(String before, String after) {
    lines(5, "");
    for (int n = 1; n <= 5; n++)
      statement(n, n == 2 ? before : otherwise(before, n), Site.paragraphs(n));
    world.visit(FEED);
    world.kafka.drain();
    statement(2, after, Site.paragraphs(2));

    world.visitLater(FEED);
    world.clock.advance(Duration.ofHours(1));
    world.visit(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
    assertThat(world.kafka.revisions.getFirst().statement().text()).contains(after);
  }

  /// The same line with another figure.
  private static String otherwise(String line, int number) {
    return line.replaceFirst("[0-9]", Integer.toString(number));
  }

  /// Five pages with a counter each.
  private void opened(int readers) {
    opened(5, readers);
  }

  private void opened(int pages, int readers) {
    lines(pages, "");
    for (int n = 1; n <= pages; n++)
      statement(n, OPENED.formatted(100 * n + readers), Site.paragraphs(n));
  }

  private void lines(int statements, String line) {
    for (int n = 1; n <= statements; n++) statement(n, line, Site.paragraphs(n));
    world.site.feed(
        "/feed.xml", IntStream.rangeClosed(1, statements).mapToObj(n -> "/s/" + n).toList());
  }

  private void statement(int number, String line, String... paragraphs) {
    List<String> all = new ArrayList<>(List.of(paragraphs));
    all.add(1, line);
    world.site.statement(
        "/s/" + number, "Report number %d adopted".formatted(number), all.toArray(String[]::new));
  }
}
