package dev.herald.crawler.visit;

import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.NewStatements.Fresh;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Recognises a known statement at an address that nobody had listed yet: its publisher gave it a
/// new one, as a new site does to all of them at once, or spells one in several ways.
///
/// A statement is known by its very text. Whether it moved or was published twice, its old address
/// tells.
final class Moves {
  private static final int SAME_TITLE = 3;

  private final Workshop shop;

  Moves(Workshop shop) {
    this.shop = shop;
  }

  /// What stands at a new address.
  sealed interface Verdict {
    /// A statement that nobody knows.
    record Unknown() implements Verdict {}

    /// One that stands at another address, too.
    record Beside() implements Verdict {}

    /// A known statement.
    record Moved(KnownStatement statement) implements Verdict {}

    /// Nobody can say as long as the old address does not answer.
    record Unclear(String reason) implements Verdict {}
  }

  /// Looks for the statement that a page shows.
  Verdict look(Source source, Learned learned, Fresh fresh, Extracted shown, Tally tally) {
    FetchedPage page = fresh.reading().page();
    HttpUrl own = CanonicalUrl.canonical(page.url());
    Optional<HttpUrl> linked = Identity.canonicalLink(page, shown);
    for (KnownStatement known :
        shop.state().statements().titled(source.id(), shown.title(), SAME_TITLE)) {
      Optional<HttpUrl> old = CanonicalUrl.parse(known.url());
      if (old.isEmpty() || !Identity.isVeryText(known, shown)) continue;
      return linked.equals(old) || Identity.isSpelling(old.get(), own)
          ? new Verdict.Moved(known)
          : ask(source, learned, fresh.listed(), old.get(), own, known, tally);
    }
    return new Verdict.Unknown();
  }

  private Verdict ask(
      Source source,
      Learned learned,
      FrontierUrl listed,
      HttpUrl old,
      HttpUrl own,
      KnownStatement known,
      Tally tally) {
    FetchResult result =
        shop.fetcher()
            .fetch(
                new FetchRequest(old, Kind.PAGE, Optional.empty(), source.delay())
                    .rendered(source.isRendered()));
    tally.answer(result);
    return switch (result) {
      case FetchResult.Fetched(var page) ->
          standsBeside(source, learned, page, own, known)
              ? new Verdict.Beside()
              : new Verdict.Moved(known);
      case FetchResult.Failed failed when Revisions.GONE.contains(failed.status()) ->
          new Verdict.Moved(known);
      case FetchResult.Failed _, FetchResult.Refused _, FetchResult.NotModified _ ->
          listed.attempts() < Retries.WALL_ATTEMPTS
              ? new Verdict.Unclear("reads as %s, which cannot be asked now".formatted(known.url()))
              : new Verdict.Moved(known);
    };
  }

  /// Whether the old address shows the statement itself, and does not say that it belongs to the
  /// new one.
  private boolean standsBeside(
      Source source, Learned learned, FetchedPage page, HttpUrl own, KnownStatement known) {
    return !CanonicalUrl.canonical(page.url()).equals(own)
        && Reading.extract(
                shop.extractor(),
                source,
                page,
                page.content(),
                learned,
                known.titleHint(),
                known.publishedHint())
            instanceof Extracted shown
        && Identity.isSameText(known, shown)
        && Identity.canonicalLink(page, shown).filter(own::equals).isEmpty();
  }
}
