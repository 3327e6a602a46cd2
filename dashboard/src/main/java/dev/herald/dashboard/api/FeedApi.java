package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.path;

import dev.herald.dashboard.feed.Feeds;
import dev.herald.dashboard.feed.Feeds.Format;
import dev.herald.dashboard.page.Words;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Feeds of rules and sources.
final class FeedApi {
  private final Feeds feeds;

  FeedApi(Feeds feeds) {
    this.feeds = feeds;
  }

  List<Operation> operations() {
    return Arrays.stream(Format.values())
        .flatMap(
            format ->
                Stream.of(
                    feed("rule", "statements that a rule matched", format, feeds.ofRule(format)),
                    feed("source", "a source's statements", format, feeds.ofSource(format))))
        .toList();
  }

  private static Operation feed(String kind, String what, Format format, Handler handler) {
    return new Operation(
        HandlerType.GET,
        "/feeds/%ss/{id}.%s".formatted(kind, format.ending()),
        "%sFeedAs%s".formatted(kind, Words.plain(format.ending())),
        "The 50 latest events of %s, as %s: one entry a statement, its time and title change with each event; answers If-None-Match"
            .formatted(what, format.label()),
        List.of(path("id", "Id of the " + kind)),
        Optional.empty(),
        200,
        format.mediaType(),
        Optional.empty(),
        handler);
  }
}
