package dev.herald.app.proposal;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.Sampler;
import dev.herald.app.catalogue.Spread;
import dev.herald.app.proposal.Outcome.Proposed;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.HttpFetcher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/// Makes a source of one address.
///
/// ```java
/// Outcome outcome = new Proposer(fetcher, clock).propose(url, Choices.NONE, line -> {});
/// ```
///
/// Thread-safe; blocks for politeness and I/O, a minute or so for a site that asks for patience.
public final class Proposer {
  private static final int SAMPLES = 10;
  private static final int MOST_CANDIDATES = 3;
  private static final double GOOD_ENOUGH = 0.6;

  private final HttpFetcher fetcher;
  private final Clock clock;

  /// @param fetcher that keeps to robots.txt and refuses private addresses
  public Proposer(HttpFetcher fetcher, Clock clock) {
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /// Looks at a site.
  ///
  /// @param url of a home page, listing, feed, sitemap or statement
  /// @param given what is known better
  /// @param progress is told each step in a line
  public Outcome propose(HttpUrl url, Choices given, Consumer<String> progress) {
    var web = new Web(fetcher, progress);
    FetchResult answer = web.ask(url, FetchRequest.Kind.DISCOVERY);
    if (!(answer instanceof FetchResult.Fetched(var asked))) return Troubles.unanswered(answer);
    if (new AnswerShape(asked, given.languages()).isGuard()) return Troubles.guarded(asked);
    Optional<FetchedPage> front = web.find(root(asked.url()));
    boolean isFront = front.filter(page -> page.url().equals(asked.url())).isPresent();
    AskedKind kind = AskedKind.of(asked, isFront);
    Optional<FetchedPage> home = kind == AskedKind.HOME ? Optional.of(asked) : front;
    var scout = new Scout(web);
    List<Candidate> candidates = scout.find(asked, kind, home);
    if (candidates.isEmpty()) return nothingFound(asked, kind, given);
    Optional<Tried> best = best(web, candidates, given);
    if (best.isEmpty() && home.isPresent())
      best = best(web, scout.unnamed(home.get(), kind), given);
    if (best.isEmpty())
      return Troubles.unreadable(sample(web, candidates.getFirst(), SAMPLES, given));
    Tried chosen = best.get();
    web.say("reading %d pages of %s".formatted(chosen.samples().size(), asked.url().host()));
    List<Tried> all = new ArrayList<>(List.of(chosen));
    all.addAll(new OtherLanguages(web, new Scout(web)).find(chosen));
    List<String> tried = new ArrayList<>();
    for (Candidate candidate : candidates)
      if (all.stream()
          .noneMatch(one -> one.candidate().discovery().url().equals(candidate.discovery().url())))
        tried.add(candidate.describe());
    tried.addAll(scout.vain());
    return new Proposed(new Assembly(asked, home, all, given, clock).proposal(tried).with(given));
  }

  private static Outcome nothingFound(FetchedPage asked, AskedKind kind, Choices given) {
    if (kind == AskedKind.JSON) return Troubles.withoutAddresses(asked);
    return kind.isHtml() && new AnswerShape(asked, given.languages()).isShell()
        ? Troubles.scriptOnly(asked)
        : Troubles.nothingListed(asked);
  }

  /// A candidate and some of the pages it names.
  record Tried(Candidate candidate, List<Sampled> samples) {
    boolean reads() {
      return samples.stream().anyMatch(Sampled::hasBody);
    }

    boolean isGoodEnough() {
      return share(Sampled::hasBody) >= GOOD_ENOUGH && share(Sampled::hasDate) >= GOOD_ENOUGH;
    }

    /// Pages about services read well, too; statements are dated.
    double worth() {
      return share(Sampled::hasBody) + share(Sampled::hasDate);
    }

    private double share(Predicate<Sampled> has) {
      return samples.isEmpty() ? 0 : (double) samples.stream().filter(has).count() / samples.size();
    }
  }

  private static Optional<Tried> best(Web web, List<Candidate> candidates, Choices given) {
    Optional<Tried> best = Optional.empty();
    for (Candidate candidate : candidates.stream().limit(MOST_CANDIDATES).toList()) {
      Tried tried = sample(web, candidate, SAMPLES, given);
      if (tried.reads() && tried.worth() > best.map(Tried::worth).orElse(0.0))
        best = Optional.of(tried);
      if (tried.isGoodEnough()) break;
    }
    return best;
  }

  static Tried sample(Web web, Candidate candidate, int most, Choices given) {
    List<Item> items =
        candidate.items().stream()
            .filter(item -> !item.url().equals(candidate.page().url()))
            .toList();
    var known =
        new Sampler.Known(
            given.languages(),
            given.zone(),
            Sampler.Known.NOTHING.selectors(),
            Sampler.Known.NOTHING.boilerplate());
    return new Tried(
        candidate,
        new Sampler(url -> web.ask(url, FetchRequest.Kind.PAGE))
            .take(Spread.choose(items, most), known));
  }

  private static HttpUrl root(HttpUrl url) {
    return url.newBuilder().encodedPath("/").query(null).fragment(null).build();
  }
}
