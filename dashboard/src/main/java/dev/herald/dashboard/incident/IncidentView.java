package dev.herald.dashboard.incident;

import dev.herald.dashboard.page.Moment;
import java.util.List;
import java.util.Optional;

/// What the page of one incident shows.
///
/// @param what in words
/// @param span since when, and until when if it is over
/// @param before how it was when all was well, in a sentence
/// @param now what it rests on, in a sentence
/// @param visits the last good one, then those that show it
/// @param daySince the ledger's page of the day it began on
public record IncidentView(
    String institution,
    String sourcePath,
    String what,
    String tone,
    String span,
    Optional<String> before,
    String now,
    List<Visit> visits,
    String daySince) {

  public IncidentView {
    visits = List.copyOf(visits);
  }

  /// A visit as evidence.
  ///
  /// @param title which one it is
  /// @param counts what it did, in words
  /// @param lists what each discovery answered
  /// @param failures what fell out, and news of the source
  public record Visit(
      String title,
      Moment began,
      String outcome,
      String tone,
      String counts,
      List<Answer> lists,
      List<Answer> failures) {
    public Visit {
      lists = List.copyOf(lists);
      failures = List.copyOf(failures);
    }
  }

  /// What one address gave.
  ///
  /// @param path the archived answer, if there is an archive here
  /// @param told what it gave, in words
  public record Answer(String url, Optional<String> path, String told) {}
}
