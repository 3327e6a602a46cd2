package dev.herald.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON Schema (draft 2020-12) of a config file, for editors: completion, documentation, checks.
///
/// Made from the same [Setting]s that [ConfigLoader] reads. The loader checks more: what a pattern
/// cannot say, and what only several settings together show.
public final class ConfigSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ConfigSchema() {}

  /// Schema of a file that holds one `type`, such as `herald.yaml`.
  public static String of(Class<? extends Record> type) {
    ObjectNode schema = root(type);
    schema.setAll(object(type));
    return write(schema);
  }

  /// Schema of a file that holds one `type` or a list of them, such as `sources/*.yaml`.
  public static String ofOneOrMany(Class<? extends Record> type) {
    ObjectNode schema = root(type);
    schema.putObject("$defs").set("entry", entry(type));
    ArrayNode either = schema.putArray("oneOf");
    either.addObject().put("$ref", "#/$defs/entry");
    either.addObject().put("type", "array").putObject("items").put("$ref", "#/$defs/entry");
    return write(schema);
  }

  private static ObjectNode root(Class<?> type) {
    return JSON.createObjectNode().put("$schema", DRAFT).put("title", type.getSimpleName());
  }

  private static ObjectNode object(Class<?> type) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(Keys.of(component), property(component));
      if (isRequired(component)) required.add(Keys.of(component));
    }
    if (!required.isEmpty()) schema.set("required", required);
    return schema;
  }

  /// Schema of a family: what a `type` that extends it may leave to it, so nothing is required.
  public static String ofFamily(Class<? extends Record> type) {
    ObjectNode entry = object(type);
    entry.remove("required");
    ((ObjectNode) entry.get("properties")).remove(Families.ID);
    ObjectNode schema = root(type).put("title", type.getSimpleName() + " family");
    schema.setAll(entry);
    return write(schema);
  }

  /// An entry that extends a family needs no more than its id: the family may say the rest.
  private static ObjectNode entry(Class<?> type) {
    ObjectNode entry = object(type);
    if (!entry.at("/properties").has(Families.EXTENDS)) return entry;
    JsonNode required = entry.remove("required");
    entry.putArray("required").add(Families.ID);
    entry.putObject("if").putArray("required").add(Families.EXTENDS);
    entry.putObject("else").set("required", required);
    return entry;
  }

  private static ObjectNode property(RecordComponent component) {
    Setting setting = Keys.setting(component);
    ObjectNode schema = JSON.createObjectNode().put("description", setting.value());
    schema.setAll(schema(component.getGenericType(), setting));
    if (!setting.defaultsTo().isEmpty())
      schema.set("default", JSON.valueToTree(SettingDefaults.parse(setting.defaultsTo())));
    if (!setting.example().isEmpty())
      schema.putArray("examples").addPOJO(SettingDefaults.parse(setting.example()));
    return schema;
  }

  /// Whether a file must name the setting: exactly when [Binder] reports it as missing.
  static boolean isRequired(RecordComponent component) {
    Setting setting = Keys.setting(component);
    Class<?> type = component.getType();
    if (!setting.defaultsTo().isEmpty() || type == Optional.class || type == Map.class)
      return false;
    if (type == List.class) return !setting.min().isEmpty();
    if (!type.isRecord() || Scalars.isScalar(type)) return true;
    for (RecordComponent inner : type.getRecordComponents()) if (isRequired(inner)) return true;
    return false;
  }

  private static ObjectNode schema(Type type, Setting setting) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == Optional.class) return schema(arguments[0], setting);
      if (raw == List.class) return list(arguments[0], setting);
      ObjectNode map = JSON.createObjectNode();
      map.putArray("type").add("object").add("null");
      map.set("additionalProperties", schema(arguments[1], setting));
      return map;
    }
    var raw = (Class<?>) type;
    return Scalars.isScalar(raw) ? scalar(raw, setting) : object(raw);
  }

  private static ObjectNode list(Type element, Setting setting) {
    ObjectNode items = schema(element, setting);
    ObjectNode list = JSON.createObjectNode().put("type", "array");
    if (!setting.min().isEmpty()) list.put("minItems", Integer.parseInt(setting.min()));
    list.set("items", items);
    if (!(element instanceof Class<?> type && Scalars.isScalar(type))) return list;
    ObjectNode either = JSON.createObjectNode();
    either.putArray("anyOf").add(items.deepCopy()).add(list);
    return either;
  }

  private static ObjectNode scalar(Class<?> type, Setting setting) {
    ObjectNode schema = JSON.createObjectNode();
    if (type.isEnum()) {
      ArrayNode values = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) values.add(Keys.ofConstant(constant));
      return schema;
    }
    if (type == boolean.class) return schema.put("type", "boolean");
    if (type == int.class || type == long.class || type == double.class) {
      schema.put("type", type == double.class ? "number" : "integer");
      if (!setting.min().isEmpty()) schema.set("minimum", number(setting.min()));
      if (!setting.max().isEmpty()) schema.set("maximum", number(setting.max()));
      return schema;
    }
    schema.put("type", "string");
    if (type == LocalDate.class) return schema.put("format", "date");
    if (type == Duration.class) pattern(schema, Durations.PATTERN + "|[Pp].+");
    else if (type == DataSize.class) pattern(schema, "\\d{1,12}\\s*(B|KiB|MiB|GiB)");
    else if (type == Secret.class) pattern(schema, Scalars.SECRET_PATTERN);
    else if (type == String.class) pattern(schema, setting.form().pattern());
    return schema;
  }

  private static void pattern(ObjectNode schema, String pattern) {
    if (!pattern.isEmpty())
      schema.put("pattern", "^(?:" + pattern.replace("\\p{Cntrl}", "\\u0000-\\u001f") + ")$");
  }

  private static JsonNode number(String text) {
    return JSON.valueToTree(SettingDefaults.parse(text));
  }

  private static String write(ObjectNode schema) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema is a plain tree", e);
    }
  }
}
