package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig.Withdrawal;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Published;
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

  /// The visit a check belongs to.
  ///
  /// @param unclear statements whose page answered with something else, settled at the end
  private record Visit(
      Source source,
      SourceState known,
      Learned learned,
      Tally tally,
      List<KnownStatement> unclear) {}

  /// What one check leads to: a state to save and perhaps a revision to publish first.
  ///
  /// @param seen whether the statement's page was there
  private record Checked(Optional<Revision> revision, Published saved, boolean seen) {
    static Checked only(KnownStatement statement, boolean seen) {
      return new Checked(Optional.empty(), new Published(statement, List.of()), seen);
    }
  }

  void run(Source source, SourceState known, Learned learned, Tally tally) {
    Visit visit = new Visit(source, known, learned, tally, new ArrayList<>());
    int left = MOST;
    boolean anySeen = false;
    while (left > 0 && !shop.stopping()) {
      List<KnownStatement> due =
          shop
              .state()
              .statements()
              .due(source.id(), shop.now(), CHUNK + visit.unclear().size())
              .stream()
              .filter(statement -> !visit.unclear().contains(statement))
              .toList();
      if (due.isEmpty()) break;
      left -= due.size();
      List<Checked> checked = new ArrayList<>();
      for (KnownStatement statement : due) {
        if (shop.stopping()) break;
        check(visit, statement).ifPresent(checked::add);
      }
      anySeen |= checked.stream().anyMatch(Checked::seen);
      save(visit, checked);
    }
    settle(visit, anySeen);
  }

  /// Pages that answered, but with something else, count as missing only if other pages of the
  /// source still are what they were: a consent wall or a block page stands on all of them.
  private void settle(Visit visit, boolean anySeen) {
    List<KnownStatement> unclear = visit.unclear();
    if (unclear.isEmpty()) return;
    boolean wall = !anySeen && unclear.size() > 1;
    if (wall)
      visit
          .tally()
          .failure(
              "extract",
              unclear.get(0).url(),
              "all %d statements that were checked show another page; counted as an outage"
                  .formatted(unclear.size()));
    save(
        visit,
        unclear.stream()
            .map(statement -> wall ? later(visit, statement) : missing(visit, statement))
            .toList());
  }

  private void save(Visit visit, List<Checked> checked) {
    List<Revision> revisions =
        checked.stream().map(Checked::revision).flatMap(Optional::stream).toList();
    List<Published> saved = checked.stream().map(Checked::saved).toList();
    shop.publish(
        revisions, () -> shop.state().statements().save(visit.source().id(), saved), visit.tally());
  }

  /// Checks one statement; empty if its page answered with something else.
  private Optional<Checked> check(Visit visit, KnownStatement statement) {
    Optional<HttpUrl> url = CanonicalUrl.parse(statement.url());
    if (url.isEmpty()) return Optional.of(later(visit, statement));
    int every = shop.settings().unconditionalEvery();
    boolean conditional =
        statement.state() == State.LIVE && (every == 0 || statement.conditional() < every);
    Optional<Validators> validators =
        conditional ? Optional.of(statement.validators()) : Optional.empty();
    FetchResult result = fetch(visit, url.get(), validators);
    // A redirect to a page that has the old page's validators says: moved, unchanged.
    if (result instanceof FetchResult.NotModified(var answered, _)
        && !CanonicalUrl.canonical(answered).equals(url.get()))
      result = fetch(visit, url.get(), Optional.empty());
    return switch (result) {
      case FetchResult.NotModified _ ->
          Optional.of(
              Checked.only(
                  statement.checked(
                      statement.validators(),
                      statement.conditional() + 1,
                      next(visit.source(), statement)),
                  true));
      case FetchResult.Fetched(var page) -> compare(visit, statement, page);
      case FetchResult.Failed failed when GONE.contains(failed.status()) ->
          Optional.of(missing(visit, statement));
      case FetchResult.Failed failed -> {
        visit.tally().failure("fetch", statement.url(), failed.reason());
        yield Optional.of(later(visit, statement));
      }
      case FetchResult.Refused refused -> {
        visit.tally().failure("fetch", statement.url(), refused.reason());
        Optional<Instant> again = Optional.of(shop.now().plus(REFUSED_RETRY));
        yield Optional.of(
            Checked.only(
                statement.withState(statement.state(), statement.missingChecks(), again), false));
      }
    };
  }

  private FetchResult fetch(Visit visit, HttpUrl url, Optional<Validators> validators) {
    FetchResult result =
        shop.fetcher().fetch(new FetchRequest(url, Kind.PAGE, validators, visit.source().delay()));
    visit.tally().answer(result);
    return result;
  }

  private Optional<Checked> compare(Visit visit, KnownStatement statement, FetchedPage page) {
    visit.tally().fetched();
    // Unchanged or gone, what the page showed is evidence too; the same bytes cost a revisit
    // record.
    Location evidence;
    try {
      evidence = shop.archive().write(page);
    } catch (IOException e) {
      visit.tally().failure("archive", statement.url(), String.valueOf(e.getMessage()));
      return Optional.of(later(visit, statement));
    }
    ExtractResult result = extract(visit.source(), statement, visit.learned(), page, page.body());
    HttpUrl own = CanonicalUrl.canonical(page.url());
    boolean redirected = !own.toString().equals(statement.url());
    if (!(result instanceof Extracted extracted)
        || Identity.isFrontPage(own)
        || Identity.isSoftMissing(statement.content().blocks(), extracted, redirected)) {
      visit.unclear().add(statement);
      return Optional.empty();
    }
    visit.tally().extracted();
    String fingerprint = Fingerprint.of(extracted.title(), extracted.blocks());
    boolean moved =
        redirected
            && Identity.canonicalLink(page, extracted)
                .filter(link -> link.toString().equals(statement.url()))
                .isEmpty();
    boolean changed = !fingerprint.equals(statement.fingerprint());
    if (!changed && !moved && statement.state() != State.WITHDRAWN)
      return Optional.of(
          Checked.only(
              statement.checked(page.validators(), 0, next(visit.source(), statement)), true));
    Cause cause = cause(visit, statement, page, changed, fingerprint);
    return Optional.of(
        revise(visit, statement, page, evidence, extracted, fingerprint, cause, own));
  }

  private Cause cause(
      Visit visit,
      KnownStatement statement,
      FetchedPage page,
      boolean changed,
      String fingerprint) {
    if (statement.state() == State.WITHDRAWN) return Cause.RESTORED;
    if (!changed) return Cause.MOVED;
    return isOurDoing(visit, statement, page, fingerprint) ? Cause.REEXTRACTED : Cause.EDITED;
  }

  /// Whether the old bytes, read as we read today, say the same as the new ones: then the publisher
  /// changed nothing.
  private boolean isOurDoing(
      Visit visit, KnownStatement statement, FetchedPage page, String fingerprint) {
    Evidence before = statement.content().evidence();
    if (before.warcFile().isEmpty()) return false;
    try {
      Optional<ByteString> old =
          shop.archive().read(new Location(before.warcFile().get(), before.warcOffset()));
      return old.isPresent()
          && extract(visit.source(), statement, visit.learned(), page, old.get())
              instanceof Extracted extracted
          && Fingerprint.of(extracted.title(), extracted.blocks()).equals(fingerprint);
    } catch (IOException e) {
      // Evidence that cannot be read proves nothing: the change counts as the publisher's.
      return false;
    }
  }

  private Checked revise(
      Visit visit,
      KnownStatement statement,
      FetchedPage page,
      Location evidence,
      Extracted extracted,
      String fingerprint,
      Cause cause,
      HttpUrl own) {
    Source source = visit.source();
    String url = cause == Cause.MOVED ? own.toString() : statement.url();
    Statement content =
        Records.statement(
            source,
            statement.id(),
            url,
            extracted,
            shop.attachments().fetch(source, extracted.attachmentLinks(), visit.tally()),
            Records.evidence(page, evidence),
            statement.firstSeen(),
            visit.known().firstVisitAt());
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
            validators(statement, page, cause),
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
    return new Checked(
        Optional.of(revision), new Published(revised, List.of(url, own.toString())), true);
  }

  /// A page that was edited under the same validators is asked without them from now on.
  private static Validators validators(KnownStatement statement, FetchedPage page, Cause cause) {
    boolean lied = cause == Cause.EDITED && page.validators().equals(statement.validators());
    return lied ? new Validators(Optional.empty(), Optional.empty()) : page.validators();
  }

  /// One more check that found nothing. It counts only while the host is otherwise healthy, so that
  /// an outage never becomes a withdrawal.
  private Checked missing(Visit visit, KnownStatement statement) {
    Withdrawal settings = shop.settings().withdrawal();
    if (statement.state() == State.WITHDRAWN) {
      int since = Math.clamp(statement.missingChecks() - settings.checks() + 1L, 1, 30);
      Instant again =
          shop.now().plus(settings.spacing().multipliedBy((long) WITHDRAWN_SPACINGS * since));
      return Checked.only(
          statement.withState(State.WITHDRAWN, statement.missingChecks() + 1, Optional.of(again)),
          false);
    }
    if (!visit.tally().hostIsHealthy()) return later(visit, statement);
    int missing = statement.missingChecks() + 1;
    Instant again = shop.now().plus(settings.spacing());
    return missing < settings.checks()
        ? Checked.only(statement.withState(State.SUSPECTED, missing, Optional.of(again)), false)
        : withdraw(statement, missing, again);
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

  private Checked later(Visit visit, KnownStatement statement) {
    Instant spaced = shop.now().plus(shop.settings().withdrawal().spacing());
    // A suspicion must end one way or the other, however old the statement is.
    Optional<Instant> next =
        next(visit.source(), statement)
            .or(() -> statement.state() == State.LIVE ? Optional.empty() : Optional.of(spaced));
    return Checked.only(
        statement.withState(statement.state(), statement.missingChecks(), next), false);
  }

  private Optional<Instant> next(Source source, KnownStatement statement) {
    Instant published = statement.content().published().earliest().orElse(statement.firstSeen());
    return shop.clockOf(source).next(published, shop.now());
  }

  private ExtractResult extract(
      Source source,
      KnownStatement statement,
      Learned learned,
      FetchedPage page,
      ByteString bytes) {
    return Reading.extract(
        shop.extractor(),
        source,
        page,
        bytes,
        learned,
        statement.titleHint(),
        statement.publishedHint());
  }
}
