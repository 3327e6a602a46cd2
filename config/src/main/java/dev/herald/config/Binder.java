package dev.herald.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Binds the tree of one YAML file to records, guided by their components and [Setting]s.
///
/// Recursion follows the records' types, so neither deep nor self-containing YAML goes deeper than
/// they do. Every method that gives an empty result has reported why.
final class Binder {
  private final YamlFile file;
  private final Scalars scalars;
  private final Overrides overrides;
  private final Problems problems;

  Binder(YamlFile file, Scalars scalars, Overrides overrides, Problems problems) {
    this.file = file;
    this.scalars = scalars;
    this.overrides = overrides;
    this.problems = problems;
  }

  /// Binds a mapping; an absent or empty one gives every setting its default.
  <R extends Record> Optional<R> bind(Optional<Node> node, Class<R> type, String path) {
    return record(node.filter(n -> !isNull(n)), type, path).map(type::cast);
  }

  private Optional<Object> record(Optional<Node> node, Class<?> type, String path) {
    node.filter(_ -> !file.says(path)).ifPresent(n -> file.keep(path, file.place(n)));
    if (node.isPresent() && !(node.get() instanceof MappingNode))
      return refuse(node.get(), path, "a group of settings", "write key: value lines under it");
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Arrays.stream(components).map(Keys::of).toList();
    Map<String, Node> entries =
        node.map(n -> entries((MappingNode) n, path)).orElseGet(LinkedHashMap::new);
    entries.keySet().forEach(key -> checkKnown(key, known, path));
    var values = new ArrayList<>();
    for (RecordComponent component : components)
      component(component, Optional.ofNullable(entries.get(Keys.of(component))), path)
          .ifPresent(values::add);
    if (values.size() < components.length) return Optional.empty();
    return create(type, components, values, path);
  }

  private void checkKnown(String key, List<String> known, String path) {
    if (known.contains(key)) return;
    String hint =
        Suggestions.closest(key, known)
            .map("did you mean %s?"::formatted)
            .orElse("settings here are " + String.join(", ", known));
    problems.add(
        file.place(Keys.path(path, key)),
        Keys.path(path, key),
        Problems.quote(key),
        "a setting here",
        hint);
  }

