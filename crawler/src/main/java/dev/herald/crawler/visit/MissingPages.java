package dev.herald.crawler.visit;

import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchRequest.Kind;
import dev.herald.crawler.fetch.FetchResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Finds the page that a site shows, with status 200, in place of what is not there, at an address
/// that nobody ever gave to anything.
final class MissingPages {
  private static final int NAME_CHARS = 12;

  private final Workshop shop;

  MissingPages(Workshop shop) {
    this.shop = shop;
  }

  /// What a site shows where nothing is; empty if it says so, as it should.
  ///
  /// @param beside address of one of its pages
  Optional<Extracted> shownNowhere(Source source, Learned learned, HttpUrl beside, Tally tally) {
    FetchResult result =
        shop.fetcher()
            .fetch(
                new FetchRequest(nowhere(beside), Kind.PAGE, Optional.empty(), source.delay())
                    .rendered(source.isRendered()));
    tally.answer(result);
    return result instanceof FetchResult.Fetched(var other)
            && Reading.extract(
                    shop.extractor(),
                    source,
                    other,
                    other.content(),
                    learned,
                    Optional.empty(),
                    PublicationTime.UNKNOWN)
                instanceof Extracted shown
        ? Optional.of(shown)
        : Optional.empty();
  }

  /// An address beside another one, of the same form, that leads nowhere.
  static HttpUrl nowhere(HttpUrl url) {
    List<String> segments = url.pathSegments();
    int last = segments.size() - 1;
    if (last > 0 && segments.get(last).isEmpty()) last--;
    String name = segments.get(last);
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 ? name.substring(dot) : "";
    String hash = Hashes.sha256(url.toString().getBytes(StandardCharsets.UTF_8));
    return url.newBuilder()
        .setPathSegment(last, hash.substring(0, NAME_CHARS) + ending)
        .query(null)
        .build();
  }
}
