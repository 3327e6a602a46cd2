package dev.herald.app.proposal;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.UrlShape;
import dev.herald.app.proposal.Proposal.Found;
import dev.herald.app.proposal.Proposer.Tried;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.LinkSelector;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Writes out a discovery that was tried, as narrow as its pages prove it should be. Pure.
final class Discoveries {
  private static final int MOST_SHAPES = 6;

  private Discoveries() {}

  static Found of(Tried tried, List<String> languages, ZoneId zone) {
    Candidate candidate = tried.candidate();
    List<String> include = include(tried);
    Discovery plain = candidate.discovery();
    Optional<String> links =
        plain.kind() == Discovery.Kind.LISTING
            ? LinkSelector.find(Web.answer(candidate.page(), languages, Optional.of(zone)))
            : Optional.empty();
    var discovery =
        new Discovery(
            plain.kind(),
            candidate.page().url().toString(),
            links,
            plain.next(),
            plain.maxPages(),
            include,
            List.of(),
            plain.json());
    List<Item> items = candidate.items();
    return new Found(discovery, include.isEmpty() ? items.size() : count(include, items));
  }

  /// Patterns of the addresses that proved to be statements, where the discovery names others too.
  private static List<String> include(Tried tried) {
    List<Item> items = tried.candidate().items();
    Function<HttpUrl, UrlShape> shape = UrlShape.among(items.stream().map(Item::url).toList());
    List<String> patterns =
        tried.samples().stream()
            .filter(sample -> sample.hasBody() && (sample.hasDate() || !anyDated(tried)))
            .map(sample -> shape.apply(sample.item().url()).regex())
            .distinct()
            .sorted()
            .toList();
    // A feed or listing is chosen by an editor; only a sitemap names whatever there is.
    boolean sitemap = tried.candidate().discovery().kind() == Discovery.Kind.SITEMAP;
    return sitemap
            && !patterns.isEmpty()
            && patterns.size() <= MOST_SHAPES
            && (isIndex(tried.candidate()) || count(patterns, items) < items.size())
        ? patterns
        : List.of();
  }

  /// Of an index, one sitemap was looked at; the others name what nobody has seen.
  private static boolean isIndex(Candidate candidate) {
    Answer answer = Web.answer(candidate.page(), List.of(), Optional.empty());
    return !DiscoveryReader.read(answer, candidate.discovery()).more().isEmpty();
  }

  private static boolean anyDated(Tried tried) {
    return tried.samples().stream().anyMatch(Sampled::hasDate);
  }

  private static int count(List<String> include, List<Item> items) {
    List<Pattern> patterns = include.stream().map(Pattern::compile).toList();
    return (int)
        items.stream()
            .map(item -> item.url().toString())
            .filter(url -> patterns.stream().anyMatch(pattern -> pattern.matcher(url).find()))
            .count();
  }
}
