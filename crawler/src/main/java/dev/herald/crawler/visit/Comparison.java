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
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.KnownStatement.State;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.Counters.Difference;
import dev.herald.crawler.visit.TruthChecks.Copy;
import dev.herald.crawler.visit.Withdrawals.Absent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// Compares a page that was fetched again with the statement that is known by it: edited, moved,
/// read otherwise, returned, gone, or the same.
final class Comparison {
  /// When a figure that grew is looked at again.
  private static final Duration UNDECIDED_RETRY = Duration.ofHours(1);

  private final Workshop shop;
  private final NextCheck nextCheck;
  private final TruthChecks truth;
  private final Counters counters;
  private final StandIns standIns;
  private final FlipFlops flipFlops;

  Comparison(Workshop shop, NextCheck nextCheck, TruthChecks truth) {
    this.shop = shop;
    this.nextCheck = nextCheck;
    this.truth = truth;
    this.counters = new Counters(shop);
    this.standIns = new StandIns(shop);
    this.flipFlops = new FlipFlops(shop);
  }

  /// The visit a check belongs to.
  ///
  /// @param walls what its site shows at any address
  /// @param absent statements whose page is not there, settled at the end
  record Visit(
      Source source,
      SourceState known,
      Learned learned,
      Tally tally,
      Walls walls,
      List<Absent> absent) {
    Visit(Source source, SourceState known, Learned learned, Tally tally, Walls walls) {
      this(source, known, learned, tally, walls, new ArrayList<>());
    }

    boolean isAbsent(KnownStatement statement) {
      return absent.stream().anyMatch(one -> one.statement().equals(statement));
    }
  }

  /// A known statement and its page as it is now.
  private record Pair(
      Visit visit,
      KnownStatement statement,
      FetchRequest request,
      FetchedPage page,
      Location evidence,
      Extracted extracted) {
    HttpUrl own() {
      return CanonicalUrl.canonical(page.url());
    }

    boolean isRedirected() {
      return !own().toString().equals(statement.url());
    }

    boolean isMoved() {
      return isRedirected()
          && Identity.canonicalLink(page, extracted)
              .filter(link -> link.toString().equals(statement.url()))
              .isEmpty();
    }

    String fingerprint() {
      return Fingerprint.of(extracted.title(), extracted.blocks());
    }
  }

  /// What a fetched page leads to; empty if the statement is not there, which is then noted as
  /// absent.
  Optional<Checked> of(
      Visit visit, KnownStatement statement, FetchRequest request, FetchedPage page) {
    visit.tally().fetched();
    Optional<String> tooLong = Identity.tooLong(CanonicalUrl.canonical(page.url()));
    if (tooLong.isPresent()) {
      visit.tally().pageFailure("extract", statement.url(), tooLong.get());
      return Optional.of(Checked.only(nextCheck.later(visit.source(), statement), false));
    }
    // Unchanged or gone, what the page showed is evidence too; the same bytes cost a revisit
    // record.
    Location evidence;
    try {
      evidence = shop.archive().write(page);
    } catch (IOException e) {
      visit.tally().pageFailure("archive", statement.url(), String.valueOf(e.getMessage()));
      return Optional.of(Checked.only(nextCheck.later(visit.source(), statement), false));
    }
    ExtractResult result = extract(visit, statement, page, page.content());
    if (!(result instanceof Extracted extracted)
        || standIns.isOne(visit, statement, page, result)) {
      visit.tally().pages().absent();
      visit.absent().add(new Absent(statement, shown(result), false));
      return Optional.empty();
    }
    visit.tally().extracted(page, extracted);
    visit.tally().fields().again(page, statement.content(), extracted);
    return Optional.of(compare(new Pair(visit, statement, request, page, evidence, extracted)));
  }

