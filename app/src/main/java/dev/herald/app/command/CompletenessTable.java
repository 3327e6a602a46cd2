package dev.herald.app.command;

import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Completeness.Figures;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How complete the record is, as a table.
final class CompletenessTable {
  private CompletenessTable() {}

  static void print(PrintWriter out, Completeness told) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", told.all()));
    told.sources().forEach((source, figures) -> rows.add(row(source, figures)));
    Output.table(
        out,
        List.of(
            "SOURCE",
            "DAYS",
            "READ",
            "BALANCED",
            "INDEXED",
            "WAITING",
            "SHARE",
            "LATENCY",
            "INCIDENTS"),
        rows);
  }

  private static List<String> row(String name, Figures figures) {
    return List.of(
        name,
        Long.toString(figures.days()),
        Long.toString(figures.read()),
        Long.toString(figures.balanced()),
        Long.toString(figures.indexed()),
        figures.waiting().map(waiting -> Long.toString(waiting)).orElse("?"),
        figures
            .share()
            .map(share -> String.format(Locale.ROOT, "%.1f %%", share * 100))
            .orElse("?"),
        figures
            .latency()
            .map(latency -> String.format(Locale.ROOT, "%.1f s", latency.toMillis() / 1e3))
            .orElse("?"),
        Long.toString(figures.incidents()));
  }
}
