package dev.herald.dashboard;

import dev.herald.config.difference.Extent;
import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Overlap;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Events;
import dev.herald.indexer.read.Matches;
import dev.herald.indexer.read.Recent;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.SearchResult.Facet;
import dev.herald.indexer.read.SearchResult.Timeline;
import dev.herald.indexer.read.Statements;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A handful of revisions held in memory, read back through the same doors as the stores.
///
/// A query finds statements whose title contains it; what the real search finds is tested with the
/// real search.
final class SampleReads implements Search, Statements, Crawls, Matches, RuleBook, Recent {
  private final List<Revision> stored = new CopyOnWriteArrayList<>();
  private final Map<String, Rule> rules = new TreeMap<>();
  private final SampleJudgements judgements = new SampleJudgements();
  private volatile boolean down;
  private final SampleLedger ledger = new SampleLedger(() -> down);

  /// With three statements, in languages of both directions, and two rules.
  static SampleReads filled() {
    var filled = new SampleReads();
    Statement first = Samples.statement("On the budget", "en", "Five per cent.");
    filled.store(Samples.revision(first, 1, Cause.PUBLISHED));
    filled.store(Samples.revision(Samples.statement("بیانیه", "fa", "متن"), 1, Cause.PUBLISHED));
    filled.store(Samples.revision(Samples.statement("<b>&", "tr", "metin"), 1, Cause.WITHDRAWN));
    for (String id : List.of("budget", "file-rule"))
      filled.rules.put(
          id,
          new Rule(
              id, "Rule " + id, "budget", List.of("log"), List.of(), true, Optional.of("why")));
    return filled;
  }

  Reads reads() {
    return new Reads(this, this, this, this, this, judgements, this, new Happened(), ledger);
  }

  void store(Revision revision) {
    stored.add(revision);
  }

  /// From now on no engine answers.
  void goDown() {
    down = true;
  }

  @Override
  public Answer search(SearchRequest request) throws IOException {
    check();
    String query = request.query().isBlank() ? "*" : request.query();
    if (QueryParser.parse(query) instanceof ParsedQuery.Invalid(var problems))
      return new Answer.Unreadable(problems);
    List<Revision> found = newest().stream().filter(r -> fits(r, request)).toList();
    List<SearchResult.Hit> hits =
        found.stream()
            .skip((long) (request.page() - 1) * request.size())
            .limit(request.size())
            .map(SampleReads::hit)
            .toList();
    return new Answer.Found(
        new SearchResult(
            found.size(),
            found.size(),
            0,
            hits,
            List.of(languages(found), new Facet(Facet.Field.CAUSE, List.of())),
            timeline(),
            3));
  }

  /// A query of words finds one statement in quotes and three without.
  @Override
  public Optional<FormCounts> countForms(SearchRequest request) throws IOException {
    check();
    return request.query().isBlank() ? Optional.empty() : Optional.of(new FormCounts(1, 3));
  }

  @Override
  public Answer export(SearchRequest request, Consumer<Statement> sink) throws IOException {
    Answer answer = search(request);
    if (answer instanceof Answer.Found)
      newest().stream().filter(r -> fits(r, request)).forEach(r -> sink.accept(r.statement()));
    return answer;
  }

  @Override
  public Optional<Revision> findLatest(String statementId) throws IOException {
    check();
    return newest().stream().filter(r -> r.statementId().equals(statementId)).findFirst();
  }

  @Override
  public Optional<Revision> findRevision(String statementId, int number) throws IOException {
    check();
    return stored.stream()
        .filter(r -> r.statementId().equals(statementId) && r.number() == number)
        .findFirst();
  }

  @Override
  public List<Summary> revisions(String statementId) throws IOException {
    check();
    return stored.stream()
        .filter(r -> r.statementId().equals(statementId))
        .sorted(Comparator.comparingInt(Revision::number).reversed())
        .map(
            r ->
                new Summary(
                    r.revisionId(),
                    r.number(),
                    r.cause(),
                    r.observedAt(),
                    r.fingerprint(),
                    findBefore(r).map(before -> Extent.of(RevisionDiff.between(before, r)))))
        .toList();
  }

  private Optional<Revision> findBefore(Revision later) {
    return stored.stream()
        .filter(r -> r.statementId().equals(later.statementId()))
        .filter(r -> r.number() == later.number() - 1)
        .findFirst();
  }

  @Override
  public List<String> ruleIds(String statementId) {
    boolean known = stored.stream().anyMatch(r -> r.statementId().equals(statementId));
    return known ? List.of("budget") : List.of();
  }

  @Override
  public Map<String, CrawlReport> latest() throws IOException {
    check();
    CrawlReport report =
        new CrawlReport(
            CrawlReport.SCHEMA_VERSION,
            "visit-1",
            "press-example",
            Samples.NOW.minusSeconds(90),
            Samples.NOW.minusSeconds(60),
            CrawlReport.Outcome.PARTIAL,
            new CrawlReport.Counts(20, 9, 3, 120_000, 4, 4, 3, 1),
            List.of(
                new CrawlReport.Failure(
                    "fetch", "https://press.example/broken", "the server answered 500")),
            Optional.of(Samples.NOW.plusSeconds(840)),
            Optional.of(List.of("https://hub.example/?<b>")),
            Optional.of(
                List.of(
                    new Discovered(
                        "https://press.example/all.xml",
                        Discovered.Result.READ,
                        20,
                        0,
                        Optional.of(new Overlap(12, 1_230))),
                    new Discovered(
                        "https://press.example/news.xml?<b>",
                        Discovered.Result.READ,
                        10,
                        0,
                        Optional.of(new Overlap(0, 40))))),
            Optional.empty());
    return Map.of("press-example", report);
  }

