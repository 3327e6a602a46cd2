package dev.herald.crawler.visit;

import dev.herald.config.message.Statement.Tried;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How often a source's selectors gave what every statement has, over the pages of one visit. For
/// one thread.
final class SelectorFills {
  /// Not every statement has a signature, an author or attachments.
  private static final Set<String> FIELDS = Set.of("title", "body", "published");

  private record Missed(int pages, String url, String why) {}

  private final Map<String, Missed> missed = new LinkedHashMap<>();

  void read(String url, Extracted page) {
    Map<String, List<Tried>> byField =
        page.extraction().selectors().orElse(List.of()).stream()
            .filter(tried -> FIELDS.contains(tried.field()))
            .collect(Collectors.groupingBy(Tried::field, LinkedHashMap::new, Collectors.toList()));
    byField.forEach(
        (field, tries) -> {
          if (tries.stream().allMatch(tried -> tried.missed().isPresent()))
            missed.merge(
                field,
                new Missed(1, url, why(field, tries)),
                (one, other) -> new Missed(one.pages() + 1, one.url(), one.why()));
        });
  }

  /// Why a field was given on none of the pages, by the address of the first.
  ///
  /// @param pages how many were read
  Map<String, String> unfilled(int pages) {
    return missed.values().stream()
        .filter(field -> field.pages() == pages)
        .collect(
            Collectors.toMap(
                Missed::url, Missed::why, (one, other) -> one + "; " + other, LinkedHashMap::new));
  }

  private static String why(String field, List<Tried> tries) {
    return tries.stream()
        .map(tried -> "`%s` %s".formatted(tried.expression(), tried.missed().orElse("")))
        .collect(Collectors.joining(", ", "no selector gave the %s: ".formatted(field), ""));
  }
}
