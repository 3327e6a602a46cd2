package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
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
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.visit.ListedTitles.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Fetches what waits in a source's frontier and publishes it, chunk by chunk.
final class NewStatements {
  private static final int CHUNK = 25;

  /// Most bytes of pages held at once, so that many visits of large pages fit into memory.
  private static final long CHUNK_BYTES = 16L << 20;

  /// How long a page that is read may wait for others to be published with it.
  private static final Duration GATHERING = Duration.ofMillis(250);

  /// While a source is this young, a chunk is read twice: what its pages repeat is learned first.
  private static final int LEARNING_PAGES = 10;

  private final Workshop shop;
  private final MissingPages missingPages;
  private final Moves moves;
  private final FirstRevisions firstRevisions;

  NewStatements(Workshop shop) {
    this.shop = shop;
    this.missingPages = new MissingPages(shop);
    this.moves = new Moves(shop);
    this.firstRevisions = new FirstRevisions(shop);
  }

  /// A page that was read for the first time.
  ///
  /// @param verdict what its list's title says of it
  /// @param moved the statement that stood at another address until now
  record Fresh(
      FrontierUrl listed, Reading reading, Verdict verdict, Optional<KnownStatement> moved) {
    Fresh with(Reading again) {
      return new Fresh(listed, again, verdict, moved);
    }

    Fresh with(Moves.Verdict move) {
      return move instanceof Moves.Verdict.Moved(KnownStatement known)
          ? new Fresh(listed, reading, verdict, Optional.of(known))
          : this;
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
      firstRevisions.publish(source, chunk, state, tally);
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
        shop.postpone(source, listed, "fetch", "is not an http(s) address", Retries.REFUSED, tally);
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
        shop.postpone(
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
      shop.postpone(
          source, listed, "archive", String.valueOf(e.getMessage()), Retries.FIRST, tally);
      return Optional.empty();
    }
    Optional<String> astray = Identity.astray(listed, CanonicalUrl.canonical(page.url()));
    if (astray.isPresent()) {
      shop.postpone(source, listed, "extract", astray.get(), Retries.hopeless(listed), tally);
      return Optional.empty();
    }
    ExtractResult result = unlessListing(source, page, extract(source, learned, listed, page));
    if (result instanceof ExtractResult.NoStatement(String reason)) {
      tally.fields().nothing(page);
      shop.postpone(source, listed, "extract", reason, Retries.hopeless(listed), tally);
      return Optional.empty();
    }
    Verdict verdict = Verdict.STANDS;
    if (result instanceof Extracted shown) {
      verdict = ListedTitles.judge(shop.state().statements(), source.id(), listed.title(), shown);
      if (verdict == Verdict.ANOTHER_PAGE
          && (listed.attempts() < Retries.WALL_ATTEMPTS || walls.look(learned, page, shown))) {
        String reason = "shows '%s', nothing of what the list named".formatted(shown.title());
        shop.postpone(source, listed, "extract", reason, Retries.atWall(listed), tally);
        return Optional.empty();
      }
      if (verdict != Verdict.NAMED && leadsToAnother(listed, page)) {
        String reason = "leads to %s, which is known".formatted(page.url());
        shop.postpone(source, listed, "extract", reason, Retries.atWall(listed), tally);
        return Optional.empty();
      }
    }
    Reading reading = new Reading(page, evidence, result);
    return Optional.of(new Fresh(listed, reading, verdict, Optional.empty()));
  }

  /// Whether an address leads to that of a known statement, and has not done so for long. Taken for
  /// that statement's, it would never be asked again.
  private boolean leadsToAnother(FrontierUrl listed, FetchedPage page) {
    HttpUrl own = CanonicalUrl.canonical(page.url());
    return listed.attempts() < Retries.REDIRECT_ATTEMPTS
        && CanonicalUrl.parse(listed.url())
            .filter(asked -> !Identity.isSamePlace(asked, own))
            .flatMap(_ -> shop.state().statements().find(own.toString()))
            .filter(known -> known.url().equals(own.toString()))
            .isPresent();
  }

  /// The pages that are statements, or other addresses of known ones. Those that show what their
  /// site shows at any address wait for another time, and teach nothing.
  private List<Fresh> withoutWalls(
      Source source, Learned learned, List<Fresh> pages, Walls walls, Tally tally) {
    // What shows the very thing that its list named comes first: what is like it then is doubted.
    for (Fresh fresh : pages.stream().sorted(Comparator.comparing(Fresh::verdict)).toList())
      if (fresh.reading().result() instanceof Extracted shown)
        walls.saw(learned, fresh.reading().page(), shown, fresh.verdict());
    List<Fresh> standing = new ArrayList<>();
    for (Fresh fresh : pages) {
      FetchedPage page = fresh.reading().page();
      if (!(fresh.reading().result() instanceof Extracted shown)) continue;
      boolean wall = fresh.verdict() != Verdict.NAMED && walls.isWall(page, shown);
      Moves.Verdict move =
          wall ? new Moves.Verdict.Unknown() : moves.look(source, learned, fresh, shown, tally);
      Optional<String> why =
          switch (move) {
            case Moves.Verdict.Unclear(String reason) -> Optional.of(reason);
            case Moves.Verdict.Beside _ when fresh.verdict() != Verdict.NAMED ->
                walls.look(learned, page, shown)
                    ? Optional.of(Walls.reason(shown))
                    : Optional.empty();
            case Moves.Verdict.Beside _, Moves.Verdict.Moved _, Moves.Verdict.Unknown _ ->
                wall ? Optional.of(Walls.reason(shown)) : Optional.empty();
          };
      if (why.isPresent()) {
        Duration wait = Retries.atWall(fresh.listed());
        shop.postpone(source, fresh.listed(), "extract", why.get(), wait, tally);
        continue;
      }
      tally.extracted(page, shown);
      tally.fields().first(page, shown);
      standing.add(fresh.with(move));
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

  private static Learned learn(Learned learned, Reading reading) {
    return reading.result() instanceof Extracted extracted
        ? learned.with(extracted, reading.page().url().toString(), reading.page().startedAt())
        : learned;
  }
}
