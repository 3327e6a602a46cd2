package dev.herald.crawler.visit;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.CrawlState.Published;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okio.ByteString;

/// The revision clock's work: fetches published statements again and tells edits, moves,
/// withdrawals and returns from noise.
final class Revisions {
  private static final int CHUNK = 25;
  private static final int MOST = 500;
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final int WITHDRAWN_SPACINGS = 6;
  private static final Duration REFUSED_RETRY = Duration.ofHours(24);

  private final Workshop shop;

  Revisions(Workshop shop) {
    this.shop = shop;
  }

  /// What one check leads to: a state to save and perhaps a revision to publish first.
  private record Checked(Optional<Revision> revision, Published saved) {
    static Checked only(KnownStatement statement) {
      return new Checked(Optional.empty(), new Published(statement, List.of()));
    }
  }

  void run(Source source, SourceState known, Boilerplate boilerplate, Tally tally) {
    int left = MOST;
    while (left > 0 && !shop.stopping()) {
      List<KnownStatement> due = shop.state().dueStatements(source.id(), shop.now(), CHUNK);
      if (due.isEmpty()) return;
      left -= due.size();
      List<Revision> revisions = new ArrayList<>();
      List<Published> saved = new ArrayList<>();
      for (KnownStatement statement : due) {
        if (shop.stopping()) break;
        Checked checked = check(source, known, statement, boilerplate, tally);
        checked.revision().ifPresent(revisions::add);
        saved.add(checked.saved());
      }
      shop.publish(revisions, saved, tally);
    }
  }

  private Checked check(
      Source source,
      SourceState known,
      KnownStatement statement,
      Boilerplate boilerplate,
      Tally tally) {
    Optional<HttpUrl> url = CanonicalUrl.parse(statement.url());
    if (url.isEmpty()) return later(source, statement);
    int every = shop.settings().unconditionalEvery();
    boolean conditional =
        statement.state() == State.LIVE && (every == 0 || statement.conditional() < every);
    Optional<Validators> validators =
        conditional ? Optional.of(statement.validators()) : Optional.empty();
    FetchResult result =
        shop.fetcher().fetch(new FetchRequest(url.get(), Kind.PAGE, validators, source.delay()));
    tally.answer(result);
    return switch (result) {
      case FetchResult.NotModified _ ->
          Checked.only(
              statement.checked(
                  statement.validators(), statement.conditional() + 1, next(source, statement)));
      case FetchResult.Fetched(var page) ->
          compare(source, known, statement, boilerplate, page, tally);
      case FetchResult.Failed failed when GONE.contains(failed.status()) ->
          missing(source, statement, tally);
      case FetchResult.Failed failed -> {
        tally.failure("fetch", statement.url(), failed.reason());
        yield later(source, statement);
      }
      case FetchResult.Refused refused -> {
        tally.failure("fetch", statement.url(), refused.reason());
        yield Checked.only(
            statement.withState(
                statement.state(),
                statement.missingChecks(),
                Optional.of(shop.now().plus(REFUSED_RETRY))));
      }
    };
  }

  private Checked compare(
      Source source,
      SourceState known,
      KnownStatement statement,
      Boilerplate boilerplate,
      FetchedPage page,
      Tally tally) {
    tally.fetched();
    ExtractResult result = extract(source, statement, boilerplate, page, page.body());
    HttpUrl own = CanonicalUrl.canonical(page.url());
    if (!(result instanceof Extracted extracted)
        || Identity.isFrontPage(own)
        || Identity.isSoftMissing(statement.content().blocks(), extracted))
      return missing(source, statement, tally);
    tally.extracted();
    String fingerprint = Fingerprint.of(extracted.title(), extracted.blocks());
    boolean moved =
        !own.toString().equals(statement.url())
            && !Identity.canonicalUrl(page, extracted).toString().equals(statement.url());
    boolean changed = !fingerprint.equals(statement.fingerprint());
    if (!changed && !moved && statement.state() != State.WITHDRAWN)
      return Checked.only(statement.checked(page.validators(), 0, next(source, statement)));
    Cause cause =
        statement.state() == State.WITHDRAWN
            ? Cause.RESTORED
            : !changed
                ? Cause.MOVED
                : isOurDoing(source, statement, boilerplate, page, fingerprint)
                    ? Cause.REEXTRACTED
                    : Cause.EDITED;
    return revise(source, known, statement, page, extracted, fingerprint, cause, own, tally);
  }

