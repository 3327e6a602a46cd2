package dev.herald.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// One YAML file as a tree whose every node knows its line, and where each setting stood in it.
final class YamlFile {
  static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_ALIASES = 50;

  private final String name;
  private final Optional<Node> root;
  private final Map<String, Place> places = new HashMap<>();

  private YamlFile(String name, Optional<Node> root) {
    this.name = name;
    this.root = root;
  }

  /// A place in a file; line and column from 1, or 0 where there is none.
  record Place(String file, int line, int column) {}

  /// Reads a file; what cannot be read becomes a problem, and then there is no root.
  static YamlFile read(Path path, String name, Problems problems) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(
            new Place(name, 0, 0), "", "the file", "within the limit of 1 MiB", "split it");
        return new YamlFile(name, Optional.empty());
      }
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(name, decoded, problems);
    } catch (CharacterCodingException _) {
      problems.add(new Place(name, 0, 0), "", "the file", "UTF-8", "save it in that encoding");
    } catch (IOException e) {
      problems.add(new Place(name, 0, 0), "", "the file", "readable", e.toString());
    }
    return new YamlFile(name, Optional.empty());
  }

  static YamlFile parse(String name, String text, Problems problems) {
    try {
      return new YamlFile(name, new Compose(settings(name)).composeString(text));
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(YamlFile::place).orElse(new Place(name, 0, 0));
      problems.add(place, "", "the text", "YAML", oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(
          new Place(name, 0, 0), "", "the text", "YAML", oneLine(String.valueOf(e.getMessage())));
    }
    return new YamlFile(name, Optional.empty());
  }

  private static LoadSettings settings(String name) {
    return LoadSettings.builder()
        .setLabel(name)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setCodePointLimit(MAX_BYTES)
        .build();
  }

  /// A file that is not there: every setting has its default.
  static YamlFile absent(String name) {
    return new YamlFile(name, Optional.empty());
  }

  String name() {
    return name;
  }

  Optional<Node> root() {
    return root;
  }

  /// Remembers where a setting stands.
  void keep(String path, Place place) {
    places.put(path, place);
  }

  boolean says(String path) {
    return places.containsKey(path);
  }

  /// Where a node stands: in the file it was read from, which need not be this one.
  Place place(Node node) {
    return node.getStartMark().map(YamlFile::place).orElse(new Place(name, 0, 0));
  }

  /// Where a setting stands, or the nearest setting around it, or the file.
  Place place(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Place place = places.get(at);
      if (place != null) return place;
    }
    return places.getOrDefault("", new Place(name, 0, 0));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private static Place place(Mark mark) {
    return new Place(mark.getName(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty()
        ? "correct it"
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
