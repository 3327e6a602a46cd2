package dev.herald.app.proposal;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.app.catalogue.Expectation;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A source as it could be added, with what speaks for it.
///
/// @param asked the address it was made from, after redirects
/// @param discoveries where its statements are listed
/// @param selectors only those that read more than the general extractor does
/// @param addresses pattern of the statements' addresses
/// @param printed how its pages print their times, such as `d MMMM uuuu | HH:mm`, with an example
/// @param repeated texts that stand on most of its pages; learned again once it is watched
/// @param samples the pages that were read
/// @param tried what else names statements, or was looked for in vain
/// @param day when it was made
public record Proposal(
    String asked,
    Optional<String> homepage,
    Fact<String> id,
    Fact<String> institution,
    Fact<String> country,
    Fact<String> institutionType,
    Fact<List<String>> languages,
    Fact<ZoneId> zone,
    List<Found> discoveries,
    Source.Selectors selectors,
    String addresses,
    Optional<String> printed,
    List<String> repeated,
    List<SamplePage> samples,
    List<String> tried,
    LocalDate day) {
  private static final double DATES_WEIGH = 0.3;
  private static final double FACTS_WEIGH = 0.2;
  private static final double HIGH = 0.85;
  private static final double FAIR = 0.6;

  public Proposal {
    discoveries = List.copyOf(discoveries);
    repeated = List.copyOf(repeated);
    samples = List.copyOf(samples);
    tried = List.copyOf(tried);
  }

  /// A discovery and how many statements it names now.
  public record Found(Discovery discovery, int items) {}

  /// A page that was read.
  ///
  /// @param problem why it gave no statement
  public record SamplePage(
      String url,
      Optional<String> title,
      Optional<String> published,
      Optional<String> printed,
      Optional<String> language,
      String firstWords,
      List<String> missing,
      Optional<String> problem) {
    public SamplePage {
      missing = List.copyOf(missing);
    }
  }

  /// How far the whole can be trusted, 0 to 1: how much of the pages was read, and how much of the
  /// rest is more than assumed.
  @JsonProperty
  public double confidence() {
    List<Fact<?>> facts = List.of(institution, country, languages, zone);
    double known = (double) facts.stream().filter(fact -> !fact.isAssumed()).count() / facts.size();
    double whole = Math.min(share("title"), share("body"));
    return (1 - DATES_WEIGH - FACTS_WEIGH) * whole
        + DATES_WEIGH * share("date")
        + FACTS_WEIGH * known;
  }

  /// The confidence in a word: `high`, `fair` or `low`.
  public String confidenceWord() {
    if (confidence() >= HIGH) return "high";
    return confidence() >= FAIR ? "fair" : "low";
  }

  /// Share of the pages that have their `title`, `date` or `body`.
  public double share(String field) {
    if (samples.isEmpty()) return 0;
    long having = samples.stream().filter(page -> !page.missing().contains(field)).count();
    return (double) having / samples.size();
  }

  /// What should be looked at before it is accepted, each in a sentence.
  public List<String> doubts() {
    Stream<String> assumed =
        Stream.of(
                doubt("institution", institution),
                doubt("country", country),
                doubt("languages", languages),
                doubt("zone", zone))
            .flatMap(Optional::stream);
    Stream<String> thin =
        Stream.of("title", "date", "body")
            .filter(field -> share(field) < FAIR)
            .map(field -> "most pages lack their " + field);
    return Stream.concat(assumed, thin).toList();
  }

  private static Optional<String> doubt(String name, Fact<?> fact) {
    return fact.isAssumed()
        ? Optional.of("%s is assumed: %s".formatted(name, fact.basis()))
        : Optional.empty();
  }

  /// The same with what somebody knows better.
  public Proposal with(Choices choices) {
    return new Proposal(
        asked,
        homepage,
        choices.id().map(Proposal::given).orElseGet(() -> idIn(choices.country())),
        choices.institution().map(Proposal::given).orElse(institution),
        choices.country().map(Proposal::given).orElse(country),
        choices.institutionType().map(Proposal::given).orElse(institutionType),
        choices.languages().isEmpty() ? languages : given(choices.languages()),
        choices.zone().map(Proposal::given).orElse(zone),
        discoveries,
        selectors,
        addresses,
        printed,
        repeated,
        samples,
        tried,
        day);
  }

  /// The id, which begins with the country's code where nobody has chosen another.
  private Fact<String> idIn(Optional<String> other) {
    String before = country.value().toLowerCase(Locale.ROOT) + "-";
    if (other.isEmpty() || !id.value().startsWith(before)) return id;
    String name = id.value().substring(before.length());
    return Fact.likely(other.get().toLowerCase(Locale.ROOT) + "-" + name, id.basis());
  }

  static <T> Fact<T> given(T value) {
    return Fact.certain(value, "given");
  }

  /// What the source must still give when it is checked later.
  public Expectation expectation() {
    int named = discoveries.stream().mapToInt(Found::items).sum();
    // Feeds and listings grow and shrink with the season; half of today's is a reason to look.
    return new Expectation(
        id.value(),
        day,
        Math.max(1, Math.min(5, samples.size())),
        Math.max(1, named / 2),
        floor(share("title")),
        floor(share("date")),
        floor(share("body")),
        languages.value());
  }

  /// One page less of every five than now.
  private static double floor(double share) {
    return Math.max(0, Math.round((share - 0.2) * 100) / 100.0);
  }
}
