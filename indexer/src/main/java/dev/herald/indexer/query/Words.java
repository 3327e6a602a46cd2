package dev.herald.indexer.query;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.util.QueryBuilder;

/// Words as the standard analyzer writes them, for beginnings, patterns and near spellings.
final class Words {
  private static final String WRITTEN = Fields.of("text", Fields.ALL);

  private final Analyzer analyzer = Fields.analyzer();

  /// A beginning or a misspelt word in the form it is indexed in.
  String normal(String field, String text) {
    return analyzer.normalize(field, text).utf8ToString();
  }

  /// Whether the text is more than one word, as two characters of Chinese are.
  boolean isSeveral(String text) {
    return new QueryBuilder(analyzer).createPhraseQuery(WRITTEN, text) instanceof PhraseQuery;
  }

  /// A pattern whose letters are in that form; `*`, `?` and escapes stay.
  String normalPattern(String field, String pattern) {
    StringBuilder normal = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean escape = c == '\\' && i + 1 < pattern.length();
      if (c != '*' && c != '?' && !escape) {
        word.append(c);
        continue;
      }
      flush(field, word, normal);
      normal.append(c);
      if (escape) normal.append(pattern.charAt(++i));
    }
    flush(field, word, normal);
    return normal.toString();
  }

  private void flush(String field, StringBuilder word, StringBuilder to) {
    if (word.isEmpty()) return;
    to.append(normal(field, word.toString()));
    word.setLength(0);
  }
}
