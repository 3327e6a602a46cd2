package dev.herald.app.command;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.evidence.DayRoots;
import java.nio.file.Path;
import java.time.Clock;

/// Where the crawler of this configuration keeps its evidence.
final class EvidenceFolders {
  private EvidenceFolders() {}

  static Path archiveFolder(HeraldConfig config) {
    return config.data().resolve("archive");
  }

  static ArchiveReader archive(HeraldConfig config) {
    return new ArchiveReader(archiveFolder(config));
  }

  static DayRoots roots(HeraldConfig config) {
    return new DayRoots(
        config.data().resolve("evidence/roots"), archive(config), Clock.systemUTC());
  }
}
