package dev.herald.crawler.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Conformance data outside the repository, at `conformance/` under the system property
/// `herald.corpora`.
public final class Conformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Conformance() {}

  private static Path folder() {
    return Path.of(Objects.requireNonNullElse(System.getProperty("herald.corpora"), "."))
        .resolve("conformance");
  }

  /// For `@EnabledIf`: whether the data is there.
  public static boolean isPresent() {
    boolean present = Files.isDirectory(folder());
    if (!present) System.out.println("conformance data is absent at " + folder() + ": not tested");
    return present;
  }

  /// The rows of one JSONL file.
  public static List<JsonNode> rows(String file) {
    try {
      List<JsonNode> rows = new ArrayList<>();
      for (String line : Files.readAllLines(folder().resolve(file))) rows.add(JSON.readTree(line));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file that a row names.
  public static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Counts rows and keeps those that fail, for a report on standard output.
  public static final class Score {
    private final String name;
    private final List<String> misses = new ArrayList<>();
    private int total;

    public Score(String name) {
      this.name = name;
    }

    /// Counts one row.
    ///
    /// @param miss what is said about the row if it did not pass
    public void count(boolean passed, String miss) {
      total++;
      if (!passed) misses.add(miss);
    }

    public List<String> misses() {
      return misses;
    }

    public double share() {
      return total == 0 ? 0 : (total - misses.size()) / (double) total;
    }

    @Override
    public String toString() {
      return "%-42s %d/%d = %.1f %%".formatted(name, total - misses.size(), total, 100 * share());
    }
  }
}