  @Override
  public List<CrawlReport> ofSource(String sourceId, int max) throws IOException {
    return Optional.ofNullable(latest().get(sourceId)).stream().toList();
  }

  @Override
  public Map<String, Stored> statements() throws IOException {
    check();
    return Map.of("press-example", new Stored(stored.size(), Optional.of(Samples.NOW)));
  }

  @Override
  public List<Delivery> deliveries(String ruleId, int max) throws IOException {
    check();
    return newest().stream().limit(max).map(r -> delivery(ruleId, r)).toList();
  }

  @Override
  public List<Delivery> deliveries(int max) throws IOException {
    return deliveries("budget", max);
  }

  @Override
  public Map<String, Long> counts() throws IOException {
    check();
    return Map.of("budget", 2L);
  }

  @Override
  public Volume volume(String ruleId, Instant now) throws IOException {
    check();
    return ruleId.equals("budget")
        ? new Volume(40, Optional.of(7.0), Level.MANY)
        : new Volume(0, Optional.empty(), Level.UNKNOWN);
  }

  @Override
  public List<Entry> list() {
    return rules.values().stream().map(rule -> new Entry(rule, isFile(rule.id()))).toList();
  }

  @Override
  public Optional<Entry> find(String ruleId) {
    return list().stream().filter(entry -> entry.rule().id().equals(ruleId)).findFirst();
  }

  @Override
  public void save(Rule rule) throws IOException {
    check();
    rules.put(rule.id(), rule);
  }

  @Override
  public void delete(String ruleId) throws IOException {
    check();
    rules.remove(ruleId);
  }

  @Override
  public void onChange(Consumer<List<Entry>> listener) {
    throw new UnsupportedOperationException("pages do not listen to rules");
  }

  @Override
  public String now() throws IOException {
    check();
    return Integer.toString(stored.size());
  }

  @Override
  public News since(String cursor, SearchRequest request, int max) throws IOException {
    check();
    List<Revision> fresh = List.copyOf(stored).subList(Integer.parseInt(cursor), stored.size());
    return new News(
        Integer.toString(Integer.parseInt(cursor) + fresh.size()),
        fresh.stream().filter(r -> fits(r, request)).map(SampleReads::hit).toList());
  }

  private static boolean isFile(String ruleId) {
    return ruleId.startsWith("file-");
  }

  private void check() throws IOException {
    if (down) throw new IOException("connection refused");
  }

  private List<Revision> newest() {
    return stored.stream()
        .collect(
            Collectors.toMap(
                Revision::statementId, r -> r, (a, b) -> a.number() > b.number() ? a : b))
        .values()
        .stream()
        .sorted(Comparator.comparing(Revision::statementId))
        .toList();
  }

  private static boolean fits(Revision revision, SearchRequest request) {
    Statement statement = revision.statement();
    return (request.query().isBlank() || statement.title().contains(request.query()))
        && request.options().without().stream().noneMatch(statement.title()::contains)
        && (request.languages().isEmpty() || request.languages().contains(statement.language()));
  }

  private static SearchResult.Hit hit(Revision revision) {
    Statement s = revision.statement();
    String title = s.title().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return new SearchResult.Hit(
        s.id(),
        s.url(),
        s.sourceId(),
        s.institution(),
        s.institutionType(),
        s.country(),
        s.type(),
        s.language(),
        s.title(),
        title,
        List.of("… as the <mark>house</mark> decided …"),
        s.published(),
        s.firstSeen(),
        revision.observedAt(),
        revision.cause(),
        revision.number(),
        List.of("budget"),
        List.of());
  }

  private static Facet languages(List<Revision> found) {
    Map<String, Long> counts =
        found.stream()
            .collect(Collectors.groupingBy(r -> r.statement().language(), Collectors.counting()));
    var values = new ArrayList<SearchResult.Count>();
    counts.forEach((language, count) -> values.add(new SearchResult.Count(language, count)));
    return new Facet(Facet.Field.LANGUAGE, values);
  }

  private static Timeline timeline() {
    LocalDate first = LocalDate.of(2026, 11, 1);
    return new Timeline(
        Timeline.Unit.DAY,
        IntStream.range(0, 24)
            .mapToObj(
                i -> new SearchResult.Bucket(first.plusDays(i), first.plusDays(i), i * 5 % 11))
            .toList());
  }

  private static Delivery delivery(String ruleId, Revision r) {
    boolean pending = r.statement().language().equals("fa");
    return new Delivery(
        "d-" + r.revisionId(),
        ruleId,
        "newsroom",
        r.statementId(),
        r.revisionId(),
        r.cause(),
        r.statement().title(),
        r.statement().language(),
        r.observedAt(),
        pending ? State.PENDING : State.DELIVERED,
        1,
        Optional.of(pending ? "503 Service Unavailable" : "200 OK"),
        Optional.of(Samples.NOW.minusSeconds(30)),
        pending ? Optional.of(Samples.NOW.plusSeconds(5)) : Optional.empty());
  }

  private final class Happened implements Events {
    @Override
    public List<Event> ofSource(String sourceId, int max) throws IOException {
      check();
      return newest().stream().limit(max).map(this::event).toList();
    }

    @Override
    public List<Event> ofRule(String ruleId, int max) throws IOException {
      return ofSource("press-example", max);
    }

    private Event event(Revision latest) {
      return new Event(
          latest,
          stored.stream()
              .filter(r -> r.statementId().equals(latest.statementId()))
              .filter(r -> r.number() == latest.number() - 1)
              .findFirst());
    }
  }
}
