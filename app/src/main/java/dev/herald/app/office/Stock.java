package dev.herald.app.office;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of one language, with gaps for names and figures.
///
/// A gap is `{name}`: a figure where the topic gives its range somewhere as `{name:12-80}` or
/// `{name:0.5-9/0.25}`, else a word from the list `name`. `{city}` and `{city2}` are two words of
/// one list, `{city.1}` is the second form of the word `Baku/Bakıda`. `[[“Words”|man]]` are
/// verbatim words of the person in the gap `man`.
///
/// @param locale of its figures and dates, with the numbering system
/// @param slots words by name of the gap
/// @param topics by name
/// @param more paragraphs that fit every topic, parted by empty lines
/// @param tails sentences with names, added to paragraphs without one, so that no two statements
///   share them as a site's statements share their footer
/// @param missing what a page that is gone says
/// @param labels words of pages and feeds
record Stock(
    String locale,
    Map<String, List<String>> slots,
    Map<String, Topic> topics,
    String more,
    List<String> tails,
    Missing missing,
    Map<String, String> labels) {

  private static final Pattern WORD = Pattern.compile("\\{([a-z]+)\\d?(?:\\.\\d)?\\}");
  private static final Pattern EMPTY_LINE = Pattern.compile("\n{2,}");
  private static final Map<Topic, Map<String, Range>> RANGES = new ConcurrentHashMap<>();
  private static final Pattern RANGE = Pattern.compile("\\{([a-z]+\\d?):([^}]+)\\}");

  /// One kind of statement.
  ///
  /// @param titles to choose from
  /// @param body paragraphs parted by empty lines; `## ` starts a heading
  record Topic(List<String> titles, String body) {
    List<String> paragraphs() {
      return Stock.paragraphs(body);
    }

    /// The figures of the topic by name.
    Map<String, Range> ranges() {
      return RANGES.computeIfAbsent(this, Topic::readRanges);
    }

    private Map<String, Range> readRanges() {
      Map<String, Range> ranges = new HashMap<>();
      Matcher gap = RANGE.matcher(String.join("\n", titles) + "\n" + body);
      while (gap.find()) ranges.put(gap.group(1), Range.parse(gap.group(2)));
      return Map.copyOf(ranges);
    }
  }

  /// Title and sentence of a page that is gone.
  record Missing(String title, String text) {}

  /// The language's texts.
  ///
  /// @param language BCP 47
  static Stock load(String language) {
    return Resources.yaml("languages/" + language + ".yaml", Stock.class);
  }

  Locale locales() {
    return Locale.forLanguageTag(locale);
  }

  /// Whether a paragraph of a topic names somebody or some place.
  static boolean hasWord(String paragraph, Map<String, Range> ranges) {
    return WORD.matcher(paragraph)
        .results()
        .map(gap -> gap.group(1))
        .anyMatch(name -> !ranges.containsKey(name) && !name.equals("number"));
  }

  /// What stands between two sentences.
  String space() {
    return List.of("zh", "ja").contains(locales().getLanguage()) ? "" : " ";
  }

  List<String> moreParagraphs() {
    return paragraphs(more);
  }

  Topic topic(String name) {
    Topic topic = topics.get(name);
    if (topic == null)
      throw new IllegalStateException("language %s has no topic %s".formatted(locale, name));
    return topic;
  }

  String label(String name) {
    String label = labels.get(name);
    if (label == null)
      throw new IllegalStateException("language %s has no label %s".formatted(locale, name));
    return label;
  }

  private static List<String> paragraphs(String text) {
    return EMPTY_LINE
        .splitAsStream(text.strip())
        .map(paragraph -> paragraph.replace('\n', ' '))
        .toList();
  }
}
