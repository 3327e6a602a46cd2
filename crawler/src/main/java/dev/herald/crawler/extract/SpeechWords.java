package dev.herald.crawler.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The words of `speech-words.txt`, by what they do beside a quotation. Languages are not told
/// apart: a paragraph's is not known when it is read.
enum SpeechWords {
  VERB,
  TELLING,
  SPLIT,
  PARTICLE,
  LAST,
  TAIL,
  OFFICE,
  LINK,
  OF,
  ARTICLE,
  ASIDE,
  FILLER,
  THAT,
  SOURCE,
  PRONOUN,
  NO_NAME,
  AGENCY,
  ARABIC_VERB,
  ARABIC_THAT,
  ARABIC_ASIDE,
  ARABIC_NO_NAME;

  private static final Map<SpeechWords, Set<String>> WORDS = read();

  /// @param bare a word in lower case, without marks
  boolean has(String bare) {
    return Objects.requireNonNull(WORDS.get(this)).contains(bare);
  }

  private static Map<SpeechWords, Set<String>> read() {
    Map<SpeechWords, Set<String>> words = new EnumMap<>(SpeechWords.class);
    for (SpeechWords kind : values()) words.put(kind, new HashSet<>());
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SpeechWords.class.getResourceAsStream("speech-words.txt")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" ", -1)))
          .forEach(
              parts -> {
                // Arabic has no capitals, so its small words would be taken for parts of names.
                String own = parts.get(0).equals("ar") ? "ARABIC_" : "";
                Set<String> known = Objects.requireNonNull(words.get(valueOf(own + parts.get(1))));
                for (String word : parts.subList(2, parts.size()))
                  known.add(word.replace('_', ' '));
              });
    } catch (IOException e) {
      throw new UncheckedIOException("the words of speech cannot be read", e);
    }
    return words;
  }
}
