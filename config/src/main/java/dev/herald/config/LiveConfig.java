package dev.herald.config;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A config folder as it is now: sources and rules follow their files without a restart.
///
/// A change is taken as a whole or not at all: while any file is wrong, everything stays as it was,
/// the problems are logged once and handed to the listeners. `herald.yaml` is checked with the rest
/// and its channels count for new rules, but [LoadedConfig#herald] itself stays what it was at the
/// start; a change there is logged as needing one.
///
/// ```java
/// var live = LiveConfig.start(folder, overrides);
/// live.onChange(config -> schedule.replace(config.sources()));
/// ```
///
/// Thread-safe. Listeners run one at a time on the watching thread; one that throws is logged and
/// the others still run.
public final class LiveConfig implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveConfig.class);
  private static final List<String> SUBFOLDERS = List.of(ConfigLoader.SOURCES, ConfigLoader.RULES);
  // File systems without events (network mounts, some containers) are caught by looking.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  // Editors write in several steps; a change counts when nothing has moved for this long.
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final int MAX_QUIET_WAITS = 15;

  private final Path folder;
  private final Map<String, String> overrides;
  private final HeraldConfig startedWith;
  private final WatchService events;
  private final Set<Path> watched = new HashSet<>();
  private final List<Consumer<LoadedConfig>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<Problem>>> problemListeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile LoadedConfig current;
  private volatile List<Problem> problems = List.of();
  private volatile boolean closed;
  private HeraldConfig latestHerald;
  private Map<Path, FileState> seen;

  private record FileState(long modifiedMillis, long size) {}

  private LiveConfig(Path folder, Map<String, String> overrides) throws IOException {
    this.folder = folder;
    this.overrides = Map.copyOf(overrides);
    this.seen = look();
    this.current = ConfigLoader.load(folder, overrides);
    this.startedWith = current.herald();
    this.latestHerald = startedWith;
    this.events = FileSystems.getDefault().newWatchService();
    watchFolders();
    this.thread = Thread.ofVirtual().name("config-watch").unstarted(this::watch);
  }

  /// Loads the folder and watches it from then on.
  ///
  /// @param overrides as for [ConfigLoader#load]
  /// @throws ConfigException if the folder is wrong at the start
  /// @throws UncheckedIOException if the system gives no more file watches
  public static LiveConfig start(Path folder, Map<String, String> overrides) {
    try {
      var live = new LiveConfig(folder, overrides);
      live.thread.start();
      return live;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder that is read and watched.
  public Path folder() {
    return folder;
  }

  /// The last configuration without problems; `herald` is the one of the start.
  public LoadedConfig current() {
    return current;
  }

  /// The sources now.
  public List<Source> sources() {
    return current.sources();
  }

  /// The YAML rules now.
  public List<Rule> rules() {
    return current.rules();
  }

  /// What keeps the files on disk from being taken; empty if they are what is in use.
  public List<Problem> problems() {
    return problems;
  }

  /// Calls `listener` with every later configuration whose sources or rules differ.
  public void onChange(Consumer<LoadedConfig> listener) {
    changeListeners.add(listener);
  }

  /// Calls `listener` with the problems of every change that was not taken, and with an empty list
  /// once they are gone.
  public void onProblems(Consumer<List<Problem>> listener) {
    problemListeners.add(listener);
  }

  @Override
  public void close() {
    closed = true;
    try {
      events.close();
    } catch (IOException e) {
      log.warn("file watches of {} could not be given back", folder, e);
    }
    thread.interrupt();
  }

  private void watch() {
    while (!closed) {
      try {
        boolean told = awaitEvent(LOOK_EVERY);
        for (int waits = 0; told && waits < MAX_QUIET_WAITS && awaitEvent(QUIET); waits++) {}
        watchFolders();
        Map<Path, FileState> now = look();
        if (told || !now.equals(seen)) {
          seen = now;
          reload();
        }
      } catch (InterruptedException | ClosedWatchServiceException _) {
        return;
      } catch (IOException | RuntimeException e) {
        log.warn("config folder {} could not be looked at; trying again", folder, e);
      }
    }
  }

  private boolean awaitEvent(Duration patience) throws InterruptedException {
    WatchKey key = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (key == null) return false;
    key.pollEvents();
    if (!key.reset()) watched.remove((Path) key.watchable());
    return true;
  }

  private void reload() {
    try {
      take(ConfigLoader.load(folder, overrides));
    } catch (ConfigException e) {
      refuse(e);
    }
  }

  private void take(LoadedConfig loaded) {
    var next = new LoadedConfig(startedWith, loaded.sources(), loaded.rules());
    boolean changed = !next.equals(current);
    boolean wasWrong = !problems.isEmpty();
    current = next;
    problems = List.of();
    if (wasWrong) {
      log.info("config is right again folder={}", folder);
      tell(problemListeners, problems);
    }
    if (!loaded.herald().equals(latestHerald)) {
      latestHerald = loaded.herald();
      if (!latestHerald.equals(startedWith))
        log.warn("herald.yaml changed; its settings take effect at the next start");
    }
    if (!changed) return;
    log.info("config reloaded sources={} rules={}", next.sources().size(), next.rules().size());
    tell(changeListeners, next);
  }

  private void refuse(ConfigException e) {
    if (e.problems().equals(problems)) return;
    problems = e.problems();
    log.warn("config change not taken, what was read before stays in use; {}", e.getMessage());
    tell(problemListeners, problems);
  }

  private static <T> void tell(List<Consumer<T>> listeners, T news) {
    for (Consumer<T> listener : listeners) {
      try {
        listener.accept(news);
      } catch (RuntimeException e) {
        log.error("a listener of config changes broke", e);
      }
    }
  }

  /// Watches every folder that exists and is not yet watched.
  private void watchFolders() throws IOException {
    for (Path path : folders())
      if (!watched.contains(path)) {
        path.register(
            events,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
        watched.add(path);
      }
  }

  private List<Path> folders() throws IOException {
    var folders = new ArrayList<Path>();
    if (Files.isDirectory(folder)) folders.add(folder);
    for (String name : SUBFOLDERS) folders.addAll(ConfigFiles.folders(folder.resolve(name)));
    return folders;
  }

  /// Every YAML file with what changes when it changes.
  private Map<Path, FileState> look() throws IOException {
    var states = new TreeMap<Path, FileState>();
    for (Path path : folders())
      for (Path file : ConfigFiles.in(path)) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        states.put(
            file, new FileState(attributes.lastModifiedTime().toMillis(), attributes.size()));
      }
    return states;
  }
}
