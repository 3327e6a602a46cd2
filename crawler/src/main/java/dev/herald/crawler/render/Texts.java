package dev.herald.crawler.render;

import org.jspecify.annotations.Nullable;

/// Words for a log or a reason from what a hostile page may have written.
final class Texts {
  private static final int MOST_CHARS = 300;

  private Texts() {}

  /// The first line of what went wrong.
  static String line(@Nullable Throwable cause) {
    return cause == null ? "" : line(String.valueOf(cause.getMessage()));
  }

  /// One line without control characters.
  static String line(String text) {
    String first = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    return first.length() > MOST_CHARS ? first.substring(0, MOST_CHARS) + "..." : first;
  }
}
