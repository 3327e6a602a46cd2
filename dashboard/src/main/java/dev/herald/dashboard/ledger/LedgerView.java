package dev.herald.dashboard.ledger;

import java.util.List;
import java.util.Optional;

/// What the ledger's page shows: incidents, then sources by days.
///
/// @param summary in words: `194 sources, 2 out of balance`
/// @param open incidents that last
/// @param closed incidents that are over
/// @param chain what the canaries show; empty where none came through yet
/// @param days the columns, the latest first
/// @param rows those in need of a look first
/// @param onlyTrouble whether the other rows are left out
/// @param otherPath the page with them, or without
/// @param earlier the page of the days before
/// @param later the page of the days after, unless these are the last
public record LedgerView(
    String summary,
    List<Row> open,
    List<Row> closed,
    Optional<ChainView> chain,
    List<Day> days,
    List<Source> rows,
    boolean onlyTrouble,
    String otherPath,
    String earlier,
    Optional<String> later) {

  public LedgerView {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
    days = List.copyOf(days);
    rows = List.copyOf(rows);
  }

  /// One incident.
  ///
  /// @param path the incident's page
  /// @param span since when, and until when if it is over
  public record Row(
      String institution, String path, String kind, String tone, String span, String evidence) {}

  /// One day.
  ///
  /// @param iso as in addresses
  /// @param weekday short
  /// @param text without its year
  public record Day(String iso, String weekday, String text) {}

  /// One source and its days, in the order of the columns.
  public record Source(String institution, String path, List<Cell> cells) {
    public Source {
      cells = List.copyOf(cells);
    }
  }

  /// One day of one source.
  ///
  /// @param text at most four characters
  /// @param tone class of the cell
  /// @param label the same in words, with what is out of balance
  public record Cell(String path, String text, String tone, String label) {}
}
