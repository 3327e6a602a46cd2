package dev.herald.indexer.read;

import dev.herald.config.rule.Rule;
import dev.herald.config.rule.RuleFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// All rules: those of the YAML files, which only their files change, and those made in the
/// dashboard, which travel by the topic `herald.rules`. Thread-safe.
public interface RuleBook {
  /// Every rule, by name.
  List<Entry> list();

  /// The rule of that id.
  Optional<Entry> find(String ruleId);

  /// Adds a rule, or replaces the one of its id; returns once every reader will see it.
  ///
  /// @throws IllegalArgumentException if the rule is written in a file, or its query cannot be read
  /// @throws IOException if Kafka cannot be reached
  void save(Rule rule) throws IOException;

  /// Deletes a rule; one that does not exist is no error.
  ///
  /// @throws IllegalArgumentException if the rule is written in a file
  /// @throws IOException if Kafka cannot be reached
  void delete(String ruleId) throws IOException;

  /// Calls `listener` with all rules after every later change.
  void onChange(Consumer<List<Entry>> listener);

  /// A rule and where it comes from.
  ///
  /// @param readOnly whether it is written in a file
  /// @param broken why it cannot work as it is, with this version of Herald; it matches nothing
  record Entry(Rule rule, boolean readOnly, Optional<String> broken) {
    /// A rule, checked now.
    public Entry(Rule rule, boolean readOnly) {
      this(rule, readOnly, RuleFault.find(rule));
    }
  }
}
