package dev.herald.crawler.world;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.state.FigureMemory;
import dev.herald.crawler.state.FillMemory;
import dev.herald.crawler.state.FormMemory;
import dev.herald.crawler.state.Frontier;
import dev.herald.crawler.state.FrontierUrl;
import dev.herald.crawler.state.HostTrust;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.OverlapMemory;
import dev.herald.crawler.state.SourceMemory;
import dev.herald.crawler.state.SourceMemory.ConditionalState;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.StatementMemory;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.state.VisitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What visits remember, in memory: answers as the tables in PostgreSQL do. For one thread.
final class WorldState implements VisitState {
  private static final Duration BACKLOG = Duration.ofDays(1);

  private final Map<String, SourceState> sourceStates = new HashMap<>();
  private final Map<String, ConditionalState> discoveries = new HashMap<>();
  private final Map<String, Map<String, Waiting>> waitingBySource = new HashMap<>();
  private final Map<String, KnownStatement> statementsById = new HashMap<>();
  private final Map<String, String> idByUrl = new HashMap<>();
  private final Map<String, LinkedHashSet<String>> idsByTitle = new HashMap<>();
  private final Map<String, TreeSet<Check>> checks = new HashMap<>();
  private final Map<String, List<String>> seen = new HashMap<>();
  private final Map<String, List<Instant>> firstSeen = new HashMap<>();
  private final Sources sources = new Sources();
  private final Listed frontier = new Listed();
  private final Known statements = new Known();
  private final Believed trust = new Believed();
  private final WorldFigures figures = new WorldFigures();
  private final WorldForms forms = new WorldForms();

  private record Waiting(FrontierUrl url, Instant nextAttemptAt) {}

  private record Check(Instant at, String statementId) implements Comparable<Check> {
    private static final Comparator<Check> ORDER =
        Comparator.comparing(Check::at).thenComparing(Check::statementId);

