package dev.herald.app.command;

import dev.herald.crawler.extract.Explanation;
import dev.herald.crawler.extract.Explanation.Candidate;
import dev.herald.crawler.extract.Explanation.Choice;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints why a page reads as it does: for each field what was chosen, why, and from what.
final class ExplanationTable {
  private ExplanationTable() {}

  static void print(PrintWriter out, Explanation explanation) {
    for (Choice choice : explanation.choices()) {
      out.println();
      Output.field(out, "why", choice.field() + ": " + choice.chosen().orElse("nothing"));
      if (!choice.why().isEmpty()) Output.field(out, "", choice.why());
      if (!choice.candidates().isEmpty())
        Output.table(
            out,
            List.of("SCORE", "CANDIDATE", "WHERE", "NOTE"),
            choice.candidates().stream().map(ExplanationTable::row).toList());
    }
  }

  private static List<String> row(Candidate candidate) {
    return List.of(
        candidate.score().isPresent()
            ? String.format(Locale.ROOT, "%.3f", candidate.score().getAsDouble())
            : "",
        candidate.value(),
        candidate.source(),
        candidate.note());
  }
}
