package dev.herald.crawler.visit;

import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.ListedTitles.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a visit finds its site to show at any address: a wall, a notice of maintenance, "page not
/// found", the newest statement. For one visit.
///
/// A page is looked into that gives reason for doubt: it shows nothing of its list's title, hardly
/// any text, or what another address shows, too.
final class Walls {
  private static final int MOST_PROBES = 3;

  private final MissingPages missingPages;
  private final Source source;
  private final Tally tally;
  private final Set<Notice> seen = new HashSet<>();
  private final List<Extracted> anywhere = new ArrayList<>();
  private int probes;

  Walls(MissingPages missingPages, Source source, Tally tally) {
    this.missingPages = missingPages;
    this.source = source;
    this.tally = tally;
  }

  /// Says why a page that shows a wall is not taken for a statement.
  static String reason(Extracted wall) {
    return "shows '%s', as any address of its site does".formatted(wall.title());
  }

  /// Takes note of a page that was read for the first time.
  ///
  /// @param verdict what its list's title says of it
  void saw(Learned learned, FetchedPage page, Extracted shown, Verdict verdict) {
    Notice notice = Notice.of(shown);
    boolean first = seen.isEmpty();
    boolean again = !seen.add(notice);
    if (verdict == Verdict.NAMED) return;
    boolean doubted =
        switch (verdict) {
          case NAMED, STANDS, ANOTHER_PAGE -> notice.isShort();
          case UNTITLED -> first || notice.isShort();
          case UNKNOWN -> true;
        };
    if (doubted || again) look(learned, page, shown);
  }

  /// Whether the site shows a page's text at any address; asks for one more page where that is not
  /// known, a few times in a visit.
  boolean look(Learned learned, FetchedPage page, Extracted shown) {
    if (isWall(page, shown)) return true;
    if (probes >= MOST_PROBES) return false;
    probes++;
    Optional<Extracted> elsewhere = missingPages.shownNowhere(source, learned, page.url(), tally);
    elsewhere.ifPresent(anywhere::add);
    return elsewhere.isPresent() && isWall(page, shown);
  }

  /// Whether a page's text is known to be shown at any address. Where the site says there that it
  /// belongs to this page's, it stands here.
  boolean isWall(FetchedPage page, Extracted shown) {
    Notice notice = Notice.of(shown);
    String own = CanonicalUrl.canonical(page.url()).toString();
    return anywhere.stream()
        .filter(elsewhere -> elsewhere.canonicalUrl().filter(own::equals).isEmpty())
        .map(Notice::of)
        .anyMatch(notice::isLike);
  }
}
