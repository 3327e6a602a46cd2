package dev.herald.crawler.archive;

import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.fetch.FetchedPage;
import java.io.IOException;
import java.util.Optional;
import okio.ByteString;

/// Where visits put what they fetched, and find it again. Thread-safe.
public interface PageArchive {
  /// Writes a page; it is safe only after [#sync].
  Location write(FetchedPage page) throws IOException;

  /// Forces what was written to the disk.
  void sync() throws IOException;

  /// What was read of the page that was archived at a location: the rendered document if there is
  /// one, else the body; empty if neither is there.
  Optional<ByteString> read(Location location) throws IOException;
}
