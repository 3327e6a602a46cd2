package dev.herald.dashboard.search;

import dev.herald.dashboard.page.QueryString;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchRequest.Options;
import dev.herald.indexer.read.SearchRequest.Sort;
import dev.herald.indexer.read.SearchResult.Facet;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parameters of a search, as pages, API and live streams share them.
///
/// `q`, `source`, `country`, `language`, `type`, `institution-type`, `cause`, `rule` (each may
/// repeat), `from`, `to` (days), `asof` (an instant), `group` (yes or no), `sort`, `page`, `size`.
public final class SearchForm {
  /// Hits on a page of the dashboard.
  public static final int PAGE_SIZE = 20;

  /// The parameter that keeps a result as of an instant.
  static final String AS_OF = "asof";

  /// The parameter that makes one hit of statements that say the same.
  static final String GROUP = "group";

  private static final int MAX_VALUES = 50;
  private static final int MAX_VALUE_LENGTH = 200;

  private SearchForm() {}

  /// Reads the parameters of a request, which finds each statement by itself unless it says
  /// otherwise.
  ///
  /// @throws BadRequestResponse naming the parameter that cannot be read
  public static SearchRequest parse(Context ctx) {
    return parse(ctx, false);
  }

  /// Reads the parameters of a request.
  ///
  /// @param grouped whether same texts are one hit where the request does not say
  /// @throws BadRequestResponse naming the parameter that cannot be read
  static SearchRequest parse(Context ctx, boolean grouped) {
    String query = text(ctx, "q").strip();
    int size = number(ctx, "size", PAGE_SIZE, SearchRequest.MAX_SIZE);
    int lastPage = SearchRequest.MAX_WINDOW / Math.max(1, size);
    return new SearchRequest(
        query,
        values(ctx, Facet.Field.SOURCE),
        values(ctx, Facet.Field.COUNTRY),
        values(ctx, Facet.Field.LANGUAGE),
        values(ctx, Facet.Field.TYPE),
        values(ctx, Facet.Field.INSTITUTION_TYPE),
        values(ctx, Facet.Field.CAUSE),
        values(ctx, Facet.Field.RULE),
        day(ctx, "from"),
        day(ctx, "to"),
        sort(ctx).orElse(query.isEmpty() ? Sort.NEWEST : Sort.RELEVANCE),
        number(ctx, "page", 1, lastPage),
        size,
        new Options(instant(ctx), Optional.empty(), Optional.empty(), isGrouped(ctx, grouped)));
  }

  /// The parameter that filters by a facet: `institution-type`.
  static String parameter(Facet.Field field) {
    return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The values of a request's filter.
  static List<String> chosen(SearchRequest request, Facet.Field field) {
    return switch (field) {
      case SOURCE -> request.sources();
      case COUNTRY -> request.countries();
      case LANGUAGE -> request.languages();
      case TYPE -> request.types();
      case INSTITUTION_TYPE -> request.institutionTypes();
      case CAUSE -> request.causes();
      case RULE -> request.rules();
    };
  }

  /// A request as the parameters it came from, without the page.
  public static QueryString parameters(SearchRequest request) {
    QueryString parameters = QueryString.empty().with("q", request.query());
    for (Facet.Field field : Facet.Field.values())
      parameters = parameters.with(parameter(field), chosen(request, field));
    Sort usual = request.query().isEmpty() ? Sort.NEWEST : Sort.RELEVANCE;
    return parameters
        .with("from", request.from().map(LocalDate::toString).orElse(""))
        .with("to", request.to().map(LocalDate::toString).orElse(""))
        .with(AS_OF, request.options().asOf().map(Instant::toString).orElse(""))
        .with(GROUP, request.options().grouped() ? "" : "no")
        .with("sort", request.sort() == usual ? "" : name(request.sort()));
  }

  /// Parameters that find the same again, what comes later left out.
  public static QueryString asOf(QueryString parameters, Instant instant) {
    return parameters.with(AS_OF, instant.toString());
  }

  /// A sort as written in parameters.
  static String name(Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).orElse("");
  }

  private static List<String> values(Context ctx, Facet.Field field) {
    String name = parameter(field);
    List<String> values =
        ctx.queryParams(name).stream().filter(value -> !value.isBlank()).distinct().toList();
    if (values.size() > MAX_VALUES)
      throw new BadRequestResponse("%s: at most %d values".formatted(name, MAX_VALUES));
    if (values.stream().anyMatch(value -> value.length() > MAX_VALUE_LENGTH))
      throw new BadRequestResponse("%s: a value is too long".formatted(name));
    return values;
  }

  private static Optional<Sort> sort(Context ctx) {
    String value = text(ctx, "sort");
    if (value.isEmpty()) return Optional.empty();
    for (Sort sort : Sort.values()) if (name(sort).equals(value)) return Optional.of(sort);
    throw new BadRequestResponse("sort: write relevance, newest, oldest or seen");
  }

  private static Optional<Instant> instant(Context ctx) {
    String value = text(ctx, AS_OF).strip();
    if (value.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Instant.parse(value));
    } catch (DateTimeParseException _) {
      throw new BadRequestResponse(AS_OF + ": write an instant as 2026-11-24T10:00:00Z");
    }
  }

  private static boolean isGrouped(Context ctx, boolean usual) {
    return switch (text(ctx, GROUP)) {
      case "" -> usual;
      case "yes" -> true;
      case "no" -> false;
      default -> throw new BadRequestResponse(GROUP + ": write yes or no");
    };
  }

  private static Optional<LocalDate> day(Context ctx, String name) {
    String value = text(ctx, name).strip();
    if (value.isEmpty()) return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeParseException _) {
      throw new BadRequestResponse(name + ": write a day as 2026-11-24");
    }
  }

  /// A whole number from 1; larger ones are cut to `max`.
  private static int number(Context ctx, String name, int usual, int max) {
    String value = text(ctx, name).strip();
    if (value.isEmpty()) return usual;
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) return Math.min(number, max);
    } catch (NumberFormatException _) {
      // Said below, like any other wrong number.
    }
    throw new BadRequestResponse("%s: write a whole number from 1".formatted(name));
  }
}
