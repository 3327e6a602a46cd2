package dev.herald.crawler.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.JsonPaths;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Reads the JSON that sites render their lists from in the browser.
final class JsonReader {
  private static final int MAX_ITEMS = 20_000;
  private static final Pattern GAP = Pattern.compile("\\{([^{}]+)\\}");
  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(MessageCodec.mapper()))
          .mappingProvider(new JacksonMappingProvider(MessageCodec.mapper()))
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();

  private JsonReader() {}

  static Listed read(Answer answer, JsonPaths paths) {
    JsonNode root;
    try {
      root = MessageCodec.mapper().readTree(XmlText.decode(answer));
    } catch (JsonProcessingException e) {
      return Listed.nothing("%s: is not JSON: %s".formatted(answer.url(), e.getOriginalMessage()));
    }
    List<JsonNode> nodes = items(root, paths.items());
    if (nodes.isEmpty())
      return Listed.nothing("%s: nothing stands at %s".formatted(answer.url(), paths.items()));
    Map<String, Item> items = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (JsonNode node : nodes.subList(0, Math.min(MAX_ITEMS, nodes.size()))) {
      number++;
      Optional<Item> item = item(node, answer, paths);
      if (item.isPresent()) items.putIfAbsent(item.get().url().toString(), item.get());
      else
        problems.add(
            "%s: item %d has no address at %s".formatted(answer.url(), number, paths.link()));
    }
    List<HttpUrl> next =
        paths.next().flatMap(path -> text(root, path)).stream()
            .flatMap(address -> CanonicalUrl.resolve(answer.url(), address).stream())
            .filter(url -> url.host().equals(answer.url().host()) && !url.equals(answer.url()))
            .toList();
    return new Listed(List.copyOf(items.values()), next, problems);
  }

  private static Optional<Item> item(JsonNode node, Answer answer, JsonPaths paths) {
    return link(node, paths.link())
        .flatMap(address -> CanonicalUrl.resolve(answer.url(), address))
        .map(
            url ->
                new Item(
                    url,
                    paths
                        .title()
                        .flatMap(path -> text(node, path))
                        .map(FeedText::markup)
                        .filter(title -> !title.isEmpty()),
                    FeedReader.published(
                        paths.published().flatMap(path -> text(node, path)).stream().toList(),
                        answer,
                        answer.languages(),
                        Provenance.LISTING),
                    Optional.empty()));
  }

  /// An address that stands in the item, or one made of values that do.
  private static Optional<String> link(JsonNode node, String link) {
    if (link.startsWith("$")) return text(node, link);
    Matcher gap = GAP.matcher(link);
    var address = new StringBuilder();
    while (gap.find()) {
      Optional<String> value = text(node, gap.group(1));
      if (value.isEmpty()) return Optional.empty();
      gap.appendReplacement(address, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(gap.appendTail(address).toString());
  }

  /// A path to the list itself means what stands in it.
  private static List<JsonNode> items(JsonNode root, String path) {
    List<JsonNode> found = nodes(root, path);
    boolean list = found.size() == 1 && found.getFirst().isArray();
    List<JsonNode> items = new ArrayList<>();
    (list ? found.getFirst() : found).forEach(items::add);
    return items;
  }

  private static Optional<String> text(JsonNode from, String path) {
    return nodes(from, path).stream()
        .filter(JsonNode::isValueNode)
        .map(node -> node.asText("").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static List<JsonNode> nodes(JsonNode from, String path) {
    List<JsonNode> nodes = new ArrayList<>();
    try {
      JsonNode found = JsonPath.using(PATHS).parse(from).read(path);
      if (found != null) found.forEach(nodes::add);
    } catch (JsonPathException | IllegalArgumentException _) {
      // A path that does not fit this answer finds nothing in it, which is said where it matters.
      return List.of();
    }
    return nodes;
  }
}
