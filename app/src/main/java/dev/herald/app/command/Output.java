package dev.herald.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.herald.config.message.MessageCodec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What commands print: JSON for programs, aligned columns for people.
final class Output {
  private static final int MAX_COLUMN = 60;
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069]");

  private Output() {}

  /// One value as indented JSON.
  static void json(PrintWriter out, Object value) {
    try {
      out.println(
          MessageCodec.mapper()
              .writerWithDefaultPrettyPrinter()
              .without(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
              .writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// Rows under a header, columns aligned, long cells cut, the last column whole.
  static void table(PrintWriter out, List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    rows.forEach(row -> all.add(row.stream().map(Output::clean).toList()));
    List<Integer> widths =
        IntStream.range(0, header.size())
            .mapToObj(
                column ->
                    Math.min(
                        column == header.size() - 1 ? Integer.MAX_VALUE : MAX_COLUMN,
                        Collections.max(
                            all.stream().map(row -> row.get(column).length()).toList())))
            .toList();
    for (List<String> row : all)
      out.println(
          IntStream.range(0, row.size())
              .mapToObj(column -> pad(row.get(column), widths.get(column)))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    out.flush();
  }

  /// A name and its value on a line.
  static void field(PrintWriter out, String name, String value) {
    out.printf("%-12s %s%n", name, clean(value));
  }

  /// Text without characters that steer a terminal or turn its lines: pages may hold anything.
  static String clean(String text) {
    return UNSAFE.matcher(text).replaceAll("\uFFFD");
  }

  private static String pad(String cell, int width) {
    String shown = cell.length() > width ? cell.substring(0, width - 1) + "…" : cell;
    return shown + " ".repeat(width - shown.length());
  }
}
