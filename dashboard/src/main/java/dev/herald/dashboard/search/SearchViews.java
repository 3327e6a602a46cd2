package dev.herald.dashboard.search;

import dev.herald.config.message.Cause;
import dev.herald.config.rule.QueryProblem;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Marked;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.QueryIssue;
import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.search.SearchView.Choice;
import dev.herald.dashboard.search.SearchView.FacetValue;
import dev.herald.dashboard.search.SearchView.Hit;
import dev.herald.dashboard.search.SearchView.Link;
import dev.herald.dashboard.search.SearchView.Parameter;
import dev.herald.indexer.read.Search.FormCounts;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchRequest.Sort;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.SearchResult.Bucket;
import dev.herald.indexer.read.SearchResult.Facet;
import dev.herald.indexer.read.SearchResult.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes the view of a search. Pure but for the names it looks up.
final class SearchViews {
  private static final int SHOWN_VALUES = 8;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

  private final SearchRequest request;
  private final Names names;
  private final Instant now;
  private final QueryString parameters;

  SearchViews(SearchRequest request, Names names, Instant now) {
    this.request = request;
    this.names = names;
    this.now = now;
    this.parameters = SearchForm.parameters(request);
  }

  SearchView found(SearchResult result, Optional<FormCounts> forms) {
    boolean more = (long) request.page() * request.size() < result.texts();
    boolean reachable = (request.page() + 1L) * request.size() <= SearchRequest.MAX_WINDOW;
    return view(
        List.of(),
        Words.count(result.total(), "statement"),
        notes(result, forms),
        result,
        request.page() > 1 ? Optional.of(page(request.page() - 1)) : Optional.empty(),
        more && reachable ? Optional.of(page(request.page() + 1)) : Optional.empty());
  }

  SearchView unreadable(List<QueryProblem> problems) {
    return view(
        problems.stream().map(problem -> QueryIssue.of(problem, request.query())).toList(),
        "No result",
        List.of(),
        SearchResult.NOTHING,
        Optional.empty(),
        Optional.empty());
  }

  private SearchView view(
      List<QueryIssue> issues,
      String total,
      List<String> notes,
      SearchResult result,
      Optional<String> previous,
      Optional<String> next) {
    return new SearchView(
        request.query(),
        request.from().map(LocalDate::toString).orElse(""),
        request.to().map(LocalDate::toString).orElse(""),
        kept(),
        issues,
        total,
        notes,
        result.tookMillis(),
        result.hits().stream().map(this::hit).toList(),
        result.facets().stream().map(this::facet).filter(f -> !f.values().isEmpty()).toList(),
        chips(),
        timeline(result.timeline()),
        sorts(),
        previous,
        next,
        request.page(),
        saveAsRule(issues),
        permalink(issues),
        grouping(result),
        parameters.without("sort").without(SearchForm.GROUP).on("/live"),
        parameters.with("sort", "seen").on("/"),
        isUnnarrowed() && result.total() == 0);
  }

  private String page(int number) {
    return number == 1
        ? parameters.on("/")
        : parameters.with("page", Integer.toString(number)).on("/");
  }

  private List<Parameter> kept() {
    var kept = new ArrayList<Parameter>();
    for (Facet.Field field : Facet.Field.values())
      for (String value : SearchForm.chosen(request, field))
        kept.add(new Parameter(SearchForm.parameter(field), value));
    return kept;
  }

  private boolean isUnnarrowed() {
    return request.query().isEmpty()
        && kept().isEmpty()
        && request.from().isEmpty()
        && request.to().isEmpty()
        && request.options().asOf().isEmpty();
  }

  private List<String> notes(SearchResult result, Optional<FormCounts> forms) {
    var notes = new ArrayList<String>();
    if (result.texts() < result.total())
      notes.add(
          "%s: what says the same is shown once, with all who published it"
              .formatted(Words.count(result.texts(), "different text")));
    forms.map(Forms::said).ifPresent(notes::add);
    request.options().asOf().ifPresent(_ -> notes.add(since(result)));
    return notes;
  }

  private static String since(SearchResult result) {
    return result.changedSince() == 0
        ? "None of them has changed since"
        : Words.count(result.changedSince(), "statement")
            + " of these changed since and are shown as they read now";
  }

  private Optional<String> permalink(List<QueryIssue> issues) {
    if (!issues.isEmpty() || request.options().asOf().isPresent()) return Optional.empty();
    return Optional.of(SearchForm.asOf(parameters, now).on("/"));
  }

  private Optional<Link> grouping(SearchResult result) {
    if (!request.options().grouped())
      return Optional.of(
          new Link(parameters.without(SearchForm.GROUP).on("/"), "Group same texts"));
    return result.texts() < result.total()
        ? Optional.of(
            new Link(parameters.with(SearchForm.GROUP, "no").on("/"), "Show each by itself"))
        : Optional.empty();
  }

