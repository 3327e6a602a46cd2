package dev.herald.app.proposal;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.UrlShape;
import dev.herald.app.proposal.Proposer.Tried;
import dev.herald.config.language.Languages;
import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.url.CanonicalUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// Finds where the translations of a source's statements are listed.
final class OtherLanguages {
  private static final int MOST_LANGUAGES = 4;
  private static final int SAMPLES = 3;

  private final Web web;
  private final Scout scout;

  OtherLanguages(Web web, Scout scout) {
    this.web = web;
    this.scout = scout;
  }

  /// One discovery for each language that the first one leaves out.
  List<Tried> find(Tried first) {
    Set<String> covered =
        first.samples().stream()
            .flatMap(sample -> sample.statement().stream())
            .map(Extracted::language)
            .map(Languages::primary)
            .collect(Collectors.toCollection(HashSet::new));
    var found = new ArrayList<Tried>();
    for (Map.Entry<String, HttpUrl> other : translations(first).entrySet()) {
      if (found.size() >= MOST_LANGUAGES) break;
      if (!covered.add(other.getKey())) continue;
      listing(other.getValue(), other.getKey()).ifPresent(found::add);
    }
    return found;
  }

  private static Map<String, HttpUrl> translations(Tried tried) {
    Map<String, HttpUrl> translations = new LinkedHashMap<>();
    for (Sampled sample : tried.samples())
      for (Translation translation :
          sample.statement().map(Extracted::translations).orElse(List.of()))
        CanonicalUrl.parse(translation.url())
            .ifPresent(
                url -> translations.putIfAbsent(Languages.primary(translation.language()), url));
    translations.remove("x");
    return translations;
  }

  /// What the translated page leads to and lists pages like it.
  private Optional<Tried> listing(HttpUrl translated, String language) {
    String shape = UrlShape.of(translated).pattern();
    return web.find(translated).stream()
        .flatMap(page -> scout.from(page).stream())
        .filter(
            candidate ->
                !candidate.page().url().equals(translated)
                    && candidate.items().stream()
                        .anyMatch(item -> UrlShape.of(item.url()).pattern().equals(shape)))
        .findFirst()
        .map(candidate -> Proposer.sample(web, candidate, SAMPLES, Choices.NONE))
        .filter(tried -> speaks(tried, language));
  }

  private static boolean speaks(Tried tried, String language) {
    return tried.samples().stream()
        .flatMap(sample -> sample.statement().stream())
        .anyMatch(statement -> Languages.primary(statement.language()).equals(language));
  }
}
