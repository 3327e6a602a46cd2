package dev.herald.app.catalogue;

import dev.herald.config.source.Source;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/// Fetches and reads the pages that a discovery names.
///
/// ```java
/// List<Sampled> samples = new Sampler(url -> fetcher.fetch(…)).take(items, Known.of(source));
/// ```
///
/// As thread-safe as the function it fetches with.
public final class Sampler {
  private final Function<HttpUrl, FetchResult> fetch;

  /// @param fetch a statement's page
  public Sampler(Function<HttpUrl, FetchResult> fetch) {
    this.fetch = fetch;
  }

  /// What is known of the source when its pages are read.
  public record Known(
      List<String> languages,
      Optional<ZoneId> zone,
      Source.Selectors selectors,
      Boilerplate boilerplate) {
    /// Nothing yet.
    public static final Known NOTHING =
        new Known(List.of(), Optional.empty(), Source.Selectors.NONE, Boilerplate.NONE);

    public Known {
      languages = List.copyOf(languages);
    }

    /// All that a configured source says.
    public static Known of(Source source) {
      return new Known(
          source.languages(), Optional.of(source.zone()), source.selectors(), Boilerplate.NONE);
    }

    private Hints hints(Item item) {
      return new Hints(languages, zone, selectors, boilerplate, item.title(), item.published());
    }
  }

  /// Fetches each item's page and reads it; one result for each, in order.
  public List<Sampled> take(List<Item> items, Known known) {
    return items.stream().map(item -> take(item, known)).toList();
  }

  private Sampled take(Item item, Known known) {
    return switch (fetch.apply(item.url())) {
      case FetchResult.Fetched(var page) -> read(item, page, known);
      case FetchResult.Refused(_, var reason) -> unread(item, reason);
      case FetchResult.Failed failed -> unread(item, failed.reason());
      case FetchResult.NotModified _ -> unread(item, item.url() + ": answers 304 unasked");
    };
  }

  /// Reads a page once more, with other knowledge.
  public static Sampled read(Item item, FetchedPage page, Known known) {
    if (new AnswerShape(page, known.languages()).isGuard())
      return new Sampled(
          item,
          Optional.of(page),
          Optional.empty(),
          Optional.of(page.url() + ": a page against bots"));
    return switch (extract(item, page, known)) {
      case Extracted statement ->
          new Sampled(item, Optional.of(page), Optional.of(statement), Optional.empty());
      case ExtractResult.NoStatement(var reason) ->
          new Sampled(
              item, Optional.of(page), Optional.empty(), Optional.of(page.url() + ": " + reason));
    };
  }

  private static ExtractResult extract(Item item, FetchedPage page, Known known) {
    return new GeneralExtractor()
        .extract(
            new PageContent(
                page.content(),
                Optional.of(page.url().toString()),
                page.contentType(),
                page.finishedAt()),
            known.hints(item));
  }

  private static Sampled unread(Item item, String reason) {
    return new Sampled(item, Optional.empty(), Optional.empty(), Optional.of(reason));
  }
}
