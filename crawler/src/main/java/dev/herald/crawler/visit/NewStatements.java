package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.discover.ListingPage;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.publish.Fingerprint;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory.Intent;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.ListedTitles.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// Fetches what waits in a source's frontier and publishes it, chunk by chunk.
final class NewStatements {
  private static final int CHUNK = 25;

  /// Most bytes of pages held at once, so that many visits of large pages fit into memory.
  private static final long CHUNK_BYTES = 16L << 20;

  /// How long a page that is read may wait for others to be published with it.
  private static final Duration GATHERING = Duration.ofMillis(250);

  /// How long before the first visit a statement may have been published and still be news.
  private static final Duration STILL_NEWS = Duration.ofDays(7);

  /// While a source is this young, a chunk is read twice: what its pages repeat is learned first.
  private static final int LEARNING_PAGES = 10;

  private final Workshop shop;
  private final MissingPages missingPages;

  NewStatements(Workshop shop) {
    this.shop = shop;
    this.missingPages = new MissingPages(shop);
  }

  /// @param doubted whether it shows nothing of what its list named, and nobody can say why
  private record Fresh(FrontierUrl listed, Reading reading, boolean doubted) {
    Fresh with(Reading again) {
      return new Fresh(listed, again, doubted);
    }
  }

  /// What was read of the frontier in one go.
  ///
  /// @param taken addresses that are settled, failures among them
  private record Chunk(List<Fresh> pages, int taken) {}

  /// Publishes what is due and learns from it.
  Learned run(Source source, SourceState known, Tally tally) {
    Learned learned = publishDue(source, known, tally);
    int before = known.learned().boilerplate().pages();
    // What was published before anything could be learned may hold the footer: read it once more.
    if (before > 0
        && before < Boilerplate.LEAST_PAGES
        && learned.boilerplate().pages() >= Boilerplate.LEAST_PAGES)
      shop.state().statements().recheckAll(source.id(), shop.now());
    learned
        .template()
        .redesign()
        .filter(change -> !known.learned().template().redesign().equals(Optional.of(change)))
        .ifPresent(change -> tally.redesign(change));
    return learned;
  }

  private Learned publishDue(Source source, SourceState known, Tally tally) {
    Learned learned = known.learned();
    Walls walls = new Walls(missingPages, source, tally);
    int left = shop.settings().maxStatementsPerVisit();
    while (left > 0 && !shop.stopping()) {
      List<FrontierUrl> due =
          shop.state().frontier().due(source.id(), shop.now(), Math.min(CHUNK, left));
      if (due.isEmpty()) break;
      boolean learning = learned.boilerplate().pages() < LEARNING_PAGES;
      Chunk read = fetch(source, learned, due, learning, walls, tally);
      left -= read.taken();
      List<Fresh> chunk = withoutWalls(source, learned, read.pages(), walls, tally);
      for (Fresh fresh : chunk) learned = learn(learned, fresh.reading());
      if (learning) chunk = readAgain(source, learned, chunk);
      SourceState state = known.with(learned);
      publish(source, chunk, state, tally);
    }
    return learned;
  }

  /// Reads what is due until enough is gathered; while a source is new, more pages teach more.
  private Chunk fetch(
      Source source,
      Learned learned,
      List<FrontierUrl> due,
      boolean learning,
      Walls walls,
      Tally tally) {
    List<Fresh> chunk = new ArrayList<>();
    Instant first = shop.now();
    long bytes = 0;
    int taken = 0;
    for (FrontierUrl listed : due) {
      boolean waiting = !learning && first.plus(GATHERING).isBefore(shop.now());
      if (shop.stopping() || bytes > CHUNK_BYTES || (waiting && !chunk.isEmpty())) break;
      if (chunk.isEmpty()) first = shop.now();
      taken++;
      tally.pages().due();
      Optional<HttpUrl> url = CanonicalUrl.parse(listed.url());
      if (url.isEmpty()) {
        postpone(source, listed, "fetch", "is not an http(s) address", Retries.REFUSED, tally);
        continue;
      }
      FetchResult result =
          shop.fetcher()
              .fetch(
                  new FetchRequest(url.get(), Kind.PAGE, Optional.empty(), source.delay())
                      .rendered(source.isRendered()));
      tally.answer(result);
      if (result instanceof FetchResult.Fetched(var page)) {
        tally.fetched();
        bytes += page.body().size() + page.content().size();
        read(source, learned, listed, page, walls, tally).ifPresent(chunk::add);
      } else {
        postpone(
            source,
            listed,
            "fetch",
            DiscoveryFetch.reason(result),
            Retries.after(result, listed),
            tally);
      }
    }
    return new Chunk(chunk, taken);
  }

  private Optional<Fresh> read(
      Source source,
      Learned learned,
      FrontierUrl listed,
      FetchedPage page,
      Walls walls,
      Tally tally) {
    Location evidence;
    try {
      evidence = shop.archive().write(page);
    } catch (IOException e) {
      postpone(source, listed, "archive", String.valueOf(e.getMessage()), Retries.FIRST, tally);
      return Optional.empty();
    }
    ExtractResult result = unlessListing(source, page, extract(source, learned, listed, page));
    if (result instanceof ExtractResult.NoStatement(String reason)) {
      tally.fields().nothing(page);
      postpone(source, listed, "extract", reason, Retries.hopeless(listed), tally);
      return Optional.empty();
    }
    Verdict verdict = Verdict.STANDS;
    if (result instanceof Extracted shown) {
      verdict = ListedTitles.judge(shop.state().statements(), source.id(), listed.title(), shown);
      if (verdict == Verdict.ANOTHER_PAGE
          && (listed.attempts() < Retries.WALL_ATTEMPTS || walls.look(learned, page, shown))) {
        String reason = "shows '%s', nothing of what the list named".formatted(shown.title());
        postpone(source, listed, "extract", reason, Retries.atWall(listed), tally);
        return Optional.empty();
      }
    }
    Reading reading = new Reading(page, evidence, result);
    return Optional.of(new Fresh(listed, reading, verdict == Verdict.UNKNOWN));
  }

