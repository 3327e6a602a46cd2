package dev.herald.crawler.publish;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Revision;
import java.util.List;

/// Where revisions go. Thread-safe.
public interface Publisher extends AutoCloseable {
  /// Sends revisions, in order, and returns only when every one is acknowledged.
  ///
  /// @throws PublishException if one was not acknowledged in time: all are to be sent again, which
  ///   is harmless
  void publish(List<Revision> revisions);

  /// Sends a visit's report; a failure is logged and goes no further, reports are not evidence.
  void report(CrawlReport report);

  @Override
  void close();

  /// A revision was not acknowledged.
  final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Says what was not acknowledged and why.
    public PublishException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
