package dev.herald.indexer.store;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an index and the version of the mapping it was made with:
/// `herald-statements-v1-000001`.
record IndexName(String text, int version) implements Comparable<IndexName> {
  private static final Pattern END = Pattern.compile("-v(\\d{1,6})-\\d+$");

  /// The index of a version.
  static IndexName of(String alias, int version) {
    return new IndexName(alias + "-v" + version + "-000001", version);
  }

  /// Reads a name.
  ///
  /// @throws IOException if Herald gives no index such a name
  static IndexName parse(String alias, String text) throws IOException {
    Matcher end = END.matcher(text);
    if (!text.startsWith(alias) || !end.find(alias.length()) || end.start() != alias.length())
      throw new IOException(
          "elasticsearch: the alias %s stands for %s, which is no index of Herald's; take it away or point elasticsearch.url elsewhere"
              .formatted(alias, text));
    return new IndexName(text, Integer.parseInt(end.group(1)));
  }

  @Override
  public int compareTo(IndexName other) {
    return text.compareTo(other.text);
  }
}
