package dev.herald.dashboard.search;

import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.SearchResult.Facet;
import java.util.List;
import java.util.function.Supplier;

/// Names of ids, as configured now. Thread-safe.
public final class Names {
  private final Supplier<List<Source>> sources;
  private final RuleBook rules;

  /// Names from the configured sources and the known rules.
  public Names(Supplier<List<Source>> sources, RuleBook rules) {
    this.sources = sources;
    this.rules = rules;
  }

  /// The institution of a source, or its id where it is no longer configured.
  public String source(String id) {
    return sources.get().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .map(Source::institution)
        .orElse(id);
  }

  /// The name of a rule, or its id where it no longer exists.
  public String rule(String id) {
    return rules.find(id).map(entry -> entry.rule().name()).orElse(id);
  }

  /// A facet's value as people read it.
  String value(Facet.Field field, String value) {
    return switch (field) {
      case SOURCE -> source(value);
      case RULE -> rule(value);
      case COUNTRY -> Words.country(value);
      case LANGUAGE -> Words.language(value);
      case TYPE, INSTITUTION_TYPE, CAUSE -> Words.plain(value);
    };
  }
}
