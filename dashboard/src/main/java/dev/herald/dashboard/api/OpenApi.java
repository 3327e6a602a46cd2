package dev.herald.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.dashboard.api.Operation.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes the OpenAPI 3.1 document of the operations; the schemas stand in a resource.
final class OpenApi {
  private static final String SCHEMAS = "/dashboard/api-schemas.json";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OpenApi() {}

  static JsonNode document(List<Operation> operations) {
    ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Herald")
        .put("version", "1")
        .put(
            "description",
            "What official institutions publish, change and withdraw. Instants are ISO 8601 in UTC,"
                + " ids are stable, absent values are left out, unknown fields are to be ignored.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : operations)
      paths
          .withObjectProperty(operation.path())
          .set(operation.method().toString().toLowerCase(Locale.ROOT), describe(operation));
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas());
    components
        .putObject("securitySchemes")
        .putObject("password")
        .put("type", "http")
        .put("scheme", "basic")
        .put("description", "Any user name, with dashboard.password; only where one is set.");
    var security = document.putArray("security");
    security.addObject();
    security.addObject().putArray("password");
    return document;
  }

  private static ObjectNode describe(Operation operation) {
    ObjectNode node =
        NODES.objectNode().put("operationId", operation.id()).put("summary", operation.summary());
    var parameters = node.putArray("parameters");
    for (Parameter parameter : operation.parameters()) parameters.add(describe(parameter));
    operation
        .takes()
        .ifPresent(
            schema ->
                node.putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", reference(schema)));
    ObjectNode responses = node.putObject("responses");
    ObjectNode success = responses.putObject(Integer.toString(operation.status()));
    success.put("description", operation.status() == 204 ? "Done." : "Found or done.");
    if (!operation.mediaType().isEmpty())
      success
          .putObject("content")
          .putObject(operation.mediaType())
          .set("schema", schema(operation.gives()));
    ObjectNode failure = responses.putObject("default");
    failure.put("description", "It cannot be done; the problem says why.");
    failure
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", reference("Problem"));
    return node;
  }

  private static ObjectNode describe(Parameter parameter) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("name", parameter.name())
            .put("in", parameter.place())
            .put("description", parameter.description());
    if (parameter.place().equals("path")) node.put("required", true);
    ObjectNode value = NODES.objectNode().put("type", parameter.type());
    if (parameter.repeats()) {
      ObjectNode list = node.putObject("schema").put("type", "array");
      list.set("items", value);
    } else {
      node.set("schema", value);
    }
    return node;
  }

  private static ObjectNode schema(Optional<Operation.Shape> shape) {
    if (shape.isEmpty()) return NODES.objectNode().put("type", "string");
    if (!shape.get().list()) return reference(shape.get().schema());
    ObjectNode list = NODES.objectNode().put("type", "array");
    list.set("items", reference(shape.get().schema()));
    return list;
  }

  private static ObjectNode reference(String schema) {
    return NODES.objectNode().put("$ref", "#/components/schemas/" + schema);
  }

  private static JsonNode schemas() {
    try (InputStream in = OpenApi.class.getResourceAsStream(SCHEMAS)) {
      if (in == null) throw new IllegalStateException(SCHEMAS + " is missing from the class path");
      return MessageCodec.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
