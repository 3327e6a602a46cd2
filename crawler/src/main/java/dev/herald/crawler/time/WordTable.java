package dev.herald.crawler.time;

import dev.herald.crawler.time.Calendars.CalendarKind;
import dev.herald.crawler.time.Meaning.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/// The words of `words.txt`: what CLDR does not list.
final class WordTable {
  static final String EVERY_LANGUAGE = "*";

  private static final Map<String, Map<String, Back>> RELATIVE = new HashMap<>();
  private static final Map<String, List<Entry>> BY_LANGUAGE = read();

  private record Entry(String word, Meaning meaning) {}

  /// The words of one language, in order.
  record Words(List<Entry> entries) {
    void forEach(BiConsumer<String, Meaning> action) {
      for (Entry entry : entries) action.accept(entry.word, entry.meaning);
    }
  }

  /// How much a phrase goes back.
  ///
  /// @param unit name of a relative unit: MINUTES, HOURS, DAYS …
  /// @param number of them; 0 where the phrase has a `#` for it, or means today
  record Back(String unit, int number) {}

  private WordTable() {}

  /// Phrases that count back from now, which CLDR does not list.
  static Map<String, Back> relative(String language) {
    return RELATIVE.getOrDefault(language, Map.of());
  }

  static Words of(String language) {
    return new Words(BY_LANGUAGE.getOrDefault(language, List.of()));
  }

  static Set<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  private static Map<String, List<Entry>> read() {
    Map<String, List<Entry>> byLanguage = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(WordTable.class.getResourceAsStream("words.txt")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(
              line -> {
                String[] parts = line.split(" ", -1);
                if (parts[1].equals("AGO")) {
                  addRelative(parts);
                  return;
                }
                List<Entry> entries = byLanguage.computeIfAbsent(parts[0], _ -> new ArrayList<>());
                for (int i = 2; i < parts.length; i++) entries.add(entry(parts[1], parts[i]));
              });
    } catch (IOException e) {
      throw new UncheckedIOException("the words of times cannot be read", e);
    }
    return byLanguage;
  }

  private static void addRelative(String[] parts) {
    Map<String, Back> phrases = RELATIVE.computeIfAbsent(parts[0], _ -> new HashMap<>());
    for (int i = 3; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      phrases.put(
          parts[i].substring(0, equals).replace('_', ' '),
          new Back(parts[2], Integer.parseInt(parts[i].substring(equals + 1))));
    }
  }

  private static Entry entry(String kind, String text) {
    int equals = text.indexOf('=');
    String word = (equals < 0 ? text : text.substring(0, equals)).replace('_', ' ');
    int value = equals < 0 ? 0 : Integer.parseInt(text.substring(equals + 1));
    return new Entry(
        word,
        switch (kind) {
          case "ERA_BUDDHIST" -> new Meaning(Kind.ERA, 0, CalendarKind.BUDDHIST);
          case "ERA_ISLAMIC" -> new Meaning(Kind.ERA, 0, CalendarKind.ISLAMIC);
          case "MONTH_ISLAMIC" -> new Meaning(Kind.MONTH, value, CalendarKind.ISLAMIC);
          case "MONTH_PERSIAN" -> new Meaning(Kind.MONTH, value, CalendarKind.PERSIAN);
          default -> Meaning.of(Kind.valueOf(kind), value);
        });
  }
}
