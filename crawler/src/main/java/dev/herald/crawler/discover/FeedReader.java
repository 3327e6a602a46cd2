package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.time.FeedDates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads feeds: RSS 0.9x/1.0/2.0, CDF, Atom 0.3/1.0 and JSON Feed.
final class FeedReader {
  private static final int MAX_ITEMS = 20_000;
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private FeedReader() {}

  static Listed read(Answer answer) {
    Feed feed;
    try {
      feed = parse(answer);
    } catch (NotAFeed e) {
      return Listed.nothing("feed %s: %s".formatted(answer.url(), e.getMessage()));
    }
    List<Item> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (Feed.Entry entry : feed.entries()) {
      number++;
      if (entry.link().isPresent())
        items.add(new Item(entry.link().get(), entry.title(), entry.published(), entry.changed()));
      else problems.add("feed %s: entry %d has no link".formatted(answer.url(), number));
    }
    if (!feed.complete()) problems.add("feed %s: is cut off".formatted(answer.url()));
    return new Listed(items, List.of(), problems, feed.webSub(), feed.complete());
  }

  /// Reads the feed alone.
  ///
  /// @throws NotAFeed saying what it is instead
  static Feed parse(Answer answer) throws NotAFeed {
    String text = XmlText.decode(answer);
    Feed feed =
        text.stripLeading().startsWith("{")
            ? JsonFeedReader.read(text, answer)
            : XmlFeedReader.read(text, answer);
    if (feed.entries().size() <= MAX_ITEMS) return feed;
    return new Feed(
        feed.title(), feed.link(), feed.webSub(), feed.entries().subList(0, MAX_ITEMS), true);
  }

  /// The first of the values that is a date and not of the future.
  static PublicationTime published(
      List<String> values, Answer answer, List<String> languages, Provenance provenance) {
    return values.stream()
        .map(value -> FeedDates.parse(value, answer.zone(), languages))
        .flatMap(Optional::stream)
        .filter(time -> !isAhead(time, answer))
        .findFirst()
        .map(time -> time.withProvenance(provenance))
        .orElse(PublicationTime.UNKNOWN);
  }

  /// The first of the values that is a date, as its earliest moment.
  static Optional<Instant> changed(List<String> values, Answer answer, List<String> languages) {
    return values.stream()
        .map(value -> FeedDates.parse(value, answer.zone(), languages))
        .flatMap(Optional::stream)
        .map(PublicationTime::earliest)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isAhead(PublicationTime time, Answer answer) {
    return time.earliest()
        .filter(at -> at.isAfter(answer.fetchedAt().plus(CLOCKS_DIFFER)))
        .isPresent();
  }

  /// The answer is no feed.
  static final class NotAFeed extends Exception {
    private static final long serialVersionUID = 1;

    NotAFeed(String message) {
      super(message);
    }
  }
}
