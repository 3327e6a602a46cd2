package dev.herald.app.process;

import dev.herald.app.office.Oracle;
import dev.herald.app.office.Oracle.Paragraph;
import dev.herald.app.office.Oracle.Version;
import dev.herald.config.message.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares what a revision says with what the press office published.
final class OfficeText {
  private OfficeText() {}

  /// Whether a revision reads as a version of the office's statement, that of this number or a
  /// later one.
  static boolean readsAsOf(Revision revision, Oracle.Entry entry, int version) {
    return entry.versions().stream()
        .skip(version - 1L)
        .anyMatch(one -> readsAs(revision, one, entry.versions()));
  }

  /// It says all that the version says, and no paragraph that only other versions have.
  private static boolean readsAs(Revision revision, Version version, List<Version> all) {
    String text = clean(revision.statement().text(_ -> true));
    Set<String> wanted = paragraphs(version);
    Set<String> others = new HashSet<>();
    all.forEach(other -> others.addAll(paragraphs(other)));
    others.removeAll(wanted);
    return clean(revision.statement().title()).equals(clean(version.title()))
        && wanted.stream().allMatch(text::contains)
        && others.stream().noneMatch(text::contains);
  }

  private static Set<String> paragraphs(Version version) {
    return version.paragraphs().stream()
        .filter(paragraph -> !paragraph.heading())
        .map(Paragraph::text)
        .map(OfficeText::clean)
        .collect(Collectors.toSet());
  }

  private static String clean(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ').replaceAll("\\s+", " ").strip();
  }
}
