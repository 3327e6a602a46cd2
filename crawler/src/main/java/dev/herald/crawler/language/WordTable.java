package dev.herald.crawler.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Words by language, kept as a text beside the class that knows what they tell.
///
/// ```
/// # A comment.
/// de startseite|zur startseite
/// ```
public final class WordTable {
  private WordTable() {}

  /// The lines of a table, without its comments.
  ///
  /// @param owner beside whose class file it is
  public static List<String> lines(Class<?> owner, String file) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(owner.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the word list %s cannot be read".formatted(file), e);
    }
  }

  /// The words of all languages, as they are written there.
  public static List<String> words(Class<?> owner, String file) {
    return lines(owner, file).stream()
        .flatMap(line -> Arrays.stream(line.substring(line.indexOf(' ') + 1).split("\\|", -1)))
        .distinct()
        .toList();
  }
}