  /// What a page at another address of a statement leads to, whose own page is not there; empty if
  /// it shows something else.
  Optional<Checked> elsewhere(
      Visit visit, KnownStatement statement, FetchRequest request, FetchedPage page) {
    visit.tally().pages().due();
    visit.tally().fetched();
    Location evidence;
    try {
      evidence = shop.archive().write(page);
    } catch (IOException e) {
      visit.tally().pageFailure("archive", page.url().toString(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    if (!(extract(visit, statement, page, page.content()) instanceof Extracted extracted)
        || !Identity.isSameText(statement, extracted)) {
      visit.tally().pages().absent();
      return Optional.empty();
    }
    visit.tally().extracted(page, extracted);
    return Optional.of(compare(new Pair(visit, statement, request, page, evidence, extracted)));
  }

  private static Optional<String> shown(ExtractResult result) {
    return result instanceof Extracted page
        ? Optional.of(Fingerprint.of(page.title(), page.blocks()))
        : Optional.empty();
  }

  private Checked compare(Pair pair) {
    KnownStatement statement = pair.statement();
    boolean changed = !pair.fingerprint().equals(statement.fingerprint());
    if (statement.state() == State.WITHDRAWN) return revise(pair, Cause.RESTORED);
    if (changed) return changed(pair);
    if (pair.isMoved()) return revise(pair, Cause.MOVED);
    if (isSilentlyChanged(pair)) return edited(pair);
    pair.visit().tally().pages().unchanged();
    return Checked.only(
        statement.checked(
            pair.page().validators(), 0, nextCheck.of(pair.visit().source(), statement)),
        true);
  }

  private Checked changed(Pair pair) {
    Difference difference = Difference.EDIT;
    if (pair.extracted().title().equals(pair.statement().content().title()))
      difference =
          counters.difference(
              pair.statement(), pair.statement().content().blocks(), pair.extracted().blocks());
    if (difference != Difference.EDIT && pair.isMoved()) return revise(pair, Cause.MOVED);
    return switch (difference) {
      case COUNTED -> unchanged(pair, nextCheck.of(pair.visit().source(), pair.statement()));
      case UNDECIDED -> unchanged(pair, Optional.of(shop.now().plus(UNDECIDED_RETRY)));
      case EDIT -> {
        if (isOurDoing(pair)) yield revise(pair, Cause.REEXTRACTED);
        yield flipFlops.isOne(pair.statement(), pair.fingerprint())
            ? unchanged(pair, nextCheck.of(pair.visit().source(), pair.statement()))
            : edited(pair);
      }
    };
  }

  /// The statement as it is known: its validators stay, since the page is not the one they were
  /// given for.
  private static Checked unchanged(Pair pair, Optional<Instant> nextCheckAt) {
    KnownStatement statement = pair.statement();
    pair.visit().tally().pages().unchanged();
    return Checked.only(statement.checked(statement.validators(), 0, nextCheckAt), true);
  }

  /// Whether the old bytes, read as we read today, say the same as the new ones but for counters:
  /// then the publisher changed nothing.
  private boolean isOurDoing(Pair pair) {
    Optional<Extracted> before = readAgain(pair);
    if (before.isEmpty()) return false;
    Extracted old = before.get();
    if (Fingerprint.of(old.title(), old.blocks()).equals(pair.fingerprint())) return true;
    return old.title().equals(pair.extracted().title())
        && counters.difference(pair.statement(), old.blocks(), pair.extracted().blocks())
            != Difference.EDIT;
  }

  private boolean isSilentlyChanged(Pair pair) {
    return SilentChanges.isPossible(pair.statement().content(), pair.extracted())
        && readAgain(pair)
            .filter(
                before -> SilentChanges.isEdit(before, pair.extracted(), pair.page().startedAt()))
            .isPresent();
  }

  /// The page of the last revision, read as we read today. Empty where its evidence cannot be read,
  /// which proves nothing: a change of the text then counts as the publisher's.
  private Optional<Extracted> readAgain(Pair pair) {
    Evidence before = pair.statement().content().evidence();
    if (before.warcFile().isEmpty()) return Optional.empty();
    try {
      Optional<ByteString> old =
          shop.archive().read(new Location(before.warcFile().get(), before.warcOffset()));
      return old.map(bytes -> Reextraction.page(before, pair.page().url(), bytes))
          .map(page -> extract(pair.visit(), pair.statement(), page, page.body()))
          .filter(Extracted.class::isInstance)
          .map(Extracted.class::cast);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private ExtractResult extract(
      Visit visit, KnownStatement statement, FetchedPage page, ByteString bytes) {
    return Reading.extract(
        shop.extractor(),
        visit.source(),
        page,
        bytes,
        visit.learned(),
        statement.titleHint(),
        statement.publishedHint());
  }

  private Checked edited(Pair pair) {
    truth.changed(
        pair.request(),
        new Copy(pair.statement().validators(), pair.statement().conditional()),
        pair.page().validators(),
        pair.visit().tally());
    return revise(pair, Cause.EDITED);
  }

  private Checked revise(Pair pair, Cause cause) {
    Source source = pair.visit().source();
    KnownStatement statement = pair.statement();
    FetchedPage page = pair.page();
    String url = cause == Cause.MOVED ? pair.own().toString() : statement.url();
    Statement content =
        Records.statement(
            source,
            statement.id(),
            url,
            pair.extracted(),
            shop.attachments()
                .fetch(source, pair.extracted().attachmentLinks(), pair.visit().tally()),
            Records.evidence(page, pair.evidence()),
            statement.firstSeen(),
            pair.visit().known().firstVisitAt());
    long version = Math.max(statement.version() + 1, page.finishedAt().toEpochMilli());
    KnownStatement revised =
        new KnownStatement(
            statement.id(),
            statement.sourceId(),
            url,
            State.LIVE,
            statement.revision() + 1,
            version,
            pair.fingerprint(),
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
            pair.fingerprint(),
            page.startedAt(),
            page.finishedAt());
    return new Checked(
        Optional.of(revision), new Published(revised, List.of(url, pair.own().toString())), true);
  }

  /// A page that was edited under the same validators is asked without them from now on.
  private static Validators validators(KnownStatement statement, FetchedPage page, Cause cause) {
    boolean lied = cause == Cause.EDITED && page.validators().equals(statement.validators());
    return lied ? new Validators(Optional.empty(), Optional.empty()) : page.validators();
  }
}
