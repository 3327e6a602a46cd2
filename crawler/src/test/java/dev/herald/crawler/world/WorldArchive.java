package dev.herald.crawler.world;

import dev.herald.crawler.archive.PageArchive;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// Keeps nothing: what stood at an address at a moment follows from its office's history.
final class WorldArchive implements PageArchive {
  private final Map<String, Office> offices;

  /// @param offices by id
  WorldArchive(Map<String, Office> offices) {
    this.offices = offices;
  }

  @Override
  public Location write(FetchedPage page) {
    return new Location(page.url().toString(), page.startedAt().toEpochMilli());
  }

  @Override
  public void sync() {
    // Nothing can be lost.
  }

  @Override
  public Optional<ByteString> read(Location location) {
    HttpUrl url = HttpUrl.get(location.file());
    Office office = Objects.requireNonNull(offices.get(url.pathSegments().get(0)));
    return Optional.of(
        office
            .page(
                Office.number(url.encodedPath()),
                java.time.Instant.ofEpochMilli(location.offset()),
                Optional.empty())
            .body());
  }
}
