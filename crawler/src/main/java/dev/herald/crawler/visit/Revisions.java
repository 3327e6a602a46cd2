package dev.herald.crawler.visit;

import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Claimant;
import dev.herald.crawler.state.StatementMemory.Intent;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.Comparison.Visit;
import dev.herald.crawler.visit.TruthChecks.Copy;
import dev.herald.crawler.visit.Withdrawals.Absent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// The revision clock's work: fetches published statements again and tells edits, moves,
/// withdrawals and returns from noise.
final class Revisions {
  private static final int CHUNK = 25;
  private static final int MOST = 500;

  /// Statuses by which a publisher says that a page is no more.
  static final Set<Integer> GONE = Set.of(404, 410);

  private static final Duration REFUSED_RETRY = Duration.ofHours(24);

  private final Workshop shop;
  private final NextCheck nextCheck;
  private final Withdrawals withdrawals;
  private final TruthChecks truth;
  private final Comparison comparison;

  Revisions(Workshop shop, TruthChecks truth) {
    this.shop = shop;
    this.truth = truth;
    this.nextCheck = new NextCheck(shop);
    this.withdrawals = new Withdrawals(shop, nextCheck);
    this.comparison = new Comparison(shop, nextCheck, truth);
  }

  void run(Source source, SourceState known, Learned learned, Tally tally) {
    Walls walls = new Walls(new MissingPages(shop), source, tally);
    Visit visit = new Visit(source, known, learned, tally, walls);
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
    List<Checked> moved = elsewhere(visit);
    for (Checked one : moved) seen.add(one.saved().statement().fingerprint());
    save(visit, moved);
    List<Checked> settled = withdrawals.settle(source, learned, tally, visit.absent(), seen);
    tally
        .pages()
        .withoutPage((int) settled.stream().filter(one -> one.revision().isPresent()).count());
    save(visit, settled);
  }

  /// Takes out of what is absent the statements whose pages stand at another address that they are
  /// known by.
  private List<Checked> elsewhere(Visit visit) {
    List<Checked> moved = new ArrayList<>();
    for (Absent one : List.copyOf(visit.absent())) {
      if (shop.stopping()) break;
      elsewhere(visit, one.statement())
          .ifPresent(
              found -> {
                moved.add(found);
                visit.absent().remove(one);
              });
    }
    return moved;
  }

  private Optional<Checked> elsewhere(Visit visit, KnownStatement statement) {
    return shop.state().statements().addresses(statement.id()).stream()
        .filter(address -> !address.equals(statement.url()))
        .map(CanonicalUrl::parse)
        .flatMap(Optional::stream)
        .map(address -> request(visit, address))
        .flatMap(
            request ->
                fetch(visit, request) instanceof FetchResult.Fetched(var page)
                    ? comparison.elsewhere(visit, statement, request, page).stream()
                    : Stream.empty())
        .findFirst();
  }

  private void save(Visit visit, List<Checked> checked) {
    List<Checked> current = checked.stream().filter(one -> isCurrent(visit, one)).toList();
    List<Revision> revisions =
        current.stream().map(Checked::revision).flatMap(Optional::stream).toList();
    List<Published> saved = current.stream().map(Checked::saved).toList();
    shop.publish(
        visit.source().id(), new Intent(revisions, saved, Optional.empty()), visit.tally());
  }

  /// Whether the revision follows the statement's last one. What a replay revised meanwhile, or is
  /// revising, stays due, and is compared with that.
  private boolean isCurrent(Visit visit, Checked one) {
    if (one.revision().isEmpty()) return true;
    Revision revision = one.revision().get();
    boolean ours =
        shop.state()
            .statements()
            .claim(Claimant.VISIT, revision.statementId(), revision.number(), shop.now());
    if (!ours)
      visit
          .tally()
          .pageFailure(
              "publish",
              revision.statement().url(),
              "a replay revised the statement meanwhile; it is asked again");
    return ours;
  }

  /// Checks one statement; empty if its page is not there.
  private Optional<Checked> check(Visit visit, KnownStatement statement) {
    Optional<HttpUrl> url = CanonicalUrl.parse(statement.url());
    if (url.isEmpty()) return Optional.of(later(visit, statement));
    visit.tally().pages().due();
    FetchRequest plain = request(visit, url.get());
    Copy copy = new Copy(statement.validators(), statement.conditional());
    FetchRequest request =
        statement.state() == State.LIVE
            ? truth.condition(plain, copy).map(plain::conditional).orElse(plain)
            : plain;
    FetchResult result = fetch(visit, request);
    // A redirect to a page that has the old page's validators says: moved, unchanged.
    if (result instanceof FetchResult.NotModified(var answered, _)
        && !CanonicalUrl.canonical(answered).equals(url.get())) {
      request = plain;
      result = fetch(visit, request);
    }
    return switch (result) {
      case FetchResult.NotModified _ -> {
        visit.tally().pages().notModified();
        yield Optional.of(
            Checked.only(
                statement.checked(
                    statement.validators(),
                    statement.conditional() + 1,
                    nextCheck.of(visit.source(), statement)),
                true));
      }
      case FetchResult.Fetched(var page) -> comparison.of(visit, statement, request, page);
      case FetchResult.Failed failed when GONE.contains(failed.status()) -> {
        visit.tally().pages().gone();
        visit.absent().add(new Absent(statement, Optional.empty(), true));
        yield Optional.empty();
      }
      case FetchResult.Failed failed -> {
        visit.tally().pageFailure("fetch", statement.url(), failed.reason());
        yield Optional.of(later(visit, statement, failed.retryAfter()));
      }
      case FetchResult.Refused refused -> {
        visit.tally().pageFailure("fetch", statement.url(), refused.reason());
        Optional<Instant> again = Optional.of(shop.now().plus(REFUSED_RETRY));
        yield Optional.of(
            Checked.only(
                statement.withState(statement.state(), statement.missingChecks(), again), false));
      }
    };
  }

  private static FetchRequest request(Visit visit, HttpUrl url) {
    return new FetchRequest(url, Kind.PAGE, Optional.empty(), visit.source().delay())
        .rendered(visit.source().isRendered())
        .givingWay();
  }

  private FetchResult fetch(Visit visit, FetchRequest request) {
    FetchResult result = shop.fetcher().fetch(request);
    visit.tally().answer(result);
    return result;
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
}
