package dev.herald.crawler.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/// JSON in one form only (RFC 8785): sorted keys, no blanks, shortest escapes.
final class CanonicalJson {
  private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
  private static final String SHORT_NAMES = "btnfr\"\\";

  private CanonicalJson() {}

  /// A revision; what has no order in it is sorted first.
  static byte[] of(Revision revision) {
    JsonNode tree = MessageCodec.mapper().valueToTree(revision);
    if (tree.at("/statement/published/flags") instanceof ArrayNode flags) {
      List<JsonNode> sorted =
          StreamSupport.stream(flags.spliterator(), false)
              .sorted(Comparator.comparing(JsonNode::asText))
              .toList();
      flags.removeAll().addAll(sorted);
    }
    return of(tree);
  }

  /// Any JSON; numbers beyond 64 bits and fractions below a millionth do not occur in ours.
  static byte[] of(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out);
      case ARRAY -> array(node, out);
      case STRING -> string(node.textValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN, NULL -> out.append(node.asText());
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("is no JSON value: " + node.getNodeType());
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    TreeSet<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    out.append('{');
    String comma = "";
    for (String key : keys) {
      out.append(comma);
      string(key, out);
      out.append(':');
      write(node.path(key), out);
      comma = ",";
    }
    out.append('}');
  }

  private static void array(JsonNode node, StringBuilder out) {
    out.append('[');
    for (Iterator<JsonNode> items = node.iterator(); items.hasNext(); ) {
      write(items.next(), out);
      if (items.hasNext()) out.append(',');
    }
    out.append(']');
  }

  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) return node.bigIntegerValue().toString();
    BigDecimal value = new BigDecimal(Double.toString(node.doubleValue())).stripTrailingZeros();
    return value.signum() == 0 ? "0" : value.toPlainString();
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = SHORT_ESCAPES.indexOf(c);
      if (escape >= 0) out.append('\\').append(SHORT_NAMES.charAt(escape));
      else if (c < ' ') out.append("\\u%04x".formatted((int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
