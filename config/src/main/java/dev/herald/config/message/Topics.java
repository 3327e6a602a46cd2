package dev.herald.config.message;

/// Names of the Kafka topics.
public final class Topics {
  /// Revisions of statements, key = statement id.
  public static final String STATEMENTS = "herald.statements";

  /// Revisions that a replay of the archive made, key = statement id; read while no live one waits.
  public static final String REPLAYS = "herald.replays";

  /// One report per visit of a source, key = source id.
  public static final String CRAWLS = "herald.crawls";

  /// Rules made in the dashboard, compacted, key = rule id; a null value deletes.
  public static final String RULES = "herald.rules";

  /// Messages that could not be processed, with topic, partition, offset and error in headers.
  public static final String DEAD_LETTERS = "herald.dead-letters";

  private Topics() {}
}