  private Optional<String> saveAsRule(List<QueryIssue> issues) {
    if (!issues.isEmpty() || isUnnarrowed()) return Optional.empty();
    String query = RuleQuery.of(request);
    return Optional.of(QueryString.empty().with("query", query).on("/rules/new"));
  }

  private SearchView.Facet facet(Facet facet) {
    String parameter = SearchForm.parameter(facet.field());
    List<String> chosen = SearchForm.chosen(request, facet.field());
    List<FacetValue> values =
        facet.counts().stream()
            .map(
                count ->
                    new FacetValue(
                        "%s-%s".formatted(parameter, count.value().replaceAll("[^\\w-]", "_")),
                        parameters.toggled(parameter, count.value()).on("/"),
                        names.value(facet.field(), count.value()),
                        Words.number(count.count()),
                        chosen.contains(count.value())))
            .toList();
    int shown = Math.min(SHOWN_VALUES, values.size());
    return new SearchView.Facet(
        label(facet.field()), values.subList(0, shown), values.subList(shown, values.size()));
  }

  private List<Link> chips() {
    var chips = new ArrayList<Link>();
    for (Facet.Field field : Facet.Field.values())
      for (String value : SearchForm.chosen(request, field))
        chips.add(
            new Link(
                parameters.without(SearchForm.parameter(field), value).on("/"),
                label(field) + ": " + names.value(field, value)));
    request
        .from()
        .ifPresent(
            day ->
                chips.add(new Link(parameters.without("from").on("/"), "From " + DAY.format(day))));
    request
        .to()
        .ifPresent(
            day -> chips.add(new Link(parameters.without("to").on("/"), "To " + DAY.format(day))));
    request
        .options()
        .asOf()
        .ifPresent(
            at ->
                chips.add(
                    new Link(
                        parameters.without(SearchForm.AS_OF).on("/"),
                        "As of " + Moment.of(at, now).text())));
    return chips;
  }

  private Optional<TimelineView> timeline(Timeline timeline) {
    if (timeline.buckets().size() < 2) return Optional.empty();
    List<TimelineView.Bucket> buckets =
        timeline.buckets().stream()
            .map(
                bucket ->
                    new TimelineView.Bucket(
                        label(bucket, timeline.unit()),
                        bucket.count(),
                        parameters
                            .without("from")
                            .without("to")
                            .with("from", bucket.start().toString())
                            .with("to", bucket.end().toString())
                            .on("/")))
            .toList();
    return Optional.of(TimelineView.of(buckets, Words.of(timeline.unit())));
  }

  private static String label(Bucket bucket, Timeline.Unit unit) {
    return switch (unit) {
      case DAY -> DAY.format(bucket.start());
      case WEEK -> "week of " + DAY.format(bucket.start());
      case MONTH -> MONTH.format(bucket.start());
      case YEAR -> Integer.toString(bucket.start().getYear());
    };
  }

  private List<Choice> sorts() {
    var sorts = new ArrayList<Choice>();
    QueryString unsorted = parameters.without("sort");
    for (Sort sort : Sort.values()) {
      if (sort == Sort.RELEVANCE && request.query().isEmpty()) continue;
      sorts.add(
          new Choice(
              unsorted.with("sort", SearchForm.name(sort)).on("/"),
              label(sort),
              sort == request.sort()));
    }
    return sorts;
  }

  private Hit hit(SearchResult.Hit hit) {
    int edits = hit.revision() - 1;
    return new Hit(
        Links.path("statements", hit.id()),
        Marked.parse(hit.titleHtml()),
        hit.snippetsHtml().stream().map(Marked::parse).limit(2).toList(),
        hit.language(),
        Words.direction(hit.language()),
        Words.language(hit.language()),
        hit.institution(),
        Links.path("sources", hit.sourceId()),
        Words.country(hit.country()),
        Published.of(hit.published(), now),
        Moment.of(hit.firstSeen(), now),
        hit.cause() == Cause.WITHDRAWN,
        edits > 0 ? Optional.of(Words.count(hit.revision(), "revision")) : Optional.empty(),
        hit.ruleIds().stream()
            .map(id -> new Link(Links.path("rules", id), names.rule(id)))
            .toList(),
        CopyViews.also(hit),
        hit.copies().stream().map(copy -> CopyViews.of(copy, now)).toList());
  }

  private static String label(Facet.Field field) {
    return switch (field) {
      case SOURCE -> "Source";
      case COUNTRY -> "Country";
      case LANGUAGE -> "Language";
      case TYPE -> "Type";
      case INSTITUTION_TYPE -> "Institution";
      case CAUSE -> "Latest revision";
      case RULE -> "Rule";
    };
  }

  private static String label(Sort sort) {
    return switch (sort) {
      case RELEVANCE -> "Best match";
      case NEWEST -> "Newest";
      case OLDEST -> "Oldest";
      case SEEN -> "Last seen";
    };
  }
}
