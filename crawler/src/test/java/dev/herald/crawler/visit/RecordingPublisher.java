package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Revision;
import dev.herald.crawler.publish.Publisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is published; plays the outages that a broker can have.
final class RecordingPublisher implements Publisher {
  /// What the broker does with the next revisions.
  enum Mood {
    WELL,
    DOWN,
    /// Takes the revisions, but its acknowledgement never arrives.
    ACKNOWLEDGEMENT_LOST
  }

  final List<Revision> revisions = new ArrayList<>();
  final List<CrawlReport> reports = new ArrayList<>();
  Mood mood = Mood.WELL;

  /// What happens once, when the next revisions were taken.
  Runnable afterwards = () -> {};

  @Override
  public void publish(List<Revision> published) {
    if (mood != Mood.DOWN) revisions.addAll(published);
    if (mood != Mood.WELL && !published.isEmpty())
      throw new PublishException("kafka: not acknowledged", new IOException("connection lost"));
    if (published.isEmpty()) return;
    afterwards.run();
    afterwards = () -> {};
  }

  @Override
  public void report(CrawlReport report) {
    reports.add(report);
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /// Takes out what was published so far.
  List<Revision> drain() {
    List<Revision> drained = List.copyOf(revisions);
    revisions.clear();
    return drained;
  }
}
