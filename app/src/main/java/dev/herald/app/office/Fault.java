package dev.herald.app.office;

import java.util.List;
import java.util.Optional;

/// How a request goes wrong.
enum Fault {
  /// 500.
  ERROR,
  /// 503 with `Retry-After: 1`.
  UNAVAILABLE,
  /// No answer, then the connection closes.
  SILENCE,
  /// Less body than `Content-Length` says, then the connection closes.
  TRUNCATED,
  /// A complete answer with half a document, without validators.
  MALFORMED;

  private static final List<Fault> FOR_PAGES = List.of(ERROR, UNAVAILABLE, SILENCE, TRUNCATED);
  private static final List<Fault> FOR_FEEDS =
      List.of(ERROR, UNAVAILABLE, SILENCE, TRUNCATED, MALFORMED);

  /// The fault of a request, if it has one.
  ///
  /// @param nth how many requests there were before at this path
  static Optional<Fault> choose(
      Chance chance, double share, String host, String path, int nth, Reply reply) {
    if (share <= 0 || path.equals("/robots.txt")) return Optional.empty();
    if (chance.share("fault", host, path, nth) >= share) return Optional.empty();
    boolean feed = reply.status() == 200 && !reply.contentType().startsWith("text/");
    List<Fault> faults = feed ? FOR_FEEDS : FOR_PAGES;
    return Optional.of(faults.get(chance.below(faults.size(), "fault kind", host, path, nth)));
  }
}
