package dev.herald.crawler.visit;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Intent;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.NewStatements.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// Publishes pages that were read for the first time: each as the first revision of a statement, or
/// as another address of one that is known.
final class FirstRevisions {
  /// How long before the first visit a statement may have been published and still be news.
  private static final Duration STILL_NEWS = Duration.ofDays(7);

  private final Workshop shop;

  FirstRevisions(Workshop shop) {
    this.shop = shop;
  }

  /// What is published together.
  ///
  /// @param asked addresses that were asked, and need not be asked again when they are listed
  private record Batch(
      List<Revision> revisions, Map<String, Published> published, Set<String> asked) {
    Batch() {
      this(new ArrayList<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    void add(KnownStatement statement, List<String> addresses, Set<String> urls) {
      asked.addAll(addresses);
      published.merge(
          statement.id(), new Published(statement, List.copyOf(urls)), FirstRevisions::both);
    }

    /// A canonical link alone makes no address known: what is listed there later may be another
    /// statement, in another language as often as not.
    List<Published> toSave() {
      return published.values().stream()
          .map(
              one ->
                  new Published(
                      one.statement(), one.urls().stream().filter(asked::contains).toList()))
          .toList();
    }
  }

  /// Publishes a chunk of pages, and saves what was learned from them.
  void publish(Source source, List<Fresh> chunk, SourceState learned, Tally tally) {
    Batch batch = new Batch();
    for (Fresh fresh : chunk) {
      if (fresh.reading().result() instanceof Extracted extracted)
        add(batch, source, fresh, extracted, learned, tally);
      else
        // What was learned meanwhile turns up nothing where there was a statement: read it afresh.
        tally.pageFailure("publish", fresh.listed().url(), "read again, it is no statement");
    }
    shop.publish(
        source.id(), new Intent(batch.revisions(), batch.toSave(), Optional.of(learned)), tally);
  }

  private void add(
      Batch batch,
      Source source,
      Fresh fresh,
      Extracted extracted,
      SourceState learned,
      Tally tally) {
    FetchedPage page = fresh.reading().page();
    HttpUrl own = CanonicalUrl.canonical(page.url());
    HttpUrl linked = Identity.canonicalLink(page, extracted).orElse(own);
    HttpUrl url = Identity.isSamePlace(own, linked) ? linked : own;
    List<String> asked = List.of(url.toString(), fresh.listed().url(), own.toString());
    Set<String> urls = new LinkedHashSet<>(asked);
    urls.add(linked.toString());
    Optional<KnownStatement> same =
        known(own, extracted, batch)
            .or(() -> linked.equals(own) ? Optional.empty() : known(linked, extracted, batch))
            .or(() -> spelled(own, extracted, batch))
            .or(() -> fresh.moved().map(this::dueNow));
    if (same.isPresent()) {
      tally.pages().joined();
      batch.add(same.get(), asked, urls);
      return;
    }
    KnownStatement statement = statement(source, learned, fresh, extracted, url.toString(), tally);
    batch.revisions().add(revision(statement, page, learned.firstVisitAt()));
    batch.add(statement, asked, urls);
  }

  /// Its old address is asked in this visit, and tells where it has gone.
  private KnownStatement dueNow(KnownStatement known) {
    return known.withState(known.state(), known.missingChecks(), Optional.of(shop.now()));
  }

  /// The statement that an address is known for, if it reads as this page does: sites that name one
  /// canonical link on all their pages must not lose every statement but the first.
  private Optional<KnownStatement> known(HttpUrl address, Extracted page, Batch batch) {
    String url = address.toString();
    return batch.published().values().stream()
        .filter(one -> one.urls().contains(url))
        .map(Published::statement)
        .findFirst()
        .or(() -> shop.state().statements().find(url))
        .filter(known -> known.url().equals(url) || Identity.isSameText(known, page));
  }

  /// The statement of this chunk whose address is another spelling.
  private static Optional<KnownStatement> spelled(HttpUrl address, Extracted page, Batch batch) {
    return batch.published().values().stream()
        .map(Published::statement)
        .filter(known -> Identity.isVeryText(known, page))
        .filter(
            known ->
                CanonicalUrl.parse(known.url())
                    .filter(url -> Identity.isSpelling(url, address))
                    .isPresent())
        .findFirst();
  }

  private KnownStatement statement(
      Source source, SourceState known, Fresh fresh, Extracted extracted, String url, Tally tally) {
    FetchedPage page = fresh.reading().page();
    Instant seen = page.startedAt();
    Statement content =
        Records.statement(
            source,
            Hashes.statementId(url),
            url,
            extracted,
            shop.attachments().fetch(source, extracted.attachmentLinks(), tally),
            Records.evidence(page, fresh.reading().evidence()),
            seen,
            known.firstVisitAt());
    return new KnownStatement(
        content.id(),
        source.id(),
        url,
        KnownStatement.State.LIVE,
        1,
        page.finishedAt().toEpochMilli(),
        Fingerprint.of(extracted.title(), extracted.blocks()),
        page.validators(),
        0,
        seen,
        shop.clockOf(source).next(content.published().earliest().orElse(seen), shop.now()),
        0,
        fresh.listed().title(),
        fresh.listed().published(),
        content);
  }

  private static Revision revision(
      KnownStatement statement, FetchedPage page, Instant watchedSince) {
    boolean old =
        statement
            .content()
            .published()
            .earliest()
            .filter(at -> at.isBefore(watchedSince.minus(STILL_NEWS)))
            .isPresent();
    return Revision.of(
        statement.content(),
        statement.revision(),
        old ? Cause.BACKFILLED : Cause.PUBLISHED,
        statement.version(),
        statement.fingerprint(),
        page.startedAt(),
        page.finishedAt());
  }

  private static Published both(Published one, Published other) {
    Set<String> urls = new LinkedHashSet<>(one.urls());
    urls.addAll(other.urls());
    return new Published(one.statement(), List.copyOf(urls));
  }
}
