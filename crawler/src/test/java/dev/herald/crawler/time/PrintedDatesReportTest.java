package dev.herald.crawler.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.measure.PrintedDates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Measures the reader on the printed dates of the corpora, when they are here.
class PrintedDatesReportTest {
  private static final Path TABLE =
      PrintedDates.table(Path.of(System.getProperty("herald.corpora", "")));

  static boolean corporaAreHere() {
    boolean here = Files.isReadable(TABLE);
    if (!here) System.out.println("printed dates: not measured, no corpora at " + TABLE);
    return here;
  }

  @Test
  @EnabledIf("corporaAreHere")
  void printedDatesAreReadAsTheirPublishersMeantThem() throws IOException {
    PrintedDates dates = PrintedDates.measure(TABLE);

    System.out.printf(
        "printed dates: %d of %d that say a day; %d invented where none is said%n",
        dates.right(), dates.all(), dates.inventions().size());
    dates
        .byKind()
        .forEach(
            (kind, count) ->
                System.out.printf("  %s: %d of %d%n", kind, count.get(0), count.get(1)));
    dates.misses().forEach(miss -> System.out.println("  " + miss));
    assertThat(dates.inventions()).isEmpty();
    assertThat(dates.share()).isGreaterThanOrEqualTo(0.97);
  }
}
