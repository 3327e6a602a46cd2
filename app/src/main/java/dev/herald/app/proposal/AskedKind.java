package dev.herald.app.proposal;

import dev.herald.app.catalogue.AnswerShape;
import dev.herald.config.message.Block;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.ListingPage;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the address that was asked about is.
enum AskedKind {
  FEED,
  SITEMAP,
  LISTING,
  HOME,
  STATEMENT;

  private static final int HEAD_BYTES = 4_096;
  private static final int ENOUGH_CHARS = 400;

  static AskedKind of(FetchedPage page) {
    if (!new AnswerShape(page, List.of()).isHtml()) {
      String head = page.body().substring(0, Math.min(HEAD_BYTES, page.body().size())).utf8();
      String lower = head.toLowerCase(Locale.ROOT);
      boolean feed =
          lower.contains("<rss")
              || lower.contains("<feed")
              || lower.contains("<rdf:rdf")
              || lower.contains("jsonfeed.org/version");
      return feed ? FEED : SITEMAP;
    }
    if (page.url().encodedPath().equals("/") && page.url().query() == null) return HOME;
    List<String> paragraphs = paragraphs(page);
    boolean listing =
        ListingPage.isListing(Web.answer(page, List.of(), Optional.empty()), paragraphs);
    int chars = paragraphs.stream().mapToInt(String::length).sum();
    return listing || chars < ENOUGH_CHARS ? LISTING : STATEMENT;
  }

  private static List<String> paragraphs(FetchedPage page) {
    ExtractResult result =
        new GeneralExtractor()
            .extract(
                new PageContent(
                    page.body(),
                    Optional.of(page.url().toString()),
                    page.contentType(),
                    page.finishedAt()),
                Hints.NONE);
    return switch (result) {
      case ExtractResult.Extracted statement ->
          statement.blocks().stream()
              .filter(block -> block.zone().isBody())
              .map(Block::text)
              .toList();
      case ExtractResult.NoStatement _ -> List.of();
    };
  }

  boolean isHtml() {
    return switch (this) {
      case LISTING, HOME, STATEMENT -> true;
      case FEED, SITEMAP -> false;
    };
  }

  /// As what it can be asked again and again.
  Optional<Discovery.Kind> discovery() {
    return switch (this) {
      case FEED -> Optional.of(Discovery.Kind.FEED);
      case SITEMAP -> Optional.of(Discovery.Kind.SITEMAP);
      case LISTING, HOME -> Optional.of(Discovery.Kind.LISTING);
      case STATEMENT -> Optional.empty();
    };
  }
}
