package dev.herald.app.office;

import dev.herald.app.office.Content.Edit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One publication of an institution: a page in each of its languages. Immutable.
///
/// @param number counts the institution's publications from 1
/// @param at when it was published
/// @param copies by language
record Publication(int number, Instant at, Map<String, Copy> copies) {
  Publication {
    copies = Map.copyOf(copies);
  }

  static Publication of(Site site, int number, Instant at) {
    Map<String, Copy> copies = new HashMap<>();
    for (String language : site.languages())
      copies.put(language, new Copy(List.of(), Optional.empty(), at));
    return new Publication(number, at, copies);
  }

  Copy copy(String language) {
    Copy copy = copies.get(language);
    if (copy == null)
      throw new IllegalArgumentException(
          "publication %d has no copy in %s".formatted(number, language));
    return copy;
  }

  boolean isListed(String language) {
    return copy(language).withdrawn().isEmpty();
  }

  Publication with(String language, Copy copy) {
    Map<String, Copy> changed = new HashMap<>(copies);
    changed.put(language, copy);
    return new Publication(number, at, changed);
  }

  /// One language's page.
  ///
  /// @param changedAt when it last came, changed, went or came back
  record Copy(List<Edited> edits, Optional<Withdrawn> withdrawn, Instant changedAt) {
    Copy {
      edits = List.copyOf(edits);
    }

    Copy edited(Edited edit) {
      List<Edited> more = new ArrayList<>(edits);
      more.add(edit);
      return new Copy(more, withdrawn, edit.at());
    }

    /// The kinds of the first edits.
    List<Edit> kinds(int count) {
      return edits.stream().limit(count).map(Edited::kind).toList();
    }

    List<Edit> kinds() {
      return kinds(edits.size());
    }
  }

  record Edited(Edit kind, Instant at) {}

  record Withdrawn(Withdrawal kind, Instant at) {}

  /// What a page answers once it is withdrawn.
  enum Withdrawal {
    /// 404.
    NOT_FOUND,
    /// 410.
    GONE,
    /// 200 and a page that says it is missing.
    SOFT
  }
}
