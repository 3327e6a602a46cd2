package dev.herald.dashboard.completeness;

import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Completeness.Figures;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the page of completeness shows.
///
/// @param span of days, in words
/// @param all the figures of all sources together
/// @param rows of each source, the least complete first
/// @param bars one for each day
public record CompletenessView(String span, Row all, List<Row> rows, List<Bar> bars) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 100;
  private static final double GAP = 0.2;

  public CompletenessView {
    rows = List.copyOf(rows);
    bars = List.copyOf(bars);
  }

  /// The figures of a source.
  ///
  /// @param balanced of the days that were read: `13 of 14`
  /// @param share of the listed statements that are indexed: `99.8 %`; empty where not known
  /// @param percent the same as a number, 0 to 100
  /// @param waiting listed and not indexed
  public record Row(
      String institution,
      String path,
      String read,
      String balanced,
      Optional<String> share,
      double percent,
      String waiting,
      String indexed,
      String latency,
      String incidents,
      boolean sound) {}

  /// A day as a column of the picture.
  ///
  /// @param parts from the bottom to the top
  public record Bar(
      String day, int balanced, int unbalanced, int unread, int notVisited, List<Part> parts) {
    public Bar {
      parts = List.copyOf(parts);
    }
  }

  /// A part of a column.
  ///
  /// @param tone its class
  public record Part(double x, double y, double width, double height, String tone) {}

  static CompletenessView of(Completeness completeness, List<Source> sources) {
    Figures all = completeness.all();
    return new CompletenessView(
        "%s to %s".formatted(day(completeness.from()), day(completeness.to())),
        row("All sources", "/ledger", all),
        sources.stream()
            .sorted(
                Comparator.comparingDouble(
                        (Source source) -> soundness(figures(completeness, source)))
                    .thenComparing(Source::institution))
            .map(
                source ->
                    row(
                        source.institution(),
                        Links.path("sources", source.id()),
                        figures(completeness, source)))
            .toList(),
        bars(completeness.days(), sources.size()));
  }

  private static Figures figures(Completeness completeness, Source source) {
    return Optional.ofNullable(completeness.sources().get(source.id())).orElseThrow();
  }

  /// What to look at first: open incidents, then days out of balance, then what is not indexed.
  private static double soundness(Figures figures) {
    return -1_000.0 * figures.incidents()
        - 10.0 * (figures.read() - figures.balanced())
        + figures.share().orElse(1.0);
  }

  private static Row row(String institution, String path, Figures figures) {
    return new Row(
        institution,
        path,
        "%s of %s".formatted(Words.number(figures.read()), Words.number(figures.days())),
        "%s of %s".formatted(Words.number(figures.balanced()), Words.number(figures.read())),
        figures.share().map(CompletenessView::percent),
        Math.round(figures.share().orElse(0.0) * 1_000) / 10.0,
        figures.waiting().map(Words::number).orElse("not known"),
        Words.number(figures.indexed()),
        figures.latency().map(Moment::length).orElse("not known"),
        Words.number(figures.incidents()),
        figures.incidents() == 0 && figures.balanced() == figures.read());
  }

  /// Never rounded up to the whole: one of ten thousand that is missing is to be seen.
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
  }

  private static List<Bar> bars(List<Completeness.Day> days, int sources) {
    List<Bar> bars = new ArrayList<>();
    double slot = days.isEmpty() ? 0 : (double) WIDTH / days.size();
    for (int i = 0; i < days.size(); i++) {
      Completeness.Day day = days.get(i);
      bars.add(
          new Bar(
              day(day.day()),
              day.balanced(),
              day.unbalanced(),
              day.unread(),
              day.notVisited(),
              parts(day, i * slot + slot * GAP / 2, slot * (1 - GAP), sources)));
    }
    return bars;
  }

  private static List<Part> parts(Completeness.Day day, double x, double width, int sources) {
    List<Part> parts = new ArrayList<>();
    double top = HEIGHT;
    int[] counts = {day.balanced(), day.unbalanced(), day.unread(), day.notVisited()};
    String[] tones = {"good", "bad", "warn", "none"};
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) continue;
      double height = (double) HEIGHT * counts[i] / sources;
      top -= height;
      parts.add(new Part(round(x), round(top), round(width), round(height), tones[i]));
    }
    return parts;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }
}
