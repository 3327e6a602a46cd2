package dev.herald.app.stack.analysis;

import dev.herald.config.language.WordsAnalyzer;
import java.io.Reader;
import org.elasticsearch.index.analysis.CharFilterFactory;

/// Stands for a full Elasticsearch's `mapping` with the one mapping that Herald's indices ask for.
record ApostropheFilter(String name) implements CharFilterFactory {
  @Override
  public Reader create(Reader text) {
    return WordsAnalyzer.parted(text);
  }
}
