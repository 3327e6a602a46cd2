package dev.herald.app.proposal;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.UrlShape;
import dev.herald.app.proposal.Proposal.Found;
import dev.herald.app.proposal.Proposer.Tried;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.LinkSelector;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
            List.of());
    long items =
        include.isEmpty()
            ? candidate.items().size()
            : candidate.items().stream().filter(item -> matches(include, item)).count();
    return new Found(discovery, (int) items);
  }

  /// Patterns of the addresses that proved to be statements, where the discovery names others too.
  private static List<String> include(Tried tried) {
    Set<UrlShape> good =
        tried.samples().stream()
            .filter(sample -> sample.hasBody() && (sample.hasDate() || !anyDated(tried)))
            .map(sample -> UrlShape.of(sample.item().url()))
            .collect(Collectors.toUnmodifiableSet());
    List<String> patterns = good.stream().map(UrlShape::regex).sorted().toList();
    boolean namesOthers =
        tried.candidate().items().stream().anyMatch(item -> !matches(patterns, item));
    // A feed or listing is chosen by an editor; only a sitemap names whatever there is.
    boolean sitemap = tried.candidate().discovery().kind() == Discovery.Kind.SITEMAP;
    return sitemap && namesOthers && !good.isEmpty() && good.size() <= MOST_SHAPES
        ? patterns
        : List.of();
  }

  private static boolean anyDated(Tried tried) {
    return tried.samples().stream().anyMatch(Sampled::hasDate);
  }

  private static boolean matches(List<String> patterns, Item item) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                java.util.regex.Pattern.compile(pattern).matcher(item.url().toString()).find());
  }
}