  /// Keys with their values, in the file's order; remembers where each key stands.
  private Map<String, Node> entries(MappingNode mapping, String path) {
    var entries = new LinkedHashMap<String, Node>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        refuse(tuple.getKeyNode(), path, "a key", "write key: value");
        continue;
      }
      String keyPath = Keys.path(path, key.getValue());
      if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null)
        problems.add(
            file.place(key),
            keyPath,
            Problems.quote(key.getValue()),
            "unique",
            "line %d has it too; keep one".formatted(file.place(keyPath).line()));
      else file.keep(keyPath, file.place(key));
    }
    return entries;
  }

  private Optional<Object> component(
      RecordComponent component, Optional<Node> node, String parent) {
    String path = Keys.path(parent, Keys.of(component));
    Setting setting = Keys.setting(component);
    Optional<String> override = overrides.take(path);
    if (override.isPresent()) return override(component, setting, override.get(), path);
    Optional<Node> present = node.filter(n -> !isNull(n));
    if (present.isPresent()) return value(present.get(), component.getGenericType(), setting, path);
    return absent(component, setting, path);
  }

  private Optional<Object> override(
      RecordComponent component, Setting setting, String text, String path) {
    boolean structured = text.startsWith("[") || text.startsWith("{");
    YamlFile line =
        structured
            ? YamlFile.parse(Overrides.ORIGIN, text, problems)
            : YamlFile.absent(Overrides.ORIGIN);
    file.keep(path, new YamlFile.Place(Overrides.ORIGIN, 0, 0));
    var binder = new Binder(line, scalars, Overrides.none(), problems);
    if (structured)
      return line.root().flatMap(n -> binder.value(n, component.getGenericType(), setting, path));
    return binder.textValue(text, component.getGenericType(), setting, path);
  }

  private Optional<Object> textValue(String text, Type type, Setting setting, String path) {
    var node = new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN);
    return value(node, type, setting, path);
  }

  private Optional<Object> absent(RecordComponent component, Setting setting, String path) {
    Type type = component.getGenericType();
    if (!setting.defaultsTo().isEmpty()) {
      YamlFile text = YamlFile.parse("default of " + path, setting.defaultsTo(), problems);
      var binder = new Binder(text, scalars, Overrides.none(), problems);
      return text.root().flatMap(n -> binder.value(n, type, setting, path));
    }
    Class<?> raw = component.getType();
    if (raw == Optional.class)
      return overrides.hasUnder(path)
          ? record(Optional.empty(), (Class<?>) argument(type, 0), path).map(Optional::of)
          : Optional.of(Optional.empty());
    if (raw == Map.class) return Optional.of(Map.of());
    if (raw.isRecord() && !Scalars.isScalar(raw)) return record(Optional.empty(), raw, path);
    if (raw == List.class && setting.min().isEmpty()) return Optional.of(List.of());
    problems.missing(
        file.place(path),
        path,
        "the setting",
        setting.example().isEmpty() ? "add it" : "add it, as in " + setting.example());
    return Optional.empty();
  }

  private Optional<Object> value(Node node, Type type, Setting setting, String path) {
    if (!file.says(path)) file.keep(path, file.place(node));
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class)
        return value(node, argument(type, 0), setting, path).map(Optional::of);
      if (generic.getRawType() == List.class) return list(node, argument(type, 0), setting, path);
      return map(node, argument(type, 1), setting, path);
    }
    var raw = (Class<?>) type;
    return Scalars.isScalar(raw)
        ? scalar(node, raw, setting, path)
        : record(Optional.of(node), raw, path);
  }

  private Optional<Object> scalar(Node node, Class<?> type, Setting setting, String path) {
    if (!(node instanceof ScalarNode text) || isNull(node))
      return refuse(node, path, "a single value", "write it after the colon");
    Reading reading = scalars.read(type, text.getValue(), setting.form());
    return switch (reading) {
      case Reading.Refused refused -> refuse(node, path, text.getValue(), refused);
      case Reading.Value(Object value) -> bounded(node, path, text.getValue(), setting, value);
    };
  }

  private Optional<Object> bounded(
      Node node, String path, String found, Setting setting, Object value) {
    Optional<Reading.Refused> refused = Bounds.check(setting, value);
    return refused.isPresent() ? refuse(node, path, found, refused.get()) : Optional.of(value);
  }

  /// A list; a single value counts as a list of one.
  private Optional<Object> list(Node node, Type element, Setting setting, String path) {
    List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    boolean single = !(node instanceof SequenceNode);
    if (single && !(element instanceof Class<?> type && Scalars.isScalar(type)))
      return refuse(node, path, "a list", "begin each entry with a dash");
    var values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++)
      value(nodes.get(i), element, setting, single ? path : "%s[%d]".formatted(path, i))
          .ifPresent(values::add);
    if (values.size() < nodes.size()) return Optional.empty();
    Object result = List.copyOf(values);
    Optional<Reading.Refused> refused = Bounds.check(setting, result);
    return refused.isPresent() ? refuse(node, path, "", refused.get()) : Optional.of(result);
  }

  private Optional<Object> map(Node node, Type element, Setting setting, String path) {
    if (!(node instanceof MappingNode mapping))
      return refuse(node, path, "a group of names", "write name: value lines under it");
    var values = new LinkedHashMap<String, Object>();
    Map<String, Node> entries = entries(mapping, path);
    entries.forEach(
        (key, value) ->
            value(value, element, setting, Keys.path(path, key))
                .ifPresent(bound -> values.put(key, bound)));
    return values.size() < entries.size()
        ? Optional.empty()
        : Optional.of(Collections.unmodifiableMap(values));
  }

  private Optional<Object> create(
      Class<?> type, RecordComponent[] components, List<Object> values, String path) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return Optional.of(type.getConstructor(types).newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException wrong))
        throw new IllegalStateException(type + " cannot be built", e);
      problems.add(
          file.place(path), path, "the group", "consistent", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no public canonical constructor", e);
    }
  }

  private Optional<Object> refuse(Node node, String path, String text, Reading.Refused refused) {
    problems.add(
        file.place(node),
        path,
        refused.found().orElseGet(() -> Problems.quote(text)),
        refused.expected(),
        refused.hint());
    return Optional.empty();
  }

  private Optional<Object> refuse(Node node, String path, String expected, String hint) {
    String found =
        switch (node) {
          case MappingNode _ -> "a group of settings";
          case SequenceNode _ -> "a list";
          case ScalarNode scalar when isNull(node) && scalar.getValue().isEmpty() ->
              "an empty value";
          case ScalarNode scalar -> Problems.quote(scalar.getValue());
          default -> "this";
        };
    problems.add(file.place(node), path, found, expected, hint);
    return Optional.empty();
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
