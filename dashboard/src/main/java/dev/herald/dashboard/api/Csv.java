package dev.herald.dashboard.api;

import dev.herald.config.message.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Statements as rows of CSV (RFC 4180).
///
/// A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
/// line end) gets an apostrophe in front.
public final class Csv {
  /// The first line, with its line end.
  public static final String HEADER =
      "id,source,institution,country,type,language,published,first_seen,title,url,text\r\n";

  private Csv() {}

  /// One statement as a line, with its line end.
  public static String row(Statement statement) {
    return List.of(
                statement.id(),
                statement.sourceId(),
                statement.institution(),
                statement.country(),
                statement.type(),
                statement.language(),
                statement.published().iso().orElse(""),
                statement.firstSeen().toString(),
                statement.title(),
                statement.url(),
                statement.text())
            .stream()
            .map(Csv::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  static String cell(String value) {
    String safe =
        !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
