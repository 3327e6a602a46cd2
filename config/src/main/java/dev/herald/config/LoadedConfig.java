package dev.herald.config;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.util.List;

/// A config folder as read and checked.
///
/// @param herald `herald.yaml`, or every default
/// @param sources of the files under `sources/`, by path and then in the file's order; ids are
///   unique
/// @param rules of `rules/*.yaml`, likewise
public record LoadedConfig(HeraldConfig herald, List<Source> sources, List<Rule> rules) {
  public LoadedConfig {
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
  }
}
