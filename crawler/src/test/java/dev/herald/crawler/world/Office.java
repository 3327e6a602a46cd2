package dev.herald.crawler.world;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/// One press office: what stands at its addresses at any moment, which follows from its history.
final class Office {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  final String id;
  final String host;
  final Habits habits;
  final History history;

  Office(String id, String host, Habits habits, History history) {
    this.id = id;
    this.host = host;
    this.habits = habits;
    this.history = history;
  }

  /// An answer.
  ///
  /// @param listed numbers of the statements that the answer lets a reader see in the list
  record Reply(int status, Map<String, String> headers, ByteString body, List<Integer> listed) {
    static Reply of(int status) {
      return new Reply(status, Map.of(), ByteString.EMPTY, List.of());
    }
  }

  Source source(Duration every) {
    return new Source(
        id,
        "Office " + id,
        "INT",
        "government",
        "press-release",
        List.of("en"),
        habits.zone(),
        Optional.empty(),
        List.of(
            new Discovery(
                Discovery.Kind.FEED,
                "https://" + host + "/" + id + "/feed",
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of())),
        // Named selectors, so that nobody looks for a list of links in each page.
        new Selectors(List.of(), List.of(), List.of(), List.of("article"), List.of(), List.of()),
        new Schedule(every, Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  Optional<Outage.Kind> outage(Instant at) {
    return history.outages().stream().filter(o -> o.isAt(at)).findFirst().map(Outage::kind);
  }

  /// Whether an address may be a statement's; others lead nowhere.
  static boolean isStatement(String path) {
    return path.substring(path.lastIndexOf('/') + 1).chars().allMatch(Character::isDigit);
  }

  /// The number at the end of a statement's address.
  static int number(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  Reply page(int number, Instant at, Optional<String> condition) {
    if (number >= history.truths().size()) return Reply.of(404);
    Truth truth = history.truths().get(number);
    if (truth.publishedAt().isAfter(at)) return Reply.of(404);
    if (truth.isGone(at)) return truth.soft() ? html(Pages.notFound()) : Reply.of(410);
    int version = truth.version(at);
    boolean lies = habits.validators() == Habits.Validators.PAGES_LIE;
    Instant changed = version == 0 ? truth.publishedAt() : truth.edits().get(version - 1);
    Map<String, String> validators =
        validators(lies ? "p" + number : "p" + number + "-" + version, changed);
    if (matches(condition, validators))
      return new Reply(304, validators, ByteString.EMPTY, List.of());
    return new Reply(200, validators, text(number, version, at), List.of());
  }

  private ByteString text(int number, int version, Instant at) {
    ByteString text = Pages.statement(id, number, version);
    if (!habits.counts()) return text;
    long readers = Duration.between(history.truths().get(number).publishedAt(), at).toMinutes();
    return Pages.counted(text, readers);
  }

  Reply list(Instant at, Optional<String> condition) {
    List<Integer> listed = listed(at);
    boolean lies = habits.validators() == Habits.Validators.LIST_LIES;
    String tag = lies ? LocalDate.ofInstant(at, habits.zone()).toString() : "l" + listed.hashCode();
    Instant changed = listed.isEmpty() ? Instant.EPOCH : lastChange(listed, at);
    Map<String, String> validators = validators(tag, changed);
    if (matches(condition, validators))
      return new Reply(304, validators, ByteString.EMPTY, lies ? List.of() : listed);
    return new Reply(200, validators, Pages.feed(this, listed), listed);
  }

  private static boolean matches(Optional<String> condition, Map<String, String> validators) {
    return condition.filter(validators::containsValue).isPresent();
  }

  static Reply html(ByteString body) {
    return new Reply(200, Map.of(), body, List.of());
  }

  private Map<String, String> validators(String tag, Instant changed) {
    return switch (habits.validators()) {
      case ETAG, LIST_LIES, PAGES_LIE -> Map.of("ETag", "\"" + tag + "\"");
      case LAST_MODIFIED -> Map.of("Last-Modified", HTTP_DATE.format(changed));
      case NONE -> Map.of();
    };
  }

  /// The newest statements that stand, newest first.
  private List<Integer> listed(Instant at) {
    List<Integer> listed = new ArrayList<>();
    for (int i = published(at) - 1; i >= 0 && listed.size() < habits.listed(); i--)
      if (!history.truths().get(i).isGone(at)) listed.add(i);
    return listed;
  }

  private Instant lastChange(List<Integer> listed, Instant at) {
    Instant last = Instant.EPOCH;
    for (int i = listed.getLast(); i < published(at); i++) {
      Truth truth = history.truths().get(i);
      for (Instant change : List.of(truth.publishedAt(), truth.goneAt(), truth.backAt()))
        if (!change.isAfter(at) && change.isAfter(last)) last = change;
    }
    return last;
  }

  /// How many statements were published until a moment.
  private int published(Instant at) {
    int low = 0;
    int high = history.truths().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (history.truths().get(middle).publishedAt().isAfter(at)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
