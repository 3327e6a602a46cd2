package dev.herald.crawler.extract;

import dev.herald.crawler.charset.PageDecoder;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// From a page's bytes to its tree, once per page.
final class PageParser {
  private PageParser() {}

  static Document parse(PageContent page, Hints hints) {
    return Jsoup.parse(
        PageDecoder.decode(page.bytes(), page.contentType(), hints.languages()).text());
  }
}
