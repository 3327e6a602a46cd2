package dev.herald.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Settings that several sources share: `extends: NAME` takes those of
/// `sources/families/NAME.yaml`.
///
/// Groups are merged key by key and the extending side wins; a list is taken whole from one side.
/// Merging works on the trees, so every node keeps the file and line it was written in.
final class Families {
  static final String FOLDER = "families";
  static final String EXTENDS = "extends";
  static final String ID = "id";
  // Deeper than any setting stands, and an end for YAML that contains itself.
  private static final int MAX_DEPTH = 6;

  private final Problems problems;
  private final Map<String, YamlFile> files = new TreeMap<>();
  private final Map<String, Optional<Node>> complete = new HashMap<>();

  Families(List<YamlFile> files, Problems problems) {
    this.problems = problems;
    files.forEach(file -> this.files.put(name(file), file));
    this.files.values().forEach(this::check);
  }

  private static String name(YamlFile file) {
    String base = file.name().substring(file.name().lastIndexOf('/') + 1);
    return base.substring(0, base.lastIndexOf('.'));
  }

  private void check(YamlFile file) {
    Optional<Node> root = file.root().filter(node -> !Binder.isNull(node));
    if (root.isEmpty()) return;
    if (!(root.get() instanceof MappingNode mapping)) {
      problems.add(
          file.place(root.get()),
          "",
          "the text",
          "a group of settings",
          "write key: value lines; a family is no list");
      return;
    }
    for (NodeTuple tuple : mapping.getValue())
      if (isKey(tuple, ID))
        problems.add(
            file.place(tuple.getKeyNode()),
            ID,
            "'id'",
            "a setting of a family",
            "give each source its own");
  }

  /// A source's tree with all that its family says; empty if the family is wrong, which is told.
  ///
  /// @param file the source's, where a wrong `extends` is reported
  Optional<Node> complete(YamlFile file, Node source) {
    return complete(file, source, List.of());
  }

  /// @param chain families on the way here, outermost first
  private Optional<Node> complete(YamlFile file, Node node, List<String> chain) {
    Optional<ScalarNode> parent = parent(node);
    if (parent.isEmpty()) return Optional.of(node);
    return family(file, parent.get(), chain).map(family -> merge(node, family, 0));
  }

  private static Optional<ScalarNode> parent(Node node) {
    if (!(node instanceof MappingNode mapping)) return Optional.empty();
    return mapping.getValue().stream()
        .filter(tuple -> isKey(tuple, EXTENDS))
        .map(NodeTuple::getValueNode)
        .filter(value -> value instanceof ScalarNode && !Binder.isNull(value))
        .map(ScalarNode.class::cast)
        .findFirst();
  }

  private static boolean isKey(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }

  private Optional<Node> family(YamlFile from, ScalarNode reference, List<String> chain) {
    String name = reference.getValue();
    if (chain.contains(name)) {
      problems.add(
          from.place(reference),
          EXTENDS,
          String.join(" → ", chain) + " → " + name,
          "a chain of families with an end",
          "remove one of these extends");
      return Optional.empty();
    }
    YamlFile file = files.get(name);
    if (file == null) {
      problems.add(
          from.place(reference), EXTENDS, Problems.quote(name), "a family", suggestion(name));
      return Optional.empty();
    }
    Optional<Node> known = complete.get(name);
    if (known != null) return known;
    var longer = new ArrayList<>(chain);
    longer.add(name);
    // An empty family says nothing, as any node does that is no group.
    Optional<Node> whole = complete(file, file.root().orElse(reference), longer);
    complete.put(name, whole);
    return whole;
  }

  private String suggestion(String name) {
    if (files.isEmpty()) return "there is none yet; write sources/families/%s.yaml".formatted(name);
    return Suggestions.closest(name, files.keySet())
        .map("did you mean %s?"::formatted)
        .orElse("families are " + String.join(", ", files.keySet()));
  }

  /// Both trees as one; where they differ, `own` is right.
  private static Node merge(Node own, Node inherited, int depth) {
    if (!(own instanceof MappingNode child && inherited instanceof MappingNode parent)) return own;
    if (depth > MAX_DEPTH) return own;
    var tuples = new ArrayList<NodeTuple>();
    for (NodeTuple tuple : child.getValue())
      tuples.add(
          new NodeTuple(
              tuple.getKeyNode(),
              parent.getValue().stream()
                  .filter(other -> isSameKey(tuple, other))
                  .findFirst()
                  .map(other -> merge(tuple.getValueNode(), other.getValueNode(), depth + 1))
                  .orElse(tuple.getValueNode())));
    parent.getValue().stream()
        .filter(tuple -> child.getValue().stream().noneMatch(said -> replaces(said, tuple)))
        .forEach(tuples::add);
    return new MappingNode(
        child.getTag(),
        true,
        tuples,
        child.getFlowStyle(),
        child.getStartMark(),
        child.getEndMark());
  }

  /// Whether one setting takes the other's place: the same, or the other way to say when.
  private static boolean replaces(NodeTuple one, NodeTuple other) {
    return isSameKey(one, other)
        || (isKey(one, "cron") && isKey(other, "every"))
        || (isKey(one, "every") && isKey(other, "cron"));
  }

  private static boolean isSameKey(NodeTuple one, NodeTuple other) {
    return one.getKeyNode() instanceof ScalarNode key && isKey(other, key.getValue());
  }

  /// Reports every family that no source came to. Worth asking only when all sources could be read.
  void checkAllUsed() {
    files.forEach(
        (name, file) -> {
          if (!complete.containsKey(name))
            problems.add(
                new YamlFile.Place(file.name(), 1, 1),
                "",
                "the family '%s'".formatted(name),
                "used by any source",
                "write `extends: %s` in one, or remove the file".formatted(name));
        });
  }
}
