package dev.herald.indexer.match;

import dev.herald.config.difference.Edit;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.query.SearchableText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a revision is to a rule, after the one before it.
///
/// The revision before is matched again rather than remembered, so that the answer depends on the
/// two revisions and the rule alone: it is the same after a restart, and for rules made since.
///
/// @param matches whether the rule matches it
/// @param matched whether the rule matches the one before it
record Turn(Rule rule, Revision revision, Before before, boolean matches, boolean matched) {
  /// Whether a rule asks for the revision before this one.
  static boolean needsBefore(Rule rule, Revision revision) {
    if (revision.number() == 1) return false;
    return switch (revision.cause()) {
      // What is withdrawn showed its last content, and what is restored showed nothing.
      case WITHDRAWN, RESTORED -> false;
      case EDITED -> true;
      case PUBLISHED, REEXTRACTED, MOVED, BACKFILLED -> rule.turn() != AlertWhen.MATCHES;
    };
  }

  /// Whether it tells the rule something.
  boolean tells() {
    boolean shows = matches && revision.cause() != Cause.WITHDRAWN;
    boolean told =
        switch (rule.turn()) {
          case MATCHES -> matches;
          case APPEARS -> shows && !showed();
          case DISAPPEARS -> !shows && showed();
        };
    return told && isEnough();
  }

  private boolean showed() {
    if (!needsBefore(rule, revision)) return matches && revision.cause() == Cause.WITHDRAWN;
    return switch (before) {
      case Before.Known(var earlier) -> matched && earlier.cause() != Cause.WITHDRAWN;
      case Before.None _ -> false;
      // The rule was made after the question: nothing turns for it yet.
      case Before.NotAsked _ -> matches;
    };
  }

  private boolean isEnough() {
    if (revision.cause() != Cause.EDITED || !(before instanceof Before.Known(var earlier)))
      return true;
    if (rule.leastEdit() == Edits.ANY) return !visible(earlier).equals(visible(revision));
    Edit edit = Edit.between(earlier.statement(), revision.statement());
    return rule.leastEdit() == Edits.BODY ? edit.body() : edit.words();
  }

  /// What rules can ask for, but why the revision exists, and files that nobody can read.
  private record Visible(
      Map<String, String> words,
      Map<String, List<String>> keywords,
      OptionalLong published,
      List<Optional<String>> unread) {}

  private static Visible visible(Revision revision) {
    SearchableText text = SearchableText.of(revision);
    Map<String, String> words = new HashMap<>(text.words());
    words.remove("boilerplate");
    Map<String, List<String>> keywords = new HashMap<>(text.keywords());
    keywords.remove("cause");
    return new Visible(
        words,
        keywords,
        text.published(),
        revision.statement().attachments().stream()
            .filter(file -> file.text().isBlank())
            .map(Attachment::sha256)
            .toList());
  }
}
