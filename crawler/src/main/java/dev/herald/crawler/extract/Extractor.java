package dev.herald.crawler.extract;

/// Turns a page into the record. Pure, thread-safe: the same page and hints give the same result.
public interface Extractor {
  /// Extracts; never throws for any content.
  ExtractResult extract(PageContent page, Hints hints);
}
