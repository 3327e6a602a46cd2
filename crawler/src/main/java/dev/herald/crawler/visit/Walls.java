package dev.herald.crawler.visit;

import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a visit finds its site to show at any address: a wall, a notice of maintenance, "page not
/// found". For one visit.
///
/// A page is looked into that gives reason for doubt: it shows nothing of its list's title, or what
/// another address shows, too.
final class Walls {
  private static final int MOST_PROBES = 3;

  private final MissingPages missingPages;
  private final Source source;
  private final Tally tally;
  private final Set<String> texts = new HashSet<>();
  private final List<Extracted> walls = new ArrayList<>();
  private int probes;

  Walls(MissingPages missingPages, Source source, Tally tally) {
    this.missingPages = missingPages;
    this.source = source;
    this.tally = tally;
  }

  /// Takes note of a page that was read.
  ///
  /// @param doubted whether it shows nothing of what its list named
  void saw(Learned learned, FetchedPage page, Extracted shown, boolean doubted) {
    boolean seen = !texts.add(Fingerprint.of(shown.title(), shown.blocks()));
    if (doubted || seen) look(learned, page, shown);
  }

  /// Whether the site shows a page's text at any address; asks for one more page where that is not
  /// known, a few times in a visit.
  boolean look(Learned learned, FetchedPage page, Extracted shown) {
    if (isWall(shown)) return true;
    if (probes >= MOST_PROBES) return false;
    probes++;
    boolean anywhere = missingPages.isShownAnywhere(source, learned, page, shown, tally);
    if (anywhere) walls.add(shown);
    return anywhere;
  }

  /// Whether a text is known to be shown at any address.
  boolean isWall(Extracted shown) {
    return walls.stream().anyMatch(wall -> Identity.isSameText(wall.title(), wall.blocks(), shown));
  }
}
