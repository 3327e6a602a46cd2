package dev.herald.crawler.visit;

import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.Comparison.Visit;
import okhttp3.HttpUrl;

/// Tells a page that shows something else in its statement's place (a wall, the front page, the
/// newest statement) from one that its publisher has rewritten.
final class StandIns {
  private static final int SAME_TITLE = 5;

  private final Workshop shop;

  StandIns(Workshop shop) {
    this.shop = shop;
  }

  /// Whether a page that was fetched again is not the statement's any more. Where nothing else
  /// tells, the site is asked what it shows at any address.
  boolean isOne(Visit visit, KnownStatement statement, FetchedPage page, ExtractResult result) {
    HttpUrl own = CanonicalUrl.canonical(page.url());
    if (!(result instanceof Extracted shown) || Identity.isFrontPage(own)) return true;
    boolean redirected = !own.toString().equals(statement.url());
    if (Identity.isSoftMissing(statement.content().blocks(), shown, redirected)) return true;
    if (Fingerprint.of(shown.title(), shown.blocks()).equals(statement.fingerprint())) return false;
    if (redirected && belongsToAnother(statement, own, shown)) return true;
    return isDoubtful(statement, shown) && visit.walls().look(visit.learned(), page, shown);
  }

  private boolean belongsToAnother(KnownStatement statement, HttpUrl own, Extracted shown) {
    return shop.state()
        .statements()
        .find(own.toString())
        .filter(other -> !other.id().equals(statement.id()))
        .filter(_ -> !Identity.isSameText(statement, shown))
        .isPresent();
  }

  /// Whether it is an unusual edit: hardly a word is left, or the title is another and much of the
  /// text, too, or the text is that of another statement.
  private boolean isDoubtful(KnownStatement statement, Extracted shown) {
    return Identity.isRewritten(statement, shown)
        || shop
            .state()
            .statements()
            .titled(statement.sourceId(), shown.title(), SAME_TITLE)
            .stream()
            .filter(other -> !other.id().equals(statement.id()))
            .anyMatch(other -> Identity.isExactly(other, shown));
  }
}
