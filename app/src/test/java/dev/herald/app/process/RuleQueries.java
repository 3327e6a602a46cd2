package dev.herald.app.process;

import dev.herald.app.office.Oracle;
import dev.herald.config.rule.QueryParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Queries of every kind, made of what the press office published, as rules.
final class RuleQueries {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\u200c]{4,20}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}{4,20}");
  private static final int PER_LANGUAGE = 3;

  /// A query.
  ///
  /// @param id of its rule
  /// @param language of the statement it was made from
  /// @param text in Herald's query language
  /// @param url of a statement that it must find; empty where it need not find any
  record Query(String id, String language, String text, String url) {}

  private RuleQueries() {}

  /// The queries of a few statements in each language.
  static List<Query> of(Oracle oracle, long seed) {
    Map<String, List<Oracle.Entry>> byLanguage =
        oracle.statements().stream()
            .collect(
                Collectors.groupingBy(
                    Oracle.Entry::language, LinkedHashMap::new, Collectors.toList()));
    List<Query> queries = new ArrayList<>();
    Random random = new Random(seed);
    byLanguage.forEach(
        (language, entries) -> {
          for (int i = 0; i < Math.min(PER_LANGUAGE, entries.size()); i++)
            add(queries, language, entries.get(i), random);
        });
    queries.add(longest(oracle.statements().getFirst(), random));
    return queries;
  }

  /// As many words as a query may have; the last of them alone is in a statement.
  private static Query longest(Oracle.Entry entry, Random random) {
    String word = any(words(entry.latest().title()), random);
    String text =
        Stream.concat(
                IntStream.range(1, QueryParser.MAX_CLAUSES).mapToObj(i -> "nowhere" + i),
                Stream.of(word))
            .collect(Collectors.joining(" OR "));
    return new Query("longest", entry.language(), text, entry.url());
  }

  /// As a file of rules that deliver to a channel.
  static String yaml(List<Query> queries, String channel) {
    return queries.stream()
        .map(
            query ->
                """
                - id: %s
                  name: %s
                  query: '%s'
                  channels: [%s]
                """
                    .formatted(query.id(), query.id(), query.text().replace("'", "''"), channel))
        .collect(Collectors.joining());
  }

  private static void add(List<Query> queries, String language, Oracle.Entry entry, Random random) {
    List<String> title = words(entry.latest().title());
    List<String> body =
        entry.latest().paragraphs().stream()
            .filter(paragraph -> !paragraph.heading())
            .flatMap(paragraph -> words(paragraph.text()).stream())
            .toList();
    String word = any(body, random);
    String other = any(body, random);
    String inTitle = any(title, random);
    Map<String, String> sure =
        Map.of(
            "word",
            word,
            "exact",
            "\"%s\"".formatted(word),
            "title",
            "title:" + inTitle,
            "prefix",
            inTitle.substring(0, 3) + "*",
            "both",
            "%s AND %s".formatted(word, other),
            "either",
            "%s OR title:%s".formatted(other, inTitle),
            "field",
            "language:%s AND source:%s".formatted(language, entry.institution()));
    Map<String, String> open =
        Map.of(
            // The printed day may be another one in UTC.
            "day", "published:%s AND %s".formatted(entry.date(), word),
            "fuzzy", other.substring(1) + "~1",
            "wildcard", word.charAt(0) + "?" + word.substring(2) + "*",
            "without", "%s NOT title:%s".formatted(word, inTitle),
            "near", "\"%s %s\"~8".formatted(word, other),
            "phrase", "\"%s\"".formatted(beginning(entry)),
            "mixed", "\"%s\" AND %s".formatted(word, inTitle),
            "exact-title", "title:\"%s\"".formatted(inTitle),
            "quoted", "quote:" + word,
            "not", "language:%s AND NOT body:%s".formatted(language, word));
    sure.forEach((kind, text) -> queries.add(query(queries, kind, language, text, entry.url())));
    open.forEach((kind, text) -> queries.add(query(queries, kind, language, text, "")));
  }

  /// How the first paragraph begins, three words long.
  private static String beginning(Oracle.Entry entry) {
    return entry.latest().paragraphs().stream()
        .filter(paragraph -> !paragraph.heading())
        .flatMap(paragraph -> Stream.of(paragraph.text().split("\\s+", -1)))
        .limit(3)
        .collect(Collectors.joining(" "))
        .replaceAll("[\"\\\\]", "");
  }

  private static Query query(
      List<Query> queries, String kind, String language, String text, String url) {
    String id = "%s-%s-%d".formatted(kind, language.toLowerCase(Locale.ROOT), queries.size());
    return new Query(id, language, text, url);
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /// Of Chinese, whose words are not written apart, two characters in a row.
  static List<String> words(String text) {
    List<String> han = HAN.matcher(text).results().map(run -> run.group().substring(0, 4)).toList();
    return han.isEmpty() ? WORD.matcher(text).results().map(MatchResult::group).toList() : han;
  }
}
