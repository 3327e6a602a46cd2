package dev.herald.crawler.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.stream.Collectors;

/// A process that archives pages until it is killed, and says on standard output which are kept.
final class Scribbler {
  private Scribbler() {}

  static void main(String[] arguments) throws IOException {
    Random random = new Random(7);
    WarcArchive archive = new WarcArchive(Path.of(arguments[0]), Clock.systemUTC());
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      String body =
          random.ints(2_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
      try {
        archive.write(WarcArchiveTest.page("/" + i, 200, i + body));
        // As a dashboard in the same process does.
        if (i % 10 == 0) new ArchiveReader(Path.of(arguments[0])).index(_ -> {});
        System.out.println("/" + i);
      } catch (IOException e) {
        System.out.println("failed");
      }
    }
  }
}
