package dev.herald.crawler.charset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The labels of the Encoding Standard (section 4.2) and the charset that decodes each.
final class EncodingLabels {
  private static final Map<String, Encoding> BY_LABEL = read();

  /// An encoding as the web knows it.
  ///
  /// @param name of the standard, such as `windows-1252`
  /// @param charset that decodes it; a Windows superset where browsers use one
  record Encoding(String name, Charset charset) {
    /// What a page may not name: it decodes to nothing, so it says nothing.
    boolean isReplacement() {
      return name.equals("replacement");
    }
  }

  private EncodingLabels() {}

  /// The encoding a label names; ASCII white space around it and case do not count.
  static Optional<Encoding> find(String label) {
    return Optional.ofNullable(BY_LABEL.get(trim(label).toLowerCase(Locale.ROOT)));
  }

  /// The encoding of a name that is known to be in the table.
  static Encoding named(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no encoding " + name));
  }

  private static String trim(String label) {
    int start = 0;
    int end = label.length();
    while (start < end && isBlank(label.charAt(start))) start++;
    while (start < end && isBlank(label.charAt(end - 1))) end--;
    return label.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static Map<String, Encoding> read() {
    Map<String, Encoding> byLabel = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(EncodingLabels.class.getResourceAsStream("labels.txt")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] parts = line.split("\\|", -1);
                var encoding = new Encoding(parts[0], Charset.forName(parts[1]));
                for (String label : parts[2].split(" ", -1)) byLabel.put(label, encoding);
              });
    } catch (IOException e) {
      throw new UncheckedIOException("the table of encoding labels cannot be read", e);
    }
    return Map.copyOf(byLabel);
  }
}
