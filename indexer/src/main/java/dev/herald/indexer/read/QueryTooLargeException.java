package dev.herald.indexer.read;

import java.io.IOException;

/// A query that Elasticsearch has not the memory for, as it has less than Herald gives the embedded
/// one, or many near spellings stand for very many words.
public final class QueryTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  /// @param cause what Elasticsearch said
  public QueryTooLargeException(Throwable cause) {
    super(
        "the query has too many words for this Elasticsearch; use fewer, or give it more heap",
        cause);
  }
}