  /// The pages that do not show what their site shows at any address; those wait for another time.
  private List<Fresh> withoutWalls(
      Source source, Learned learned, List<Fresh> pages, Walls walls, Tally tally) {
    for (Fresh fresh : pages)
      if (fresh.reading().result() instanceof Extracted shown)
        walls.saw(learned, fresh.reading().page(), shown, fresh.doubted());
    List<Fresh> standing = new ArrayList<>();
    for (Fresh fresh : pages) {
      if (fresh.reading().result() instanceof Extracted shown) {
        if (walls.isWall(shown)) {
          String reason = "shows '%s', as any address of its site does".formatted(shown.title());
          Duration wait = Retries.atWall(fresh.listed());
          postpone(source, fresh.listed(), "extract", reason, wait, tally);
          continue;
        }
        tally.extracted(fresh.reading().page(), shown);
        tally.fields().first(fresh.reading().page(), shown);
      }
      standing.add(fresh);
    }
    return standing;
  }

  private ExtractResult extract(
      Source source, Learned learned, FrontierUrl listed, FetchedPage page) {
    return Reading.extract(
        shop.extractor(),
        source,
        page,
        page.content(),
        learned,
        listed.title(),
        listed.published());
  }

  /// A list of statements is none, whatever led to it; where a source's selector gave the body,
  /// what stands there is a statement.
  private static ExtractResult unlessListing(
      Source source, FetchedPage page, ExtractResult result) {
    if (!(result instanceof Extracted extracted) || extracted.selectsBody()) return result;
    List<String> body =
        extracted.blocks().stream()
            .filter(block -> block.zone().isBody())
            .map(Block::text)
            .toList();
    return ListingPage.isListing(DiscoveryFetch.answer(source, page), body)
        ? new ExtractResult.NoStatement("the page lists statements and has no text of its own")
        : result;
  }

  private List<Fresh> readAgain(Source source, Learned learned, List<Fresh> chunk) {
    return chunk.stream()
        .map(
            fresh ->
                fresh.with(
                    new Reading(
                        fresh.reading().page(),
                        fresh.reading().evidence(),
                        extract(source, learned, fresh.listed(), fresh.reading().page()))))
        .toList();
  }

  private void publish(
      Source source, List<Fresh> chunk, SourceState learned, Tally tally) {
    List<Revision> revisions = new ArrayList<>();
    Map<String, Published> published = new LinkedHashMap<>();
    for (Fresh fresh : chunk) {
      if (!(fresh.reading().result() instanceof Extracted extracted)) {
        // What was learned meanwhile turns up nothing where there was a statement: read it afresh.
        tally.pageFailure("publish", fresh.listed().url(), "read again, it is no statement");
        continue;
      }
      FetchedPage page = fresh.reading().page();
      HttpUrl own = CanonicalUrl.canonical(page.url());
      HttpUrl linked = Identity.canonicalLink(page, extracted).orElse(own);
      Optional<KnownStatement> same =
          known(own, extracted, published)
              .or(
                  () ->
                      linked.equals(own) ? Optional.empty() : known(linked, extracted, published));
      HttpUrl url = Identity.isSamePlace(own, linked) ? linked : own;
      Set<String> urls =
          new LinkedHashSet<>(
              List.of(url.toString(), fresh.listed().url(), own.toString(), linked.toString()));
      if (same.isPresent()) {
        // Another address of a statement that is known already.
        tally.pages().joined();
        published.merge(
            same.get().id(), new Published(same.get(), List.copyOf(urls)), NewStatements::both);
        continue;
      }
      KnownStatement statement =
          statement(source, learned, fresh, extracted, url.toString(), tally);
      revisions.add(revision(statement, page, learned.firstVisitAt()));
      published.put(statement.id(), new Published(statement, List.copyOf(urls)));
    }
    List<Published> all = List.copyOf(published.values());
    shop.publish(source.id(), new Intent(revisions, all, Optional.of(learned)), tally);
  }

  /// The statement that an address is known for, if it reads as this page does: sites that name one
  /// canonical link on all their pages must not lose every statement but the first.
  private Optional<KnownStatement> known(
      HttpUrl address, Extracted page, Map<String, Published> published) {
    String url = address.toString();
    return published.values().stream()
        .filter(one -> one.urls().contains(url))
        .map(Published::statement)
        .findFirst()
        .or(() -> shop.state().statements().find(url))
        .filter(known -> known.url().equals(url) || isSameText(known, page));
  }

  private static boolean isSameText(KnownStatement known, Extracted page) {
    return Identity.isSameText(known.content().title(), known.content().blocks(), page);
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

  private void postpone(
      Source source, FrontierUrl listed, String stage, String reason, Duration wait, Tally tally) {
    tally.pageFailure(stage, listed.url(), reason);
    shop.state().frontier().postpone(source.id(), listed.url(), shop.now().plus(wait), reason);
  }

  private static Learned learn(Learned learned, Reading reading) {
    return reading.result() instanceof Extracted extracted
        ? learned.with(extracted, reading.page().url().toString(), reading.page().startedAt())
        : learned;
  }
}