  /// Whether the old bytes, read as we read today, say the same as the new ones: then the publisher
  /// changed nothing.
  private boolean isOurDoing(
      Source source,
      KnownStatement statement,
      Boilerplate boilerplate,
      FetchedPage page,
      String fingerprint) {
    Evidence before = statement.content().evidence();
    if (before.warcFile().isEmpty()) return false;
    try {
      Optional<ByteString> old =
          shop.archive().read(new Location(before.warcFile().get(), before.warcOffset()));
      return old.isPresent()
          && extract(source, statement, boilerplate, page, old.get()) instanceof Extracted extracted
          && Fingerprint.of(extracted.title(), extracted.blocks()).equals(fingerprint);
    } catch (IOException e) {
      // Evidence that cannot be read proves nothing: the change counts as the publisher's.
      return false;
    }
  }

  private Checked revise(
      Source source,
      SourceState known,
      KnownStatement statement,
      FetchedPage page,
      Extracted extracted,
      String fingerprint,
      Cause cause,
      HttpUrl own,
      Tally tally) {
    Location evidence;
    try {
      evidence = shop.archive().write(page);
    } catch (IOException e) {
      tally.failure("archive", statement.url(), String.valueOf(e.getMessage()));
      return later(source, statement);
    }
    String url = cause == Cause.MOVED ? own.toString() : statement.url();
    Statement content =
        Records.statement(
            source,
            statement.id(),
            url,
            extracted,
            shop.attachments().fetch(source, extracted.attachmentLinks(), tally),
            Records.evidence(page, evidence),
            statement.firstSeen(),
            known.firstVisitAt());
    long version = Math.max(statement.version() + 1, page.finishedAt().toEpochMilli());
    KnownStatement revised =
        new KnownStatement(
            statement.id(),
            statement.sourceId(),
            url,
            State.LIVE,
            statement.revision() + 1,
            version,
            fingerprint,
            page.validators(),
            0,
            statement.firstSeen(),
            next(source, statement),
            0,
            statement.titleHint(),
            statement.publishedHint(),
            content);
    Revision revision =
        Revision.of(
            content,
            revised.revision(),
            cause,
            version,
            fingerprint,
            page.startedAt(),
            page.finishedAt());
    return new Checked(Optional.of(revision), new Published(revised, List.of(url, own.toString())));
  }

  /// One more check that found nothing. It counts only while the host is otherwise healthy, so that
  /// an outage never becomes a withdrawal.
  private Checked missing(Source source, KnownStatement statement, Tally tally) {
    if (statement.state() == State.WITHDRAWN)
      return Checked.only(
          statement.withState(
              State.WITHDRAWN,
              statement.missingChecks(),
              Optional.of(
                  shop.now()
                      .plus(
                          shop.settings()
                              .withdrawal()
                              .spacing()
                              .multipliedBy(WITHDRAWN_SPACINGS)))));
    if (!tally.hostIsHealthy()) return later(source, statement);
    int missing = statement.missingChecks() + 1;
    Instant again = shop.now().plus(shop.settings().withdrawal().spacing());
    if (missing < shop.settings().withdrawal().checks())
      return Checked.only(statement.withState(State.SUSPECTED, missing, Optional.of(again)));
    return withdraw(statement, missing, again);
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
    return new Checked(Optional.of(revision), new Published(withdrawn, List.of()));
  }

  private Checked later(Source source, KnownStatement statement) {
    Optional<Instant> next = next(source, statement);
    return Checked.only(statement.withState(statement.state(), statement.missingChecks(), next));
  }

  private Optional<Instant> next(Source source, KnownStatement statement) {
    Instant published = statement.content().published().earliest().orElse(statement.firstSeen());
    return shop.clockOf(source).next(published, shop.now());
  }

  private ExtractResult extract(
      Source source,
      KnownStatement statement,
      Boilerplate boilerplate,
      FetchedPage page,
      ByteString bytes) {
    return Reading.extract(
        shop.extractor(),
        source,
        page,
        bytes,
        boilerplate,
        statement.titleHint(),
        statement.publishedHint());
  }
}
