package dev.herald.crawler.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.JsonPaths;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.RegistrableDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds where statements stand in the JSON that a site renders its lists from: the longest list
/// whose objects have an address each, and the fields that read as titles and days. Pure.
public final class JsonLists {
  private static final int LEAST_ITEMS = 3;
  private static final int MOST_ITEMS = 50;
  private static final int MOST_DEPTH = 6;
  private static final int MOST_FIELD_DEPTH = 3;
  private static final int MOST_NODES = 10_000;
  private static final int LEAST_TITLE_CHARS = 12;
  private static final int MOST_TITLE_CHARS = 250;
  private static final double MOSTLY = 0.9;
  private static final double LEVEL_COSTS = 0.1;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern PICTURE =
      Pattern.compile("(?i)\\.(?:jpe?g|png|gif|svg|webp|mp[34])(?:[?#]|$)");
  private static final Pattern INTERFACE = Pattern.compile("(?i)/(?:api|wp-json|rest)/");

  private static final Pattern LINK = Pattern.compile("(?i)url|link|href|canonical|path|address");
  private static final Pattern NO_LINK =
      Pattern.compile("(?i)ima?ge?|thumb|photo|picture|icon|logo|avatar|self|guid|video|author");
  private static final Pattern TITLE = Pattern.compile("(?i)title|headline|heading|subject|name");
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?i)summary|teaser|text|body|content|excerpt|descr|slug|author|ima?ge|sub_?ti");
  private static final Pattern PUBLISHED =
      Pattern.compile("(?i)publi|posted|releas|issued|date|datum|fecha|time|created|tarih");
  private static final Pattern NOT_PUBLISHED =
      Pattern.compile("(?i)modif|updat|chang|expir|end|until|valid|gmt");

  private static final Pattern NEXT = Pattern.compile("(?i)next");

  private final Answer answer;
  private final JsonNode root;

  private JsonLists(Answer answer, JsonNode root) {
    this.answer = answer;
    this.root = root;
  }

  /// Where the statements stand; empty if the answer is no JSON, or none of its lists has
  /// addresses.
  public static Optional<JsonPaths> find(Answer answer) {
    try {
      return new JsonLists(answer, MessageCodec.mapper().readTree(XmlText.decode(answer))).find();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private record At(String path, JsonNode node, int depth) {
    Stream<At> fields() {
      return node.properties().stream()
          .filter(field -> NAME.matcher(field.getKey()).matches())
          .map(field -> new At(path + "." + field.getKey(), field.getValue(), depth + 1));
    }
  }

  /// A field that all objects of a list have, and how much speaks for it.
  private record Field(String path, double score) {}

  private Optional<JsonPaths> find() {
    return below(root, MOST_DEPTH).stream()
        .filter(at -> at.node().isArray() && at.node().size() >= LEAST_ITEMS)
        .flatMap(at -> paths(at).stream())
        .max(Comparator.comparingInt(this::worth));
  }

  private int worth(JsonPaths paths) {
    int fields = 1 + (paths.title().isPresent() ? 1 : 0) + (paths.published().isPresent() ? 1 : 0);
    return fields * JsonReader.read(answer, paths).items().size();
  }

  private Optional<JsonPaths> paths(At list) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int items = 0;
    for (JsonNode item : list.node()) {
      if (items == MOST_ITEMS) break;
      items++;
      for (At leaf : below(item, MOST_FIELD_DEPTH))
        if (leaf.node().isValueNode() && !leaf.node().asText("").isBlank())
          fields
              .computeIfAbsent(leaf.path(), _ -> new ArrayList<>())
              .add(leaf.node().asText().strip());
    }
    int least = (int) Math.ceil(MOSTLY * items);
    fields.values().removeIf(values -> values.size() < least);
    return best(fields, this::link)
        .map(
            link ->
                new JsonPaths(
                    list.path() + "[*]",
                    link,
                    best(fields, JsonLists::title),
                    best(fields, this::published),
                    next()));
  }

  private interface Score {
    /// More than zero if it may be the field that is looked for.
    double of(String path, List<String> values);
  }

  private static Optional<String> best(Map<String, List<String>> fields, Score score) {
    return fields.entrySet().stream()
        .map(
            field -> {
              long levels = field.getKey().chars().filter(c -> c == '.').count();
              double found = score.of(field.getKey(), field.getValue());
              return new Field(field.getKey(), found - LEVEL_COSTS * levels);
            })
        .filter(field -> field.score() > 0)
        .max(Comparator.comparingDouble(Field::score))
        .map(Field::path);
  }

  private double link(String path, List<String> values) {
    if (!mostly(values, this::isPage) || !areDistinct(values)) return 0;
    boolean own = mostly(values, this::isOfSite);
    return 1 + named(path, LINK, NO_LINK) + (own ? 1 : 0);
  }

  private boolean isPage(String value) {
    return (value.startsWith("/") || value.startsWith("http"))
        && !PICTURE.matcher(value).find()
        && !INTERFACE.matcher(value).find()
        && CanonicalUrl.resolve(answer.url(), value).isPresent();
  }

  private boolean isOfSite(String value) {
    return CanonicalUrl.resolve(answer.url(), value)
        .filter(url -> RegistrableDomain.of(url).equals(RegistrableDomain.of(answer.url())))
        .isPresent();
  }

  private static double title(String path, List<String> values) {
    double chars = values.stream().mapToInt(String::length).average().orElse(0);
    if (chars < LEAST_TITLE_CHARS || chars > MOST_TITLE_CHARS || !areDistinct(values)) return 0;
    boolean address = mostly(values, value -> value.startsWith("http") || value.startsWith("/"));
    boolean words = mostly(values, value -> value.chars().anyMatch(Character::isWhitespace));
    return address ? 0 : named(path, TITLE, NO_TITLE) + (words ? 1 : 0);
  }

  private double published(String path, List<String> values) {
    if (!mostly(values, this::isDay)) return 0;
    // A number may be a moment, but so may any identifier.
    boolean number = mostly(values, value -> NUMBER.matcher(value).matches());
    return named(path, PUBLISHED, NOT_PUBLISHED) + (number ? 0 : 1);
  }

  private boolean isDay(String value) {
    return FeedReader.published(List.of(value), answer, answer.languages(), Provenance.LISTING)
        .date()
        .isPresent();
  }

  private Optional<String> next() {
    return below(root, MOST_FIELD_DEPTH).stream()
        .filter(at -> at.node().isTextual() && NEXT.matcher(at.path()).find())
        .filter(at -> isOfSite(at.node().asText()))
        .map(At::path)
        .findFirst();
  }

  private static double named(String path, Pattern like, Pattern unlike) {
    return (like.matcher(path).find() ? 2 : 0) - (unlike.matcher(path).find() ? 3 : 0);
  }

  private static boolean mostly(List<String> values, Predicate<String> is) {
    return values.stream().filter(is).count() >= MOSTLY * values.size();
  }

  private static boolean areDistinct(List<String> values) {
    return values.stream().distinct().count() >= MOSTLY * values.size();
  }

  /// What stands in a node and in its objects, lists not opened.
  private static List<At> below(JsonNode node, int mostDepth) {
    List<At> found = new ArrayList<>();
    Deque<At> open = new ArrayDeque<>(List.of(new At("$", node, 0)));
    while (!open.isEmpty() && found.size() < MOST_NODES) {
      At at = open.remove();
      found.add(at);
      if (at.node().isObject() && at.depth() < mostDepth) at.fields().forEach(open::add);
    }
    return found;
  }
}
