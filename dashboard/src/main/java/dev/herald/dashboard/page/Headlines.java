package dev.herald.dashboard.page;

import dev.herald.indexer.read.Search;
import java.time.Instant;
import java.util.List;

/// Headlines of what a search found.
public final class Headlines {
  private Headlines() {}

  /// The hits as headlines; none where the query cannot be read.
  public static List<Headline> of(Search.Answer answer, Instant now) {
    return switch (answer) {
      case Search.Answer.Found(var result) ->
          result.hits().stream().map(hit -> Headline.of(hit, now)).toList();
      case Search.Answer.Unreadable _ -> List.of();
    };
  }
}
