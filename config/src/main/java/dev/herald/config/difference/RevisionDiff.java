package dev.herald.config.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import dev.herald.config.difference.Run.Change;
import dev.herald.config.difference.Run.Quotation;
import dev.herald.config.message.Block;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What changed between two revisions of a statement: paragraphs aligned, then compared by words,
/// with the quotations that the words stand in.
///
/// @param rows the title, then every block of either revision in reading order
public record RevisionDiff(List<Row> rows) {
  /// Revisions with more paragraphs that differ are not aligned, only set one after the other.
  private static final int MAX_PARAGRAPHS = 3_000;

  /// A stretch with more pairs of paragraphs is paired by order, not by likeness.
  private static final int MAX_PAIRS = 4_000;

  private static final double LEAST_LIKENESS = 0.3;
  private static final String BECOMES = " → ";

  public RevisionDiff {
    rows = List.copyOf(rows);
  }

  /// What became of a paragraph.
  public enum Kind {
    SAME,
    CHANGED,
    ADDED,
    REMOVED
  }

  /// One paragraph of either revision.
  ///
  /// @param part `title`, `printed date` or the block's zone
  /// @param language BCP 47
  /// @param runs its text in order
  public record Row(Kind kind, String part, String language, List<Run> runs) {
    public Row {
      runs = List.copyOf(runs);
    }

    /// What a reader who does not see the colours is told; empty where nothing changed.
    public String label() {
      return switch (kind) {
        case SAME -> "";
        case CHANGED -> "Changed " + part;
        case ADDED -> "Added " + part;
        case REMOVED -> "Removed " + part;
      };
    }

    /// Whose words changed: `inside a quotation of Mrs X`; empty where no quotation did.
    public String quotationLabel() {
      return runs.stream()
          .filter(run -> run.change() != Change.KEPT)
          .flatMap(run -> run.quotation().stream())
          .map(Quotation::words)
          .distinct()
          .collect(Collectors.collectingAndThen(Collectors.joining(" and "), Row::inside));
    }

    /// Label and quotation in one.
    public String told() {
      return (label() + " " + quotationLabel()).strip();
    }

    /// What the later revision has it as: parts of two names are told as `heading → paragraph`.
    String laterPart() {
      int becomes = part.indexOf(BECOMES);
      return becomes < 0 ? part : part.substring(becomes + BECOMES.length());
    }

    private String marked() {
      return runs.stream().map(Run::marked).collect(Collectors.joining());
    }

    private static String inside(String quotations) {
      return quotations.isEmpty() ? "" : "inside " + quotations;
    }
  }

  private record Paragraph(
      String part, String language, String text, List<Block.Quotation> quotations) {
    Locale locale() {
      return Locale.forLanguageTag(language);
    }

    /// Whether both read the same: who is quoted follows from the text.
    boolean reads(Paragraph other) {
      return part.equals(other.part) && language.equals(other.language) && text.equals(other.text);
    }
  }

  /// The differences that lead from one revision to another.
  public static RevisionDiff between(Revision before, Revision after) {
    List<Paragraph> old = paragraphs(before.statement());
    List<Paragraph> now = paragraphs(after.statement());
    int start = commonStart(old, now);
    int end = commonEnd(old.subList(start, old.size()), now.subList(start, now.size()));
    var rows = new ArrayList<Row>();
    old.subList(0, start).forEach(kept -> rows.add(same(kept)));
    compare(old.subList(start, old.size() - end), now.subList(start, now.size() - end), rows);
    old.subList(old.size() - end, old.size()).forEach(kept -> rows.add(same(kept)));
    return new RevisionDiff(rows);
  }

  /// Number of paragraphs that are not the same.
  public int changes() {
    return changed().size();
  }

  /// The paragraphs that are not the same.
  public List<Row> changed() {
    return rows.stream().filter(row -> row.kind() != Kind.SAME).toList();
  }

  /// The paragraphs that are not the same as plain text, as `git diff --word-diff` writes it.
  public List<String> lines() {
    return changed().stream()
        .flatMap(row -> Stream.of("# " + row.told(), row.marked(), ""))
        .toList();
  }

  private static int commonStart(List<Paragraph> old, List<Paragraph> now) {
    int shorter = Math.min(old.size(), now.size());
    int start = 0;
    while (start < shorter && old.get(start).reads(now.get(start))) start++;
    return start;
  }

  private static int commonEnd(List<Paragraph> old, List<Paragraph> now) {
    return commonStart(old.reversed(), now.reversed());
  }

