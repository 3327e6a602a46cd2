package dev.herald.crawler.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// From a page's bytes to its tree, once per page.
final class PageParser {
  private PageParser() {}

  static Document parse(PageContent page, Hints hints) {
    try {
      return Jsoup.parse(new ByteArrayInputStream(page.bytes().toByteArray()), null, "");
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory do not fail", e);
    }
  }
}
