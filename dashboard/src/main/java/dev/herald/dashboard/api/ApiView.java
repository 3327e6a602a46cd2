package dev.herald.dashboard.api;

import java.util.List;

/// What the page about the API shows.
///
/// @param document where the OpenAPI document is
/// @param rows the operations
public record ApiView(String document, List<Row> rows) {
  public ApiView {
    rows = List.copyOf(rows);
  }

  /// One operation.
  public record Row(String method, String path, String summary, List<Parameter> parameters) {
    public Row {
      parameters = List.copyOf(parameters);
    }
  }

  /// One parameter of the query string.
  public record Parameter(String name, String description) {}
}
