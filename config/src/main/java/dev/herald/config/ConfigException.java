package dev.herald.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// The configuration is wrong; the message lists every problem, one a line.
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems at least one
  public ConfigException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n", header(problems.size()), "")));
    this.problems = List.copyOf(problems);
  }

  /// All problems, by file and line.
  public List<Problem> problems() {
    return problems;
  }

  private static String header(int count) {
    return count == 1 ? "1 setting is wrong:\n" : count + " settings are wrong:\n";
  }
}
