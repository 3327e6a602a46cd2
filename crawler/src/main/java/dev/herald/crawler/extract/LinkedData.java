package dev.herald.crawler.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/// What the page's JSON-LD says of the article on it. Evidence only: the page itself outweighs it.
///
/// @param headline of the article
/// @param published as written: `datePublished`, or else `dateCreated`
/// @param modified as written: `dateModified`
/// @param articleBody its text, where given
/// @param siteName name of the publisher or the web site
record LinkedData(
    Optional<String> headline,
    Optional<String> published,
    Optional<String> modified,
    Optional<String> articleBody,
    Optional<String> siteName) {

  static final LinkedData NONE =
      new LinkedData(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int MOST_SCRIPTS = 20;
  private static final int MOST_CHARS = 2_000_000;
  private static final int MOST_NODES = 20_000;
  private static final int MOST_DEPTH = 60;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
              .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
              .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
              .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
              .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
              .build());

  /// Reads all JSON-LD scripts of a page; broken ones are passed over.
  static LinkedData of(List<Element> scripts) {
    var articles = new ArrayList<JsonNode>();
    String[] site = {""};
    int read = 0;
    for (Element script : scripts) {
      if (!script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) continue;
      String data = script.data();
      if (++read > MOST_SCRIPTS || data.length() > MOST_CHARS) continue;
      collect(data, articles, site);
    }
    JsonNode article =
        articles.stream().max(java.util.Comparator.comparingInt(LinkedData::richness)).orElse(null);
    if (article == null)
      return new LinkedData(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), text(site[0]));
    String publisher = article.path("publisher").path("name").asText("");
    return new LinkedData(
        text(article.path("headline").asText("")).or(() -> textOf(article, "name")),
        text(article.path("datePublished").asText("")).or(() -> textOf(article, "dateCreated")),
        text(article.path("dateModified").asText("")),
        text(article.path("articleBody").asText("")),
        text(publisher.isBlank() ? site[0] : publisher));
  }

  private static Optional<String> textOf(JsonNode node, String field) {
    return text(node.path(field).asText(""));
  }

  private static Optional<String> text(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  private static int richness(JsonNode article) {
    return (article.has("datePublished") ? 4 : 0)
        + (article.has("headline") ? 2 : 0)
        + (article.has("articleBody") ? 1 : 0);
  }

  private static void collect(String data, List<JsonNode> articles, String[] site) {
    JsonNode root;
    try {
      root = JSON.readTree(unwrap(data));
    } catch (JsonProcessingException e) {
      return; // a broken script is no evidence
    }
    if (root == null) return;
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(root);
    for (int seen = 0; seen < MOST_NODES && !open.isEmpty(); seen++) {
      JsonNode node = open.poll();
      if (node.isArray()) node.forEach(open::add);
      else if (node.isObject()) {
        String type = types(node);
        if (isArticle(type)) articles.add(node);
        else if (type.contains("website") && site[0].isEmpty())
          site[0] = node.path("name").asText("");
        for (String field : List.of("@graph", "mainEntity", "mainEntityOfPage", "hasPart"))
          if (node.has(field)) open.add(node.get(field));
      }
    }
  }

  /// Some publishers wrap the script in a comment or CDATA.
  private static String unwrap(String data) {
    int start = 0;
    while (start < data.length() && "{[".indexOf(data.charAt(start)) < 0) start++;
    int end = data.length();
    while (end > start && "}]".indexOf(data.charAt(end - 1)) < 0) end--;
    return data.substring(start, end);
  }

  private static boolean isArticle(String types) {
    return types.contains("article")
        || types.contains("posting")
        || types.contains("webpage")
        || types.contains("report")
        || types.contains("pressrelease");
  }

  private static String types(JsonNode node) {
    JsonNode type = node.path("@type");
    return (type.isArray() ? type.toString() : type.asText("")).toLowerCase(Locale.ROOT);
  }
}
