package dev.herald.config.difference;

import dev.herald.config.message.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stretch of text with one fate, wholly inside a quotation or wholly outside.
///
/// @param quotation what it stands in, of the revision that has the text; of the later if both
public record Run(Change change, String text, Optional<Quotation> quotation) {
  /// What became of a stretch of text.
  public enum Change {
    KEPT,
    INSERTED,
    DELETED
  }

  /// Verbatim speech.
  ///
  /// @param speaker where the text names one
  public record Quotation(Optional<String> speaker) {
    /// `a quotation of Mrs X`, or `a quotation` where nobody is named.
    public String words() {
      return "a quotation" + speaker.map(name -> " of " + name).orElse("");
    }
  }

  /// Text outside quotations.
  static Run of(Change change, String text) {
    return new Run(change, text, Optional.empty());
  }

  /// Whether only the later revision has it.
  public boolean isInserted() {
    return change == Change.INSERTED;
  }

  /// Whether only the earlier revision has it.
  public boolean isDeleted() {
    return change == Change.DELETED;
  }

  /// What a reader who does not see the colours is told: `added inside a quotation of Mrs X`; empty
  /// for text that both revisions have.
  public String label() {
    String inside = quotation.map(quoted -> " inside " + quoted.words()).orElse("");
    return switch (change) {
      case KEPT -> "";
      case INSERTED -> "added" + inside;
      case DELETED -> "deleted" + inside;
    };
  }

  /// In plain text: `{+added+}`, `[-deleted-]`.
  String marked() {
    return switch (change) {
      case KEPT -> text;
      case INSERTED -> "{+" + text + "+}";
      case DELETED -> "[-" + text + "-]";
    };
  }

  /// The same runs, cut where quotations of their revision begin and end.
  ///
  /// @param before quotations of the text that the runs lead from
  /// @param after quotations of the text that they lead to
  static List<Run> cut(List<Run> runs, List<Block.Quotation> before, List<Block.Quotation> after) {
    var cut = new ArrayList<Run>();
    int oldAt = 0;
    int nowAt = 0;
    for (Run run : runs) {
      if (run.isDeleted()) cut(run, oldAt, before, cut);
      else cut(run, nowAt, after, cut);
      if (!run.isInserted()) oldAt += run.text().length();
      if (!run.isDeleted()) nowAt += run.text().length();
    }
    return List.copyOf(cut);
  }

  private static void cut(Run run, int start, List<Block.Quotation> quotations, List<Run> into) {
    int end = start + run.text().length();
    int at = start;
    for (Block.Quotation quotation : quotations) {
      int from = Math.clamp(quotation.start(), at, end);
      int to = Math.clamp(quotation.end(), from, end);
      if (from == to) continue;
      if (from > at) into.add(of(run.change(), run.text().substring(at - start, from - start)));
      into.add(
          new Run(
              run.change(),
              run.text().substring(from - start, to - start),
              Optional.of(new Quotation(quotation.speaker()))));
      at = to;
    }
    if (at < end) into.add(of(run.change(), run.text().substring(at - start)));
  }
}