  private static void compare(List<Paragraph> old, List<Paragraph> now, List<Row> rows) {
    if (old.size() + now.size() > MAX_PARAGRAPHS) {
      align(old, now, rows);
      return;
    }
    var removed = new ArrayList<Paragraph>();
    var added = new ArrayList<Paragraph>();
    int at = 0;
    for (AbstractDelta<Paragraph> delta :
        DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>(Paragraph::reads)).getDeltas()) {
      int position = delta.getSource().getPosition();
      // What was taken away and what was put in its place may come as two neighbouring deltas.
      if (position > at) {
        align(removed, added, rows);
        removed.clear();
        added.clear();
        old.subList(at, position).forEach(kept -> rows.add(same(kept)));
      }
      removed.addAll(delta.getSource().getLines());
      added.addAll(delta.getTarget().getLines());
      at = position + delta.getSource().size();
    }
    align(removed, added, rows);
    old.subList(at, old.size()).forEach(kept -> rows.add(same(kept)));
  }

  /// Pairs the paragraphs of a changed stretch so that the likest meet, in order.
  private static void align(List<Paragraph> old, List<Paragraph> now, List<Row> rows) {
    int[][] step = steps(old, now);
    int left = 0;
    int right = 0;
    while (left < old.size() || right < now.size()) {
      boolean pair = left < old.size() && right < now.size() && step[left][right] == 0;
      if (pair) rows.add(changed(old.get(left++), now.get(right++)));
      else if (left < old.size() && (right == now.size() || step[left][right] == 1))
        rows.add(whole(Kind.REMOVED, Change.DELETED, old.get(left++)));
      else rows.add(whole(Kind.ADDED, Change.INSERTED, now.get(right++)));
    }
  }

  /// For each `[old][now]` the next step of the best alignment: 0 pairs, 1 removes, 2 adds.
  private static int[][] steps(List<Paragraph> old, List<Paragraph> now) {
    int[][] step = new int[old.size()][now.size()];
    if ((long) old.size() * now.size() > MAX_PAIRS) return step;
    List<List<String>> oldWords = words(old);
    List<List<String>> nowWords = words(now);
    double[][] best = new double[old.size() + 1][now.size() + 1];
    for (int left = old.size() - 1; left >= 0; left--)
      for (int right = now.size() - 1; right >= 0; right--) {
        double likeness = WordDiff.likeness(oldWords.get(left), nowWords.get(right));
        double pairing = likeness < LEAST_LIKENESS ? -1 : likeness + best[left + 1][right + 1];
        double removing = best[left + 1][right];
        double adding = best[left][right + 1];
        best[left][right] = Math.max(pairing, Math.max(removing, adding));
        step[left][right] = pairing >= Math.max(removing, adding) ? 0 : removing >= adding ? 1 : 2;
      }
    return step;
  }

  private static List<List<String>> words(List<Paragraph> paragraphs) {
    return paragraphs.stream().map(p -> WordDiff.words(p.text(), p.locale())).toList();
  }

  private static Row changed(Paragraph old, Paragraph now) {
    return new Row(
        Kind.CHANGED,
        old.part().equals(now.part()) ? now.part() : old.part() + BECOMES + now.part(),
        now.language(),
        Run.cut(
            WordDiff.between(old.text(), now.text(), now.locale()),
            old.quotations(),
            now.quotations()));
  }

  private static Row same(Paragraph kept) {
    return whole(Kind.SAME, Change.KEPT, kept);
  }

  private static Row whole(Kind kind, Change change, Paragraph paragraph) {
    List<Block.Quotation> quotations = paragraph.quotations();
    return new Row(
        kind,
        paragraph.part(),
        paragraph.language(),
        Run.cut(List.of(Run.of(change, paragraph.text())), quotations, quotations));
  }

  private static List<Paragraph> paragraphs(Statement statement) {
    var paragraphs = new ArrayList<Paragraph>();
    paragraphs.add(new Paragraph("title", statement.language(), statement.title(), List.of()));
    statement
        .published()
        .printed()
        .ifPresent(
            printed -> paragraphs.add(new Paragraph("printed date", "und", printed, List.of())));
    for (Block block : statement.blocks())
      paragraphs.add(
          new Paragraph(
              block.zone().name().toLowerCase(Locale.ROOT),
              block.language().orElse(statement.language()),
              block.text(),
              quotations(block)));
    return paragraphs;
  }

  /// A block of words given verbatim is one quotation, unless it says which of them are.
  private static List<Block.Quotation> quotations(Block block) {
    if (block.zone() != Zone.QUOTE || !block.quotations().isEmpty()) return block.quotations();
    return List.of(new Block.Quotation(0, block.text().length(), Optional.empty()));
  }
}
