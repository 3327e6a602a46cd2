package dev.herald.crawler.visit;

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
import dev.herald.crawler.visit.Withdrawals.Absent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static final Duration REFUSED_RETRY = Duration.ofHours(24);

  private final Workshop shop;
  private final NextCheck nextCheck;
  private final Withdrawals withdrawals;

  Revisions(Workshop shop) {
    this.shop = shop;
    this.nextCheck = new NextCheck(shop);
    this.withdrawals = new Withdrawals(shop, nextCheck);
  }

  /// The visit a check belongs to.
  ///
  /// @param absent statements whose page is not there, settled at the end
  private record Visit(
      Source source, SourceState known, Learned learned, Tally tally, List<Absent> absent) {

    boolean isAbsent(KnownStatement statement) {
      return absent.stream().anyMatch(one -> one.statement().equals(statement));
    }
  }

  void run(Source source, SourceState known, Learned learned, Tally tally) {
    Visit visit = new Visit(source, known, learned, tally, new ArrayList<>());
    int left = MOST;
    Set<String> seen = new HashSet<>();
    while (left > 0 && !shop.stopping()) {
      List<KnownStatement> due =
          shop
              .state()
              .statements()
              .due(source.id(), shop.now(), CHUNK + visit.absent().size())
              .stream()
              .filter(statement -> !visit.isAbsent(statement))
              .toList();
      if (due.isEmpty()) break;
      left -= due.size();
      List<Checked> checked = new ArrayList<>();
      for (KnownStatement statement : due) {
        if (shop.stopping()) break;
        check(visit, statement).ifPresent(checked::add);
      }
      for (Checked one : checked) if (one.seen()) seen.add(one.saved().statement().fingerprint());
      save(visit, checked);
    }
    save(visit, withdrawals.settle(source, learned, tally, visit.absent(), seen));
  }

  private void save(Visit visit, List<Checked> checked) {
    List<Revision> revisions =
        checked.stream().map(Checked::revision).flatMap(Optional::stream).toList();
    List<Published> saved = checked.stream().map(Checked::saved).toList();
    String id = visit.source().id();
    shop.publish(
        id, revisions, saved, () -> shop.state().statements().save(id, saved), visit.tally());
  }

  /// Checks one statement; empty if its page is not there.
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
                      nextCheck.of(visit.source(), statement)),
                  true));
      case FetchResult.Fetched(var page) -> compare(visit, statement, page);
      case FetchResult.Failed failed when GONE.contains(failed.status()) -> {
        visit.absent().add(new Absent(statement, Optional.empty()));
        yield Optional.empty();
      }
      case FetchResult.Failed failed -> {
        visit.tally().failure("fetch", statement.url(), failed.reason());
        yield Optional.of(later(visit, statement, failed.retryAfter()));
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
    FetchRequest request =
        new FetchRequest(url, Kind.PAGE, validators, visit.source().delay())
            .rendered(visit.source().isRendered())
            .givingWay();
    FetchResult result = shop.fetcher().fetch(request);
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
    ExtractResult result =
        extract(visit.source(), statement, visit.learned(), page, page.content());
    HttpUrl own = CanonicalUrl.canonical(page.url());
    boolean redirected = !own.toString().equals(statement.url());
    if (!(result instanceof Extracted extracted)
        || Identity.isFrontPage(own)
        || Identity.isSoftMissing(statement.content().blocks(), extracted, redirected)) {
      visit.absent().add(new Absent(statement, shown(result)));
      return Optional.empty();
    }
    visit.tally().extracted(page, extracted);
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
              statement.checked(page.validators(), 0, nextCheck.of(visit.source(), statement)),
              true));
    Cause cause = cause(visit, statement, page, changed, fingerprint);
    return Optional.of(
        revise(visit, statement, page, evidence, extracted, fingerprint, cause, own));
  }

  private static Optional<String> shown(ExtractResult result) {
    return result instanceof Extracted page
        ? Optional.of(Fingerprint.of(page.title(), page.blocks()))
        : Optional.empty();
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
            nextCheck.of(source, statement),
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

  private Checked later(Visit visit, KnownStatement statement) {
    return Checked.only(nextCheck.later(visit.source(), statement), false);
  }

  /// @param wait how long the publisher is left alone
  private Checked later(Visit visit, KnownStatement statement, Optional<Duration> wait) {
    KnownStatement later = nextCheck.later(visit.source(), statement);
    Optional<Instant> notBefore = wait.map(shop.now()::plus);
    boolean early = later.nextCheckAt().flatMap(at -> notBefore.filter(at::isBefore)).isPresent();
    return Checked.only(
        early ? later.withState(later.state(), later.missingChecks(), notBefore) : later, false);
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
