package dev.herald.indexer.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A search: a query, narrowed by filters.
///
/// Values of one filter are alternatives; filters must all hold.
///
/// @param query in Herald's query language; blank means every statement
/// @param sources ids of sources
/// @param countries ISO 3166-1 alpha-2 or `INT`
/// @param languages BCP 47, as stored
/// @param types such as `press-release`
/// @param institutionTypes such as `central-bank`
/// @param causes causes of the latest revision, as in queries: `withdrawn`
/// @param rules ids of rules that matched
/// @param from first day of publication, UTC
/// @param to last day of publication, UTC
/// @param sort the order of hits
/// @param page from 1
/// @param size hits on a page, 0 to [#MAX_SIZE]; page times size is at most [#MAX_WINDOW]
/// @param options what few searches ask for
public record SearchRequest(
    String query,
    List<String> sources,
    List<String> countries,
    List<String> languages,
    List<String> types,
    List<String> institutionTypes,
    List<String> causes,
    List<String> rules,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Sort sort,
    int page,
    int size,
    Options options) {
  /// Most hits on one page.
  public static final int MAX_SIZE = 100;

  /// Deepest hit that paging reaches; what lies deeper is for [Search#export].
  public static final int MAX_WINDOW = 10_000;

  public SearchRequest {
    sources = List.copyOf(sources);
    countries = List.copyOf(countries);
    languages = List.copyOf(languages);
    types = List.copyOf(types);
    institutionTypes = List.copyOf(institutionTypes);
    causes = List.copyOf(causes);
    rules = List.copyOf(rules);
    if (page < 1) throw new IllegalArgumentException("pages are counted from 1, was " + page);
    if (size < 0 || size > MAX_SIZE)
      throw new IllegalArgumentException("size is 0 to %d, was %d".formatted(MAX_SIZE, size));
    if ((long) page * size > MAX_WINDOW)
      throw new IllegalArgumentException(
          "page %d of %d hits lies beyond hit %d".formatted(page, size, MAX_WINDOW));
  }

  /// What few searches ask for.
  ///
  /// @param asOf leaves out what became searchable later; the rest is shown as it reads now, and
  ///   what rules matched is what they had matched by then
  /// @param ids only these statements; empty where all count
  /// @param without a query whose statements are left out
  /// @param grouped whether statements that say the same are one hit
  public record Options(
      Optional<Instant> asOf,
      Optional<List<String>> ids,
      Optional<String> without,
      boolean grouped) {
    /// Nothing of it.
    public static final Options NONE =
        new Options(Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Options {
      ids = ids.map(List::copyOf);
    }
  }

  /// The first page of a query without filters, the newest first.
  public static SearchRequest of(String query, int size) {
    return new SearchRequest(
        query,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Sort.NEWEST,
        1,
        size,
        Options.NONE);
  }

  /// The same search among the statements of one source.
  public SearchRequest ofSource(String sourceId) {
    return with(List.of(sourceId), rules, from, to, options);
  }

  /// The same search among the statements that a rule matched.
  public SearchRequest ofRule(String ruleId) {
    return with(sources, List.of(ruleId), from, to, options);
  }

  /// The same search among the statements published on these days, UTC, or between.
  public SearchRequest between(LocalDate first, LocalDate last) {
    return with(sources, rules, Optional.of(first), Optional.of(last), options);
  }

  /// The same search, leaving out what another query finds.
  public SearchRequest without(String other) {
    return with(
        sources,
        rules,
        from,
        to,
        new Options(options.asOf(), options.ids(), Optional.of(other), options.grouped()));
  }

  /// The same search among these statements, whatever rules matched them.
  public SearchRequest amongIds(List<String> statementIds) {
    return with(
        sources,
        List.of(),
        from,
        to,
        new Options(
            options.asOf(), Optional.of(statementIds), options.without(), options.grouped()));
  }

  /// The same search with a hit for each statement.
  public SearchRequest ungrouped() {
    return with(
        sources,
        rules,
        from,
        to,
        new Options(options.asOf(), options.ids(), options.without(), false));
  }

  private SearchRequest with(
      List<String> otherSources,
      List<String> otherRules,
      Optional<LocalDate> first,
      Optional<LocalDate> last,
      Options others) {
    return new SearchRequest(
        query,
        otherSources,
        countries,
        languages,
        types,
        institutionTypes,
        causes,
        otherRules,
        first,
        last,
        sort,
        page,
        size,
        others);
  }

  /// The order of hits; ties are settled by id, so that paging never repeats.
  public enum Sort {
    /// The best match first.
    RELEVANCE,
    /// The latest published first; those without a date last.
    NEWEST,
    /// The earliest published first; those without a date last.
    OLDEST,
    /// The latest seen by Herald first.
    SEEN
  }
}
