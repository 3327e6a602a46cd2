package dev.herald.app.office;

import dev.herald.app.office.JournalEvent.Edited;
import dev.herald.app.office.JournalEvent.Opened;
import dev.herald.app.office.JournalEvent.Published;
import dev.herald.app.office.JournalEvent.Restored;
import dev.herald.app.office.JournalEvent.Withdrawn;
import dev.herald.app.office.Publication.Withdrawal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The demo press office: invented institutions on loopback, each on its own host `NAME.localhost`,
/// that publish, edit and withdraw statements as real ones do.
///
/// ```java
/// try (PressOffice office = PressOffice.start(PressOfficeOptions.quiet(folder))) {
///   List<String> urls = office.publish("meclis");
///   office.edit(urls.getFirst());
///   Oracle oracle = office.oracle();
/// }
/// ```
///
/// What it did stands in `journal.jsonl`, on disk before it shows; the same folder and seed go on
/// exactly where a killed process stopped. Tests in another process read the oracle at
/// `http://office.localhost:PORT/oracle.json` and the request counts at `/requests.json`.
/// Thread-safe.
public final class PressOffice implements AutoCloseable {
  private final PressOfficeOptions options;
  private final Chance chance;
  private final List<Site> sites;
  private final Publications publications;
  private final Journal journal;
  private final OfficeServer server;
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final AutoPilot autoPilot;

  private PressOffice(
      PressOfficeOptions options,
      List<Site> sites,
      Publications publications,
      Journal journal,
      OfficeServer server) {
    this.options = options;
    this.chance = new Chance(options.seed());
    this.sites = sites;
    this.publications = publications;
    this.journal = journal;
    this.server = server;
    var writer = new Writer(chance);
    for (Site site : sites)
      rooms.put(site.id(), new Room(site, server.port(), publications, writer));
    this.autoPilot = new AutoPilot(this, options.pace());
  }

  /// Starts an office, or goes on with the one whose journal is in the folder.
  ///
  /// @throws IOException if the port is in use or the journal cannot be read or written
  public static PressOffice start(PressOfficeOptions options) throws IOException {
    Path path = options.folder().resolve("journal.jsonl");
    Files.createDirectories(options.folder());
    List<JournalEvent> past = Journal.read(path);
    List<Site> sites = Site.loadAll();
    OfficeServer server =
        OfficeServer.bind(
            port(options, past, path),
            new Chance(options.seed()),
            options.faults(),
            options.clock());
    try {
      Journal journal = Journal.open(path);
      if (past.isEmpty()) {
        past = BackStock.events(options, sites, server.port());
        journal.append(past);
      }
      var publications = new Publications(sites);
      past.forEach(publications::apply);
      var office = new PressOffice(options, sites, publications, journal, server);
      office.serve();
      return office;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  /// The institutions, in a fixed order.
  public List<Institution> institutions() {
    return rooms.values().stream()
        .map(
            room -> {
              Site site = room.site();
              return new Institution(
                  site.id(),
                  site.text(site.mainLanguage(), "name"),
                  site.country(),
                  site.type(),
                  site.languages(),
                  site.zone(),
                  room.base() + "/");
            })
        .toList();
  }

  /// Publishes one statement.
  ///
  /// @return its URLs, one for each of the institution's languages
  /// @throws IllegalArgumentException if there is no such institution
  public List<String> publish(String institution) throws IOException {
    return publish(institution, 1);
  }

  /// Publishes many statements at once, with one write to disk.
  ///
  /// @return their URLs, in order, one for each of the institution's languages
  public synchronized List<String> publish(String institution, int count) throws IOException {
    Room room = room(institution);
    Instant now = options.clock().instant();
    int first = publications.count(room.site()) + 1;
    List<Published> events = new ArrayList<>();
    for (int i = 0; i < count; i++) events.add(new Published(now, institution, first + i));
    record(events);
    List<String> urls = new ArrayList<>();
    for (Published event : events)
      for (String language : room.site().languages())
        urls.add(room.url(publication(room, event.number()), language));
    return urls;
  }

  /// Changes a statement silently: a figure, a paragraph more, or one less.
  ///
  /// @param url as [#publish] or the oracle gave it
  public synchronized void edit(String url) throws IOException {
    Shown shown = shown(url);
    Room room = roomOf(url);
    record(
        List.of(
            new Edited(
                options.clock().instant(),
                room.site().id(),
                shown.publication().number(),
                shown.language(),
                room.nextEdit(shown.publication(), shown.language()))));
  }

  /// Takes a statement down; how its page then answers, 404, 410 or soft, is decided by the seed.
  ///
  /// @param url as [#publish] or the oracle gave it
  public synchronized void withdraw(String url) throws IOException {
    Shown shown = shown(url);
    String id = roomOf(url).site().id();
    int number = shown.publication().number();
    Withdrawal[] kinds = Withdrawal.values();
    Withdrawal kind = kinds[chance.below(kinds.length, id, number, "withdrawal")];
    record(List.of(new Withdrawn(options.clock().instant(), id, number, shown.language(), kind)));
  }

  /// Puts a withdrawn statement back as it was.
  ///
  /// @param url as [#publish] or the oracle gave it
  public synchronized void restore(String url) throws IOException {
    Shown shown = shown(url);
    record(
        List.of(
            new Restored(
                options.clock().instant(),
                roomOf(url).site().id(),
                shown.publication().number(),
                shown.language())));
  }

  /// Everything ever published, now.
  public synchronized Oracle oracle() {
    return new Oracle(
        rooms.values().stream().flatMap(room -> new OracleReader(room).read().stream()).toList());
  }

  /// Requests so far, to institutions' hosts only.
  public RequestLog requests() {
    return server.requests();
  }

  /// Stops acting, answering and writing.
  @Override
  public void close() throws IOException {
    autoPilot.close();
    server.close();
    journal.close();
  }

  Publications publications() {
    return publications;
  }

  Chance chance() {
    return chance;
  }

  List<Site> sites() {
    return sites;
  }

  Room room(String institution) {
    Room room = rooms.get(institution);
    if (room == null)
      throw new IllegalArgumentException(
          "no institution %s; there are %s".formatted(institution, rooms.keySet()));
    return room;
  }

  private void serve() {
    Map<String, Router> routers =
        rooms.values().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    room -> room.site().host(), room -> new Router(room, options.listed())));
    server.serve(routers, new OfficePages(this)::find);
    autoPilot.start();
  }

  private void record(List<? extends JournalEvent> events) throws IOException {
    journal.append(events);
    events.forEach(publications::apply);
  }

  private Shown shown(String url) {
    URI uri = URI.create(url);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return roomOf(url)
        .find(uri.getPath() + query)
        .orElseThrow(() -> new IllegalArgumentException("no statement at " + url));
  }

  private Room roomOf(String url) {
    String host = Optional.ofNullable(URI.create(url).getHost()).orElse("");
    return room(host.replace(".localhost", ""));
  }

  private Publication publication(Room room, int number) {
    return publications
        .find(room.site(), number)
        .orElseThrow(() -> new IllegalArgumentException("no publication " + number));
  }

  private static int port(PressOfficeOptions options, List<JournalEvent> past, Path path) {
    if (past.isEmpty()) return options.port();
    if (!(past.getFirst() instanceof Opened opened) || opened.seed() != options.seed())
      throw new IllegalArgumentException(
          "%s was begun with another seed; use that one, or delete the file to start afresh"
              .formatted(path));
    return options.port() == 0 ? opened.port() : options.port();
  }
}
