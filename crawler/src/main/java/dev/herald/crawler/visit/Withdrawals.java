package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig.Withdrawal;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import dev.herald.crawler.state.StatementMemory.Dated;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// Decides what it means that statements' pages are not there: withdrawn one by one, or an outage.
///
/// A check counts only while the source's list can be read and another statement's page stands, so
/// that an outage never becomes a withdrawal, however few statements are checked at once.
final class Withdrawals {
  private static final int WITHDRAWN_SPACINGS = 6;
  private static final int LATEST = 10;

  /// How many times as many checks it takes to believe a page that shows something else, with
  /// status 200, where no other statement can bear witness: a wall may stand for days.
  private static final int ALONE = 6;

  private final Workshop shop;
  private final NextCheck nextCheck;

  Withdrawals(Workshop shop, NextCheck nextCheck) {
    this.shop = shop;
    this.nextCheck = nextCheck;
  }

  /// A statement whose page is not there.
  ///
  /// @param shown fingerprint of what its page shows instead; empty if nothing, as with a 404
  /// @param saidGone whether its publisher says itself, by 404 or 410, that it is gone
  record Absent(KnownStatement statement, Optional<String> shown, boolean saidGone) {
    private boolean isWithdrawn() {
      return statement.state() == State.WITHDRAWN;
    }
  }

  /// What becomes of the absent statements of a visit.
  ///
  /// @param seen fingerprints of the statements whose pages were seen in this visit
  List<Checked> settle(
      Source source, Learned learned, Tally tally, List<Absent> absent, Set<String> seen) {
    // Nothing is to be decided of what is known to be withdrawn: nobody is asked to bear witness.
    if (absent.stream().allMatch(Absent::isWithdrawn))
      return absent.stream().map(one -> missing(one.statement(), checks(one, false))).toList();
    Set<String> walls =
        absent.stream().map(Absent::shown).flatMap(Optional::stream).collect(Collectors.toSet());
    // What was first read behind a wall is the wall, and stands as long as it does.
    Witness witness = Witness.STANDS;
    if (tally.hostIsHealthy() && walls.containsAll(seen))
      witness = witness(source, learned, tally, absent, walls);
    boolean alone = witness == Witness.NONE;
    boolean counts = tally.hostIsHealthy() && witness != Witness.ABSENT;
    if (!counts && tally.hostIsHealthy())
      tally.failure(
          "extract",
          absent.getFirst().statement().url(),
          "none of the statements that were checked is there, %d in all; counted as an outage"
              .formatted(absent.size()));
    return absent.stream()
        .map(
            one ->
                counts || one.isWithdrawn()
                    ? missing(one.statement(), checks(one, alone))
                    : Checked.only(nextCheck.later(source, one.statement()), false))
        .toList();
  }

  /// What another statement's page says.
  private enum Witness {
    STANDS,
    ABSENT,
    /// The source has no other statement.
    NONE
  }

  private int checks(Absent one, boolean alone) {
    int checks = shop.settings().withdrawal().checks();
    return alone && !one.saidGone() ? checks * ALONE : checks;
  }

  /// Asks for one more page, one of the latest that stood so far.
  private Witness witness(
      Source source, Learned learned, Tally tally, List<Absent> absent, Set<String> walls) {
    Optional<KnownStatement> other =
        shop.state().statements().latest(source.id(), LATEST).stream()
            .map(Dated::url)
            .map(shop.state().statements()::find)
            .flatMap(Optional::stream)
            .filter(known -> known.state() != State.WITHDRAWN)
            .filter(known -> !walls.contains(known.fingerprint()))
            .filter(known -> absent.stream().noneMatch(a -> a.statement().id().equals(known.id())))
            .min(Comparator.comparingInt(KnownStatement::missingChecks));
    if (other.isEmpty()) return absent.size() == 1 ? Witness.NONE : Witness.ABSENT;
    Optional<HttpUrl> url = CanonicalUrl.parse(other.get().url());
    if (url.isEmpty()) return Witness.ABSENT;
    FetchResult result =
        shop.fetcher()
            .fetch(
                new FetchRequest(url.get(), Kind.PAGE, Optional.empty(), source.delay())
                    .rendered(source.isRendered()));
    tally.answer(result);
    boolean stands =
        result instanceof FetchResult.Fetched(var page)
            && shows(source, learned, page, other.get());
    return stands ? Witness.STANDS : Witness.ABSENT;
  }

  private boolean shows(Source source, Learned learned, FetchedPage page, KnownStatement known) {
    HttpUrl own = CanonicalUrl.canonical(page.url());
    return Reading.extract(
                shop.extractor(),
                source,
                page,
                page.content(),
                learned,
                known.titleHint(),
                known.publishedHint())
            instanceof Extracted extracted
        && !Identity.isFrontPage(own)
        && !Identity.isRewritten(known, extracted)
        && !Identity.isSoftMissing(
            known.content().blocks(), extracted, !own.toString().equals(known.url()));
  }

  /// @param checks how many in a row it takes to believe that it is gone
  private Checked missing(KnownStatement statement, int checks) {
    Withdrawal settings = shop.settings().withdrawal();
    if (statement.state() == State.WITHDRAWN) {
      int since = Math.clamp(statement.missingChecks() - settings.checks() + 1L, 1, 30);
      Instant again =
          shop.now().plus(settings.spacing().multipliedBy((long) WITHDRAWN_SPACINGS * since));
      return Checked.only(
          statement.withState(State.WITHDRAWN, statement.missingChecks() + 1, Optional.of(again)),
          false);
    }
    int missing = statement.missingChecks() + 1;
    Instant again = shop.now().plus(settings.spacing());
    return missing < checks
        ? Checked.only(statement.withState(State.SUSPECTED, missing, Optional.of(again)), false)
        : withdraw(statement, settings.checks(), again);
  }

  private Checked withdraw(KnownStatement statement, int missing, Instant again) {
    Instant now = shop.now();
    long version = Math.max(statement.version() + 1, now.toEpochMilli());
    KnownStatement withdrawn =
        new KnownStatement(
            statement.id(),
            statement.sourceId(),
            statement.url(),
            State.WITHDRAWN,
            statement.revision() + 1,
            version,
            statement.fingerprint(),
            statement.validators(),
            0,
            statement.firstSeen(),
            Optional.of(again),
            missing,
            statement.titleHint(),
            statement.publishedHint(),
            statement.content());
    Revision revision =
        Revision.of(
            statement.content(),
            withdrawn.revision(),
            Cause.WITHDRAWN,
            version,
            statement.fingerprint(),
            now,
            now);
    return new Checked(Optional.of(revision), new Published(withdrawn, List.of()), false);
  }
}
