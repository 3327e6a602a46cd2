package dev.herald.dashboard.api;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;

/// One operation of the API: what it is called, takes and gives, and who answers it.
///
/// @param path with parameters in braces: `/api/v1/statements/{id}`
/// @param id unique name, for generated clients
/// @param summary what it does, in a few words
/// @param parameters of path and query
/// @param takes schema of the JSON body it takes
/// @param status of success
/// @param mediaType of what it gives; empty if nothing
/// @param gives schema of what it gives; empty if nothing, or where the media type says it all
record Operation(
    HandlerType method,
    String path,
    String id,
    String summary,
    List<Parameter> parameters,
    Optional<String> takes,
    int status,
    String mediaType,
    Optional<Shape> gives,
    Handler handler) {

  /// What a response is made of.
  ///
  /// @param schema name of a schema of the document
  /// @param list whether it is an array of those
  record Shape(String schema, boolean list) {}

  /// One parameter.
  ///
  /// @param place `path` or `query`
  /// @param type JSON Schema type of one value
  /// @param repeats whether it may be given several times
  record Parameter(String name, String place, String type, boolean repeats, String description) {}

  static Parameter path(String name, String description) {
    return new Parameter(name, "path", "string", false, description);
  }

  static Parameter query(String name, String type, String description) {
    return new Parameter(name, "query", type, false, description);
  }

  static Parameter many(String name, String description) {
    return new Parameter(name, "query", "string", true, description);
  }

  /// An operation that reads JSON.
  static Operation get(
      String path, String id, String summary, Shape gives, Handler handler, Parameter... takes) {
    return new Operation(
        HandlerType.GET,
        path,
        id,
        summary,
        List.of(takes),
        Optional.empty(),
        200,
        "application/json",
        Optional.of(gives),
        handler);
  }

  /// The same operation with more parameters.
  Operation and(List<Parameter> more) {
    var all = new java.util.ArrayList<>(parameters);
    all.addAll(more);
    return new Operation(
        method, path, id, summary, List.copyOf(all), takes, status, mediaType, gives, handler);
  }

  static Shape one(String schema) {
    return new Shape(schema, false);
  }

  static Shape listOf(String schema) {
    return new Shape(schema, true);
  }
}
