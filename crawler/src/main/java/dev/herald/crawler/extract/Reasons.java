package dev.herald.crawler.extract;

import dev.herald.config.message.Statement.Tried;
import dev.herald.crawler.extract.Explanation.Candidate;
import dev.herald.crawler.extract.Explanation.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Notes reasons while the extractor chooses, if anybody wants them; else costs nothing but a look.
/// Confined to one extraction.
final class Reasons {
  /// Nobody asks.
  static final Reasons UNASKED = new Reasons(false);

  private static final int MOST_CANDIDATES = 12;
  private static final int MOST_NOTED = 20_000;
  private static final int MOST_CHARS = 160;

  private final boolean asked;
  private final Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
  private final Map<String, Choice> choices = new LinkedHashMap<>();

  private Reasons(boolean asked) {
    this.asked = asked;
  }

  static Reasons asked() {
    return new Reasons(true);
  }

  /// Whether to note; what costs more than a field's value is made only then.
  boolean areAsked() {
    return asked;
  }

  /// Reasons of a way that may yet be given up; [#take] keeps them.
  Reasons apart() {
    return asked ? new Reasons(true) : UNASKED;
  }

  void take(Reasons other) {
    if (!asked) return;
    other.candidates.forEach(
        (field, noted) -> candidates.computeIfAbsent(field, _ -> new ArrayList<>()).addAll(noted));
    choices.putAll(other.choices);
  }

  void candidate(String field, String value, String source, double score) {
    if (asked) add(field, new Candidate(cut(value), source, OptionalDouble.of(score), ""));
  }

  void candidate(String field, String value, String source, String note) {
    if (asked) add(field, new Candidate(cut(value), source, OptionalDouble.empty(), note));
  }

  void candidate(String field, String value, String source, double score, String note) {
    if (asked) add(field, new Candidate(cut(value), source, OptionalDouble.of(score), note));
  }

  /// What became of a source's selectors stands before anything else that was looked at.
  void selectors(List<Tried> tried) {
    if (!asked) return;
    for (int i = tried.size() - 1; i >= 0; i--) {
      Tried one = tried.get(i);
      candidates
          .computeIfAbsent(one.field(), _ -> new ArrayList<>())
          .addFirst(
              new Candidate(
                  one.expression(),
                  "selector " + one.position() + one.window().map(w -> ", " + w).orElse(""),
                  OptionalDouble.empty(),
                  one.missed().orElse("taken")));
    }
  }

  void chosen(String field, String value, String why) {
    if (asked) choices.put(field, new Choice(field, Optional.of(cut(value)), why, List.of()));
  }

  void nothing(String field, String why) {
    if (asked) choices.put(field, new Choice(field, Optional.empty(), why, List.of()));
  }

  /// Notes what a field holds several of.
  ///
  /// @param where it was looked for
  void all(String field, List<String> found, String where) {
    if (!asked) return;
    for (String one : found) candidate(field, one, where, "");
    if (found.isEmpty()) nothing(field, "none " + where);
    else chosen(field, found.size() + " found", where);
  }

  Explanation explanation() {
    var all = new LinkedHashMap<String, Choice>(choices);
    candidates.forEach(
        (field, _) -> all.putIfAbsent(field, new Choice(field, Optional.empty(), "", List.of())));
    return new Explanation(
        all.values().stream()
            .map(
                choice ->
                    new Choice(choice.field(), choice.chosen(), choice.why(), best(choice.field())))
            .toList());
  }

  /// Those without a score first, as they were noted, then the best scores.
  private List<Candidate> best(String field) {
    return candidates.getOrDefault(field, List.of()).stream()
        .sorted(
            Comparator.comparingDouble(
                one -> one.score().isPresent() ? -one.score().getAsDouble() : Integer.MIN_VALUE))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private void add(String field, Candidate candidate) {
    List<Candidate> noted = candidates.computeIfAbsent(field, _ -> new ArrayList<>());
    if (noted.size() < MOST_NOTED) noted.add(candidate);
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS - 1) + "…";
  }
}
