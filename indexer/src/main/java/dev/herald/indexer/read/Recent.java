package dev.herald.indexer.read;

import java.io.IOException;
import java.util.List;

/// What was indexed lately, for pages that follow along. Thread-safe.
///
/// A cursor is opaque text; what it stands for is never handed out twice.
public interface Recent {
  /// The cursor of this moment: nothing before it is new.
  String now() throws IOException;

  /// Revisions stored after a cursor, oldest first.
  ///
  /// @param cursor from [#now] or an earlier [News]
  /// @param request which statements count; its sort, page and size do not
  /// @param max at most so many, 1 to 100; the rest comes with the next call
  /// @throws IllegalArgumentException if the cursor is none
  News since(String cursor, SearchRequest request, int max) throws IOException;

  /// What is new.
  ///
  /// @param cursor where to go on
  /// @param hits statements that were stored, or stored anew
  record News(String cursor, List<SearchResult.Hit> hits) {
    public News {
      hits = List.copyOf(hits);
    }
  }
}
