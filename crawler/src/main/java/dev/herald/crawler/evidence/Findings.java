package dev.herald.crawler.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was found while a bundle was checked, and what follows from it. For one bundle.
final class Findings {
  final Map<LocalDate, DayRoot> roots = new TreeMap<>();
  final Map<LocalDate, Timestamp> stamps = new TreeMap<>();

  /// Revisions whose raw bytes are there.
  int bodies;

  /// Revisions with the exchange that brought these bytes.
  int served;

  int exchanges;

  /// Exchanges under a day's root.
  int proofs;

  /// What is proven if every check holds.
  List<String> proven(Manifest manifest) {
    List<String> proven = new ArrayList<>();
    proven.add(
        "These %d revisions form one chain that ends in %s; who knows that link from before knows that none was changed, taken out or put in."
            .formatted(manifest.revisions().size(), manifest.revisions().getLast().link()));
    proven.add(
        "The raw bytes of %d of %d revisions are here, and are those that the revisions name."
            .formatted(bodies, manifest.revisions().size()));
    roots.forEach(
        (day, root) ->
            proven.add(
                "What is here of %s was in the archive when that day's root was made: %s; who knows that root from elsewhere knows that nothing was changed since."
                    .formatted(day, root.root())));
    stamps.forEach(
        (day, stamp) ->
            proven.add(
                "The root of %s existed at %s, says %s; whether that authority is to be trusted, its certificate in roots/%s.tsr decides."
                    .formatted(day, stamp.at(), stamp.authority(), day)));
    return proven;
  }

  /// What a reader might take for proven and is not.
  List<String> notProven(Manifest manifest) {
    List<String> not = new ArrayList<>();
    not.add(
        "That the publisher sent these bytes: answers over HTTP are not signed. It is the word of whoever ran this Herald.");
    not.add(
        stamps.isEmpty()
            ? "That the times are right: they are that Herald's clock."
            : "That the times are right to the second: they are that Herald's clock, and only the days' roots are time-stamped.");
    int last = manifest.revisions().isEmpty() ? 0 : manifest.revisions().getLast().number();
    not.add(
        manifest.revisions().size() == last
            ? "That there is no later revision."
            : "What the %d revisions that are not here say, and that there is no later one."
                .formatted(last - manifest.revisions().size()));
    not.add(
        "That index.html, headers/ and diffs/ show what revisions/ and exchanges/ say, and that observations.cdxj lacks no request: they are for reading.");
    if (bodies < manifest.revisions().size())
      not.add(
          "What %d revisions were read from: their raw bytes are not in the bundle."
              .formatted(manifest.revisions().size() - bodies));
    if (served < bodies)
      not.add(
          "Where the raw bytes of %d revisions came from: no exchange that brought them is here."
              .formatted(bodies - served));
    if (proofs < exchanges)
      not.add(
          "When %d of %d exchanges came into the archive: no day's root covers them here."
              .formatted(exchanges - proofs, exchanges));
    return not;
  }
}
