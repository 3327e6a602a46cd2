package dev.herald.crawler.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How often a source's pages show a field, and whether they stopped to. Pure.
///
/// @param pages that were read, as far as they are remembered; those of `missing` are not counted
/// @param filled of these, how many show the field
/// @param missing addresses of the latest pages, all of which lack it; none once a page shows it
/// @param since when the first of these was read
public record FieldFill(int pages, int filled, List<String> missing, Optional<Instant> since) {
  /// Of a source that was never read.
  public static final FieldFill NONE = new FieldFill(0, 0, List.of(), Optional.empty());

  private static final int REMEMBERED = 200;
  private static final int ENOUGH_TO_COMPARE = 10;
  private static final int LEAST_MISSING = 3;

  /// What so many pages lack in a row is no accident any more, and no news either.
  private static final int USUAL_BY_THEN = 50;

  /// A row of pages without the field is taken for chance unless chance makes it but this often.
  private static final double CHANCE = 0.001;

  public FieldFill {
    missing = List.copyOf(missing);
  }

  /// After a page that was read at a moment.
  FieldFill after(String url, boolean shows, Instant at) {
    if (shows) return counted(pages + missing.size() + 1, filled + 1);
    if (missing.contains(url)) return this;
    List<String> more = new ArrayList<>(missing);
    more.add(url);
    return more.size() < USUAL_BY_THEN
        ? new FieldFill(pages, filled, more, since.or(() -> Optional.of(at)))
        : new FieldFill(USUAL_BY_THEN, 0, List.of(), Optional.empty());
  }

  private static FieldFill counted(int pages, int filled) {
    int cut = pages < REMEMBERED ? 1 : 2;
    return new FieldFill(pages / cut, filled / cut, List.of(), Optional.empty());
  }

  /// Whether the pages of late lack what those before them showed.
  @JsonIgnore
  public boolean isFallen() {
    if (pages < ENOUGH_TO_COMPARE || missing.size() < LEAST_MISSING) return false;
    double lacking = 1 - (filled + 1.0) / (pages + 2.0);
    return Math.pow(lacking, missing.size()) < CHANCE;
  }
}
