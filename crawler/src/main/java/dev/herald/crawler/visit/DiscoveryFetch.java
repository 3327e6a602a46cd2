package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// Asks for what lists statements, and keeps each answer as evidence.
final class DiscoveryFetch {
  private static final Set<Integer> CLOSED = Set.of(401, 403, 404, 410);

  private final Workshop shop;

  DiscoveryFetch(Workshop shop) {
    this.shop = shop;
  }

  /// A request without conditions.
  static FetchRequest request(Source source, HttpUrl url, boolean rendered) {
    return new FetchRequest(url, Kind.DISCOVERY, Optional.empty(), source.delay())
        .rendered(rendered);
  }

  /// Feeds, sitemaps and JSON are for programs: no script fills them.
  static boolean isRendered(Source source, Discovery discovery) {
    return source.isRendered() && discovery.kind() == Discovery.Kind.LISTING;
  }

  FetchResult fetch(FetchRequest request, Tally tally) {
    FetchResult result = shop.fetcher().fetch(request);
    tally.answer(result);
    if (result instanceof FetchResult.Fetched(var page)) {
      try {
        shop.archive().write(page);
      } catch (IOException e) {
        tally.failure("archive", request.url().toString(), String.valueOf(e.getMessage()));
      }
    }
    return result;
  }

  static Answer answer(Source source, FetchedPage page) {
    return new Answer(
        page.url(),
        page.content(),
        page.contentType(),
        source.languages(),
        source.zone(),
        page.startedAt(),
        page.values("Link"));
  }

  /// What a discovery gave that could not be read.
  static Result result(FetchResult unread) {
    return switch (unread) {
      case FetchResult.Failed failed when CLOSED.contains(failed.status()) -> Result.CLOSED;
      case FetchResult.Refused _ -> Result.REFUSED;
      case FetchResult.Failed _, FetchResult.NotModified _, FetchResult.Fetched _ -> Result.FAILED;
    };
  }

  static String reason(FetchResult result) {
    return switch (result) {
      case FetchResult.Failed failed -> failed.reason();
      case FetchResult.Refused refused -> refused.reason();
      case FetchResult.NotModified _ -> "not modified, though nothing was known";
      case FetchResult.Fetched _ -> "fetched";
    };
  }
}
