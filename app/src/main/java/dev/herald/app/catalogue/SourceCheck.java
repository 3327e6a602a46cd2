package dev.herald.app.catalogue;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.HomeSearch;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at sources: robots.txt, each discovery, the age of its newest statement, one statement.
///
/// ```java
/// try (var check = new SourceCheck(config.herald(), Clock.systemUTC(), 60)) {
///   SourceReport report = check.look(source);
/// }
/// ```
///
/// Thread-safe; blocks for politeness and I/O.
public final class SourceCheck implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SourceCheck.class);
  private static final int MOST_TRIED = 3;
  // A shell may still have a link that passes for a statement, such as one past the menu.
  private static final int STRAY_LINKS = 1;

  private final Asker asker;
  private final Clock clock;
  private final int maxAgeDays;
  private final Map<String, Expectation> expectations;

  /// @param maxAgeDays a source whose newest statement is older is stale
  public SourceCheck(HeraldConfig config, Clock clock, int maxAgeDays) {
    this(config, clock, maxAgeDays, Map.of());
  }

  /// @param expectations what sources must still give, by their ids
  public SourceCheck(
      HeraldConfig config, Clock clock, int maxAgeDays, Map<String, Expectation> expectations) {
    this.asker = new Asker(config.fetch(), config.browser(), clock);
    this.clock = clock;
    this.maxAgeDays = maxAgeDays;
    this.expectations = Map.copyOf(expectations);
  }

  /// Looks at every discovery of a source, or at the one its home page leads to.
  public SourceReport look(Source source) {
    var named = new ArrayList<Item>();
    List<Probe> probes =
        source.discovery().isEmpty()
            ? List.of(home(source, named))
            : source.discovery().stream()
                .map(discovery -> guarded(source, discovery, named))
                .toList();
    return SourceReport.of(source, measured(source, probes, named));
  }

  /// What answers at all is held against what it gave when it was added.
  private List<Probe> measured(Source source, List<Probe> probes, List<Item> named) {
    Optional<Expectation> expected = Optional.ofNullable(expectations.get(source.id()));
    boolean readable = probes.stream().allMatch(probe -> probe.statement().isPresent());
    if (expected.isEmpty() || !readable) return probes;
    List<Sampled> pages =
        new Sampler(url -> asker.follow(url, FetchRequest.Kind.PAGE, source))
            .take(Spread.choose(named, expected.get().samples()), Sampler.Known.of(source));
    List<String> shortfalls = expected.get().shortfalls(named.size(), pages);
    if (shortfalls.isEmpty()) return probes;
    var target = new Probe.Target("expected", probes.getFirst().url());
    String detail =
        "%s, as it was on %s".formatted(String.join("; ", shortfalls), expected.get().observed());
    return Stream.concat(
            probes.stream(),
            Stream.of(Probe.bad(target, CheckOutcome.BELOW_EXPECTED, detail, named.size())))
        .toList();
  }

  /// A selector that cannot be parsed, or a page that breaks a reader, is that source's alone.
  private Probe guarded(Source source, Discovery discovery, List<Item> named) {
    try {
      return probe(source, discovery, named);
    } catch (RuntimeException e) {
      log.warn("a look at a source broke id={} url={}", source.id(), discovery.url(), e);
      return Probe.bad(
          Probe.Target.of(discovery), CheckOutcome.UNREADABLE, "reading it broke: " + e, 0);
    }
  }

  private Probe home(Source source, List<Item> named) {
    var target = new Probe.Target("homepage", source.homepage().orElse(""));
    Optional<HttpUrl> url = CanonicalUrl.parse(target.url());
    if (url.isEmpty()) return noAddress(target);
    FetchResult result = asker.discovery(url.get(), source).result();
    if (!(result instanceof FetchResult.Fetched(var page))) return unanswered(target, result, 0);
    Optional<HomeSearch.Found> found =
        HomeSearch.find(
            answer(source, page),
            asker.sitemaps(page.url()),
            candidate -> answered(source, candidate));
    if (found.isPresent()) return guarded(source, found.get().discovery(), named);
    return Probe.bad(
        target,
        new AnswerShape(page, source.languages()).isShell()
            ? CheckOutcome.SCRIPT_ONLY
            : CheckOutcome.NOTHING_LISTED,
        "no feed, sitemap or listing was found from it; name one under discovery",
        0);
  }

  private Optional<Answer> answered(Source source, Discovery candidate) {
    return CanonicalUrl.parse(candidate.url())
        .flatMap(url -> fetched(source, url))
        .map(page -> answer(source, page));
  }

  private Optional<FetchedPage> fetched(Source source, HttpUrl url) {
    return asker.follow(url, FetchRequest.Kind.DISCOVERY, source)
            instanceof FetchResult.Fetched(var page)
        ? Optional.of(page)
        : Optional.empty();
  }

  private Probe probe(Source source, Discovery discovery, List<Item> named) {
    var target = Probe.Target.of(discovery);
    Optional<HttpUrl> url = CanonicalUrl.parse(discovery.url());
    if (url.isEmpty()) return noAddress(target);
    Asker.Asked asked = asker.discovery(url.get(), source);
    if (!(asked.result() instanceof FetchResult.Fetched(var page)))
      return unanswered(target, asked.result(), 0);
    Probe probe = read(source, discovery, target, page, named);
    return asked.movedForGood() ? probe.movedTo(page.url().toString()) : probe;
  }

  private Probe read(
      Source source, Discovery discovery, Probe.Target target, FetchedPage page, List<Item> named) {
    var shape = new AnswerShape(page, source.languages());
    boolean listing = discovery.kind() == Discovery.Kind.LISTING;
    if (!listing && shape.isHtml())
      return Probe.bad(
          target,
          CheckOutcome.HTML_FOR_FEED,
          "answers HTML, %s, where a %s is expected".formatted(shape.description(), target.kind()),
          0);
    Listed listed =
        SitemapIndex.follow(
            DiscoveryReader.read(answer(source, page), discovery),
            child ->
                fetched(source, child)
                    .map(part -> DiscoveryReader.read(answer(source, part), discovery)));
    named.addAll(listed.items());
    int items = listed.items().size();
    if (listing && items <= STRAY_LINKS && shape.isGuard())
      return guard(target, page, shape, items);
    if (listing && items <= STRAY_LINKS && shape.isShell())
      return Probe.bad(
          target,
          CheckOutcome.SCRIPT_ONLY,
          "hardly any text or links without scripts; look for the feed or data they ask for, or say"
              + " render: browser",
          items);
    if (listed.items().isEmpty())
      return Probe.bad(
          target,
          CheckOutcome.NOTHING_LISTED,
          listed.problems().stream().findFirst().orElse("it names no statement"),
          0);
    return statement(source, target, listed);
  }

  /// Where the newest is a film, or is gone already, the next ones tell whether the rest reads.
  private Probe statement(Source source, Probe.Target target, Listed listed) {
    LocalDate today = LocalDate.now(clock.withZone(source.zone()));
    // Announced events are dated ahead; they say nothing about how fresh the rest is.
    Optional<Item> newest =
        listed.items().stream()
            .filter(item -> item.published().date().filter(d -> !d.isAfter(today)).isPresent())
            .max(Comparator.comparing(item -> item.published().date().orElseThrow()));
    List<Item> tried =
        Stream.concat(newest.stream(), listed.items().stream())
            .distinct()
            .limit(MOST_TRIED)
            .toList();
    int items = listed.items().size();
    Optional<LocalDate> day = newest.flatMap(item -> item.published().date());
    Optional<Probe> first = Optional.empty();
    for (Item item : tried) {
      Probe probe = statement(source, target, item, items, day);
      if (probe.statement().isPresent()) return probe;
      first = first.or(() -> Optional.of(probe));
    }
    return first.orElseThrow();
  }

  private Probe statement(
      Source source, Probe.Target target, Item item, int items, Optional<LocalDate> newest) {
    FetchResult result = asker.follow(item.url(), FetchRequest.Kind.PAGE, source);
    if (!(result instanceof FetchResult.Fetched(var page)))
      return unanswered(target, result, items);
    var shape = new AnswerShape(page, source.languages());
    if (shape.isGuard()) return guard(target, page, shape, items);
    return switch (extract(source, item, page)) {
      case ExtractResult.NoStatement(var reason) ->
          Probe.bad(target, CheckOutcome.UNREADABLE, page.url() + ": " + reason, items);
      case ExtractResult.Extracted statement ->
          found(
              target,
              items,
              newest.or(() -> statement.published().date()),
              LocalDate.now(clock.withZone(source.zone())),
              new Probe.Read(page.url().toString(), statement.title()));
    };
  }

  private static Probe guard(Probe.Target target, FetchedPage page, AnswerShape shape, int items) {
    return Probe.bad(
        target,
        CheckOutcome.GUARDED,
        "%s: a page against bots, %s".formatted(page.url(), shape.description()),
        items);
  }

  private Probe found(
      Probe.Target target,
      int items,
      Optional<LocalDate> newest,
      LocalDate today,
      Probe.Read statement) {
    Optional<Long> age = newest.map(day -> ChronoUnit.DAYS.between(day, today));
    boolean stale = age.filter(days -> days > maxAgeDays).isPresent();
    return new Probe(
        target.kind(),
        target.url(),
        stale ? CheckOutcome.STALE : CheckOutcome.OK,
        stale ? "nothing newer than %d days".formatted(age.get()) : "",
        Optional.empty(),
        items,
        newest,
        age,
        Optional.of(statement));
  }

  private static Probe noAddress(Probe.Target target) {
    return Probe.bad(
        target, CheckOutcome.NO_ANSWER, "'%s' is no web address".formatted(target.url()), 0);
  }

  private static Probe unanswered(Probe.Target target, FetchResult result, int items) {
    return switch (result) {
      case FetchResult.Refused(_, var reason) ->
          Probe.bad(
              target,
              reason.contains("robots.txt") ? CheckOutcome.ROBOTS : CheckOutcome.NO_ANSWER,
              reason,
              items);
      case FetchResult.Failed failed -> Probe.bad(target, outcome(failed), failed.reason(), items);
      case FetchResult.NotModified _ ->
          Probe.bad(target, CheckOutcome.HTTP_ERROR, "HTTP 304 to an unconditional request", items);
      case FetchResult.Fetched(var page) ->
          throw new IllegalArgumentException("was answered: " + page.url());
    };
  }

  private static CheckOutcome outcome(FetchResult.Failed failed) {
    if (failed.status() == 401 || failed.status() == 403) return CheckOutcome.FORBIDDEN;
    if (failed.status() != 0) return CheckOutcome.HTTP_ERROR;
    // The fetcher tells a broken exchange in a sentence only; on a certificate it begins like this.
    return failed.reason().contains("the certificate ")
        ? CheckOutcome.CERTIFICATE
        : CheckOutcome.NO_ANSWER;
  }

  private static Answer answer(Source source, FetchedPage page) {
    return new Answer(
        page.url(),
        page.content(),
        page.contentType(),
        source.languages(),
        source.zone(),
        page.finishedAt());
  }

  private static ExtractResult extract(Source source, Item item, FetchedPage page) {
    return new GeneralExtractor()
        .extract(
            new PageContent(
                page.content(),
                Optional.of(page.url().toString()),
                page.contentType(),
                page.finishedAt()),
            Hints.of(source, Learned.NOTHING, item.title(), item.published()));
  }

  /// Closes idle connections.
  @Override
  public void close() {
    asker.close();
  }
}
