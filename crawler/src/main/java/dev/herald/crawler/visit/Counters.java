package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory.Dated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells the counters that a source's pages carry (of readers, prints, downloads) from figures that
/// its publisher changes.
///
/// A counter stands in the same short line of many pages, or of all where there are few, and grows
/// again and again on several of them. Until it has done so, a figure that grew is looked at once
/// more before it counts as an edit: a counter goes on growing.
final class Counters {
  private static final int LATEST = 20;
  private static final int MANY = 3;
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Workshop shop;

  Counters(Workshop shop) {
    this.shop = shop;
  }

  /// What the difference between two readings of a statement is.
  enum Difference {
    /// The publisher's doing.
    EDIT,
    /// Nothing but counters that went on.
    COUNTED,
    /// One or the other: the next check tells.
    UNDECIDED
  }

  Difference difference(KnownStatement known, List<Block> before, List<Block> now) {
    Optional<List<GrownFigure>> grown = grown(before, now);
    if (grown.isEmpty()) return Difference.EDIT;
    Difference all = Difference.COUNTED;
    for (GrownFigure figure : grown.get()) {
      Difference one = difference(known, figure);
      if (one == Difference.EDIT) return one;
      if (one == Difference.UNDECIDED) all = one;
    }
    return all;
  }

  private Difference difference(KnownStatement known, GrownFigure figure) {
    Instant since = shop.now().minus(REMEMBERED);
    String line = figure.line();
    var figures = shop.state().figures();
    OptionalLong last = figures.find(known.sourceId(), line, known.id(), since);
    boolean counter = figures.growing(known.sourceId(), line, since) >= MANY;
    Spread spread = counter ? Spread.MANY : spread(known, line);
    if (spread == Spread.ONE_OF_SEVERAL) return Difference.EDIT;
    figures.grew(known.sourceId(), line, known.id(), figure.value(), shop.now());
    if (counter) return Difference.COUNTED;
    if (last.isPresent() && last.getAsLong() >= figure.value()) return Difference.EDIT;
    // Few pages never settle it: what goes on growing is not looked at each hour for ever.
    return last.isPresent() && spread == Spread.ALL_OF_FEW
        ? Difference.COUNTED
        : Difference.UNDECIDED;
  }

  /// On how many pages a line stands, whatever its figure.
  private enum Spread {
    ONE_OF_SEVERAL,
    /// On all that the source has, which are too few to tell.
    ALL_OF_FEW,
    MANY
  }

  private Spread spread(KnownStatement known, String line) {
    List<KnownStatement> others =
        shop.state().statements().latest(known.sourceId(), LATEST).stream()
            .map(Dated::url)
            .map(shop.state().statements()::find)
            .flatMap(Optional::stream)
            .filter(other -> !other.id().equals(known.id()))
            .toList();
    long with = others.stream().filter(other -> hasLine(other, line)).limit(MANY).count();
    if (with == MANY) return Spread.MANY;
    return with == others.size() ? Spread.ALL_OF_FEW : Spread.ONE_OF_SEVERAL;
  }

  private static boolean hasLine(KnownStatement statement, String line) {
    return lines(statement.content().blocks()).stream()
        .anyMatch(one -> GrownFigure.isLine(line, one.text()));
  }

  /// A line of a page.
  ///
  /// @param counts whether the fingerprint covers it
  private record Line(String text, boolean counts) {}

  /// The figures that grew, if nothing else changed. Those of what the pages repeat are left out:
  /// the next year in a footer reads as a line of the text until it is learned.
  private static Optional<List<GrownFigure>> grown(List<Block> before, List<Block> now) {
    List<Line> old = lines(before);
    List<Line> lines = lines(now);
    if (old.size() != lines.size()) {
      old = old.stream().filter(Line::counts).toList();
      lines = lines.stream().filter(Line::counts).toList();
    }
    if (old.size() != lines.size()) return Optional.empty();
    List<GrownFigure> grown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (old.get(i).equals(line) || !(old.get(i).counts() || line.counts())) continue;
      Optional<GrownFigure> figure = GrownFigure.between(old.get(i).text(), line.text());
      if (figure.isEmpty()) return Optional.empty();
      if (old.get(i).counts()) grown.add(figure.get());
    }
    return Optional.of(grown);
  }

  private static List<Line> lines(List<Block> blocks) {
    List<Line> lines = new ArrayList<>();
    for (Block block : blocks) {
      boolean counts = block.zone().isBody() || block.zone() == Zone.SIGNATURE;
      block.text().lines().forEach(text -> lines.add(new Line(text, counts)));
    }
    return lines;
  }
}
