package dev.herald.app.stack.analysis;

import dev.herald.config.language.LanguageAnalyzers;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/// Registers Lucene's analyzers under the names a full Elasticsearch gives them.
public final class LanguageAnalysisPlugin extends Plugin implements AnalysisPlugin {
  @Override
  public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
    Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> providers = new TreeMap<>();
    for (String name : LanguageAnalyzers.names()) {
      // The index template makes this one of its parts.
      if (name.equals(LanguageAnalyzers.WORDS)) continue;
      PreBuiltAnalyzerProvider provider =
          new PreBuiltAnalyzerProvider(name, AnalyzerScope.INDICES, LanguageAnalyzers.create(name));
      providers.put(name, (indexSettings, environment, analyzer, settings) -> provider);
    }
    return providers;
  }

  @Override
  public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
    return Map.of(
        "mapping", (indexSettings, environment, name, settings) -> new ApostropheFilter(name));
  }
}
