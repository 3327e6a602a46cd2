package dev.herald.indexer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.indexer.read.SearchResult.Copy;
import dev.herald.indexer.read.SearchResult.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes hits of Elasticsearch's documents.
final class Hits {
  private static final int BEGINNING_CHARS = 260;

  private Hits() {}

  static Revision revision(ObjectNode document) throws IOException {
    try {
      return MessageCodec.mapper().treeToValue(document.get("revision"), Revision.class);
    } catch (JsonProcessingException e) {
      throw new IOException("elasticsearch holds a revision that cannot be read", e);
    }
  }

  static Hit hit(ObjectNode document, Map<String, List<String>> highlights) throws IOException {
    return hit(document, highlights, List.of());
  }

  static Hit hit(ObjectNode document, Map<String, List<String>> highlights, List<Copy> copies)
      throws IOException {
    Revision revision = revision(document);
    Statement statement = revision.statement();
    List<String> rules = new ArrayList<>();
    document.path("rules").forEach(rule -> rules.add(rule.asText()));
    List<String> inText = best(highlights, "text.");
    List<String> snippets = inText.isEmpty() ? best(highlights, "attachment") : inText;
    return new Hit(
        statement.id(),
        statement.url(),
        statement.sourceId(),
        statement.institution(),
        statement.institutionType(),
        statement.country(),
        statement.type(),
        statement.language(),
        statement.title(),
        best(highlights, "title.").stream().findFirst().orElseGet(() -> escape(statement.title())),
        snippets.isEmpty() ? List.of(beginning(statement)) : snippets,
        statement.published(),
        statement.firstSeen(),
        revision.observedAt(),
        revision.cause(),
        revision.number(),
        rules,
        copies);
  }

  /// Of the parts of a document that [SearchBody] asks for.
  static Copy copy(ObjectNode document) throws IOException {
    try {
      return MessageCodec.mapper()
          .treeToValue(document.path("revision").path("statement"), Copy.class);
    } catch (JsonProcessingException e) {
      throw new IOException("elasticsearch holds a statement that cannot be read", e);
    }
  }

  /// Of the fields that hit, the one of a language; it knows word forms.
  private static List<String> best(Map<String, List<String>> highlights, String prefix) {
    List<String> best = List.of();
    for (Map.Entry<String, List<String>> entry : highlights.entrySet()) {
      if (!entry.getKey().startsWith(prefix)) continue;
      if (best.isEmpty() || !entry.getKey().endsWith(".all")) best = entry.getValue();
    }
    return best;
  }

  private static String beginning(Statement statement) {
    String text = statement.text().replace('\n', ' ');
    if (text.length() <= BEGINNING_CHARS) return escape(text);
    int cut = text.lastIndexOf(' ', BEGINNING_CHARS);
    return escape(text.substring(0, cut < 1 ? BEGINNING_CHARS : cut)) + " …";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
