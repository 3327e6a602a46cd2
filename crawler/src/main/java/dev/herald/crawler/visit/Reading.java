package dev.herald.crawler.visit;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fetched page and what was extracted from it.
///
/// @param page as fetched
/// @param evidence where it was archived
/// @param result what the extractor made of it
record Reading(FetchedPage page, Location evidence, ExtractResult result) {
  private static final int MAX_TEXT_CHARS = 1_500_000;

  /// A page takes many times its size while it is read, and more readers than processors gain no
  /// time.
  private static final Semaphore READERS =
      new Semaphore(Runtime.getRuntime().availableProcessors());

  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  /// Extracts bytes that came with `page`'s address and headers.
  static ExtractResult extract(
      Extractor extractor,
      Source source,
      FetchedPage page,
      ByteString bytes,
      Learned learned,
      Optional<String> title,
      PublicationTime published) {
    PageContent content =
        new PageContent(
            bytes, Optional.of(page.url().toString()), page.contentType(), page.startedAt());
    Hints hints = Hints.of(source, learned, title, published);
    READERS.acquireUninterruptibly();
    try {
      return bounded(extractor.extract(content, hints));
    } catch (RuntimeException | StackOverflowError e) {
      // A hostile page must cost its source that one page, not the rest of the visit.
      LOG.warn("extractor broke url={}", page.url(), e);
      return new ExtractResult.NoStatement("the extractor broke on it: " + e);
    } finally {
      READERS.release();
    }
  }

  /// A longer text, with its attachments', would not fit into a message, and would keep all that is
  /// published with it from being acknowledged.
  private static ExtractResult bounded(ExtractResult result) {
    if (!(result instanceof Extracted extracted)) return result;
    long chars = extracted.blocks().stream().mapToLong(block -> block.text().length()).sum();
    return chars <= MAX_TEXT_CHARS
        ? result
        : new ExtractResult.NoStatement(
            String.format(
                Locale.ROOT,
                "its text has %,d characters, over the limit of %,d",
                chars,
                MAX_TEXT_CHARS));
  }
}