    @Override
    public int compareTo(Check other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public SourceMemory sources() {
    return sources;
  }

  @Override
  public Frontier frontier() {
    return frontier;
  }

  @Override
  public StatementMemory statements() {
    return statements;
  }

  @Override
  public HostTrust trust() {
    return trust;
  }

  @Override
  public FillMemory fills() {
    return (_, _) -> Map.of();
  }

  @Override
  public OverlapMemory overlaps() {
    return (_, _) -> Map.of();
  }

  @Override
  public FigureMemory figures() {
    return figures;
  }

  @Override
  public FormMemory forms() {
    return forms;
  }

  /// When a source's statements were first seen, without what its list held at the first visit.
  List<Instant> firstSeen(String sourceId) {
    Instant watched = sources.find(sourceId).orElseThrow().firstVisitAt().plus(BACKLOG);
    return firstSeen.getOrDefault(sourceId, List.of()).stream().filter(watched::isBefore).toList();
  }

  private final class Sources implements SourceMemory {
    @Override
    public Optional<SourceState> find(String sourceId) {
      return Optional.ofNullable(sourceStates.get(sourceId));
    }

    @Override
    public void save(String sourceId, Instant visitedAt, SourceState state) {
      sourceStates.merge(
          sourceId,
          state,
          (before, now) ->
              new SourceState(
                  before.firstVisitAt(), now.nextVisitAt(), now.learned(), now.unread()));
    }

    @Override
    public Optional<ConditionalState> findDiscovery(String sourceId, String url) {
      return Optional.ofNullable(discoveries.get(url));
    }

    @Override
    public void saveDiscovery(String sourceId, String url, ConditionalState state) {
      discoveries.put(url, state);
    }

    @Override
    public List<Discovery> foundDiscoveries(String sourceId, Instant since) {
      return List.of();
    }

    @Override
    public void saveFoundDiscoveries(String sourceId, List<Discovery> found, Instant now) {
      throw new UnsupportedOperationException("every source of this world names its feed");
    }
  }

  private final class Listed implements Frontier {
    @Override
    public Set<String> add(String sourceId, List<FrontierUrl> listed, Instant now) {
      Map<String, Waiting> waiting =
          waitingBySource.computeIfAbsent(sourceId, _ -> new LinkedHashMap<>());
      Set<String> added = new HashSet<>();
      for (FrontierUrl url : listed)
        if (!idByUrl.containsKey(url.url())
            && waiting.putIfAbsent(url.url(), new Waiting(url, now)) == null) added.add(url.url());
      return added;
    }

    @Override
    public List<FrontierUrl> due(String sourceId, Instant now, int most) {
      Map<String, Waiting> waiting = waitingBySource.getOrDefault(sourceId, Map.of());
      if (waiting.isEmpty()) return List.of();
      return waiting.values().stream()
          .filter(one -> !one.nextAttemptAt().isAfter(now))
          .map(Waiting::url)
          .sorted(Comparator.comparingInt(FrontierUrl::attempts))
          .limit(most)
          .toList();
    }

    @Override
    public int waiting(String sourceId) {
      return waitingBySource.getOrDefault(sourceId, Map.of()).size();
    }

    @Override
    public void postpone(String sourceId, String url, Instant nextAttemptAt, String failure) {
      waitingBySource
          .getOrDefault(sourceId, Map.of())
          .computeIfPresent(
              url,
              (_, before) ->
                  new Waiting(
                      new FrontierUrl(
                          url,
                          before.url().title(),
                          before.url().published(),
                          before.url().attempts() + 1),
                      nextAttemptAt));
    }
  }

  private final class Known implements StatementMemory {
    @Override
    public void intend(String sourceId, Intent intent) {
      // This world's process is never killed between two steps.
    }

    @Override
    public Optional<Intent> intended(String sourceId) {
      return Optional.empty();
    }

    @Override
    public boolean claim(Claimant claimant, String statementId, int number, Instant now) {
      // Nobody replays in this world.
      return Optional.ofNullable(statementsById.get(statementId))
          .filter(known -> known.revision() == number - 1)
          .isPresent();
    }

    @Override
    public Optional<KnownStatement> find(String url) {
      return Optional.ofNullable(idByUrl.get(url)).map(statementsById::get);
    }

    @Override
    public List<KnownStatement> titled(String sourceId, String title, int most) {
      return idsByTitle
          .getOrDefault(titleKey(sourceId, title), new LinkedHashSet<>())
          .reversed()
          .stream()
          .map(statementsById::get)
          .filter(known -> known.content().title().equals(title))
          .limit(most)
          .toList();
    }

    @Override
    public List<String> addresses(String statementId) {
      return Optional.ofNullable(statementsById.get(statementId)).stream()
          .map(KnownStatement::url)
          .toList();
    }

    @Override
    public List<KnownStatement> due(String sourceId, Instant now, int most) {
      List<KnownStatement> due = new ArrayList<>();
      for (Check check : checks.getOrDefault(sourceId, new TreeSet<>())) {
        if (check.at().isAfter(now) || due.size() >= most) break;
        due.add(statementsById.get(check.statementId()));
      }
      return due;
    }

    private int save(String sourceId, List<Published> published) {
      int taken = 0;
      Map<String, Waiting> waiting = waitingBySource.getOrDefault(sourceId, new HashMap<>());
      for (Published one : published) {
        put(one.statement());
        for (String url : one.urls()) {
          idByUrl.putIfAbsent(url, one.statement().id());
          if (waiting.remove(url) != null) taken++;
        }
      }
      return taken;
    }

    private void put(KnownStatement statement) {
      KnownStatement before = statementsById.put(statement.id(), statement);
      idsByTitle
          .computeIfAbsent(
              titleKey(statement.sourceId(), statement.content().title()),
              _ -> new LinkedHashSet<>())
          .add(statement.id());
      TreeSet<Check> due = checks.computeIfAbsent(statement.sourceId(), _ -> new TreeSet<>());
      if (before == null) {
        seen.computeIfAbsent(statement.sourceId(), _ -> new ArrayList<>()).add(statement.url());
        firstSeen
            .computeIfAbsent(statement.sourceId(), _ -> new ArrayList<>())
            .add(statement.firstSeen());
      } else before.nextCheckAt().ifPresent(at -> due.remove(new Check(at, before.id())));
      statement.nextCheckAt().ifPresent(at -> due.add(new Check(at, statement.id())));
    }

    @Override
    public int save(String sourceId, Intent intent, Instant visitedAt) {
      int taken = save(sourceId, intent.published());
      intent.learned().ifPresent(learned -> sources.save(sourceId, visitedAt, learned));
      return taken;
    }

    @Override
    public void recheckAll(String sourceId, Instant now) {
      recheck(sourceId, seen.getOrDefault(sourceId, List.of()), now);
    }

    @Override
    public void recheck(String sourceId, List<String> urls, Instant now) {
      for (String url : urls)
        find(url)
            .filter(known -> known.state() == KnownStatement.State.LIVE)
            .ifPresent(
                known ->
                    put(known.withState(known.state(), known.missingChecks(), Optional.of(now))));
    }

    @Override
    public List<Dated> latest(String sourceId, int most) {
      List<String> urls = seen.getOrDefault(sourceId, List.of());
      return urls.subList(Math.max(0, urls.size() - most), urls.size()).reversed().stream()
          .map(this::find)
          .flatMap(Optional::stream)
          .map(Dated::of)
          .toList();
    }
  }

  private static String titleKey(String sourceId, String title) {
    return sourceId + "\n" + title;
  }

  private static final class Believed implements HostTrust {
    private final Map<RobotsAuthority, Instant> distrusted = new HashMap<>();

    @Override
    public boolean isTrusted(RobotsAuthority host, Instant now) {
      return !distrusted.getOrDefault(host, Instant.MIN).isAfter(now);
    }

    @Override
    public void distrust(RobotsAuthority host, Instant until) {
      distrusted.put(host, until);
    }
  }
}
