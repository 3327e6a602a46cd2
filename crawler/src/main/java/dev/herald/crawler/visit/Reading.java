package dev.herald.crawler.visit;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.Optional;
import okio.ByteString;

/// A fetched page and what was extracted from it.
///
/// @param page as fetched
/// @param evidence where it was archived
/// @param result what the extractor made of it
record Reading(FetchedPage page, Location evidence, ExtractResult result) {

  /// Extracts bytes that came with `page`'s address and headers.
  static ExtractResult extract(
      Extractor extractor,
      Source source,
      FetchedPage page,
      ByteString bytes,
      Boilerplate boilerplate,
      Optional<String> title,
      PublicationTime published) {
    return extractor.extract(
        new PageContent(
            bytes, Optional.of(page.url().toString()), page.contentType(), page.startedAt()),
        new Hints(
            source.languages(),
            Optional.of(source.zone()),
            source.selectors(),
            boilerplate,
            title,
            published));
  }
}
