package dev.herald.app.proposal;

import dev.herald.app.catalogue.Sampled;
import dev.herald.app.catalogue.Sampler;
import dev.herald.app.catalogue.UrlShape;
import dev.herald.app.proposal.Proposal.SamplePage;
import dev.herald.app.proposal.Proposer.Tried;
import dev.herald.config.message.Block;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.discover.HomePage;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.BoilerplateLearner;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// Puts a proposal together from the pages that were read. Pure.
final class Assembly {
  private static final double SPOKEN = 0.08;
  private static final int MOST_REPEATED = 5;

  private final FetchedPage asked;
  private final Optional<FetchedPage> home;
  private final List<Tried> found;
  private final Choices given;
  private final Clock clock;
  private final List<Sampled> firstLook;

  Assembly(
      FetchedPage asked,
      Optional<FetchedPage> home,
      List<Tried> found,
      Choices given,
      Clock clock) {
    this.asked = asked;
    this.home = home;
    this.found = List.copyOf(found);
    this.given = given;
    this.clock = clock;
    this.firstLook = found.stream().flatMap(tried -> tried.samples().stream()).toList();
  }

  Proposal proposal(List<String> tried) {
    Fact<List<String>> languages = languages();
    Fact<String> name = NameFinder.find(home, pages(firstLook), languages.value(), site().host());
    Fact<String> country = country(name.value(), languages.value());
    Fact<ZoneId> zone =
        given
            .zone()
            .map(Proposal::given)
            .orElseGet(() -> ZoneFinder.find(country, firstLook, languages.value()));
    Boilerplate repeated = repeated(firstLook);
    var known =
        new Sampler.Known(languages.value(), Optional.of(zone.value()), Selectors.NONE, repeated);
    Selectors selectors = new SelectorSearch(firstLook, known).find();
    List<Sampled> samples =
        reread(new Sampler.Known(known.languages(), known.zone(), selectors, repeated));
    return new Proposal(
        asked.url().toString(),
        home.map(page -> page.url().toString()),
        Fact.likely(SourceIds.of(site().host(), country.value()), "made of its address"),
        name,
        country,
        InstitutionTypes.find(name.value())
            .map(type -> Fact.likely(type, "by its name"))
            .orElse(Fact.assumed("government", "its name does not tell")),
        languages,
        zone,
        found.stream().map(one -> Discoveries.of(one, languages.value(), zone.value())).toList(),
        selectors,
        addresses(samples),
        PrintedPattern.describe(printed(samples)),
        repeatedTexts(samples, repeated),
        samples.stream().map(Assembly::page).toList(),
        tried,
        LocalDate.now(clock.withZone(zone.value())));
  }

  private HttpUrl site() {
    return found.getFirst().candidate().page().url();
  }

  private Fact<String> country(String name, List<String> languages) {
    if (given.country().isPresent()) return Proposal.given(given.country().get());
    List<String> tags =
        Stream.concat(home.stream(), pages(firstLook).stream())
            .map(page -> HomePage.languageTag(Web.answer(page, languages, Optional.empty())))
            .flatMap(Optional::stream)
            .toList();
    return CountryFinder.find(site().host(), tags, name, languages);
  }

  /// What its pages are written in, most used first.
  private Fact<List<String>> languages() {
    if (!given.languages().isEmpty()) return Proposal.given(given.languages());
    List<String> spoken =
        firstLook.stream()
            .flatMap(sample -> sample.statement().stream())
            .map(Extracted::language)
            .filter(language -> !language.equals("und"))
            .toList();
    List<String> languages =
        spoken.stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue() >= SPOKEN * spoken.size())
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    return languages.isEmpty()
        ? Fact.assumed(List.of("en"), "its pages have too little text to tell")
        : Fact.certain(languages, "%d pages are written in them".formatted(spoken.size()));
  }

  private List<Sampled> reread(Sampler.Known known) {
    return firstLook.stream()
        .map(
            sample ->
                sample.page().map(page -> Sampler.read(sample.item(), page, known)).orElse(sample))
        .toList();
  }

  private static Boilerplate repeated(List<Sampled> samples) {
    Boilerplate repeated = Boilerplate.NONE;
    for (Sampled sample : samples)
      if (sample.statement().isPresent())
        repeated = BoilerplateLearner.observe(repeated, sample.statement().get().blocks());
    return repeated;
  }

  private static List<String> repeatedTexts(List<Sampled> samples, Boilerplate repeated) {
    return samples.stream()
        .flatMap(sample -> sample.statement().stream())
        .flatMap(statement -> statement.blocks().stream())
        .map(Block::text)
        .filter(repeated::contains)
        .distinct()
        .limit(MOST_REPEATED)
        .toList();
  }

  private static String addresses(List<Sampled> samples) {
    return UrlShape.describe(samples.stream().map(sample -> sample.item().url()).toList());
  }

  private static List<PrintedPattern.Printed> printed(List<Sampled> samples) {
    var printed = new ArrayList<PrintedPattern.Printed>();
    for (Sampled sample : samples)
      if (sample.hasDate())
        printed.add(
            new PrintedPattern.Printed(
                sample.published(), sample.statement().map(Extracted::language).orElse("und")));
    return printed;
  }

  private static List<FetchedPage> pages(List<Sampled> samples) {
    return samples.stream().map(Sampled::page).flatMap(Optional::stream).toList();
  }

  private static SamplePage page(Sampled sample) {
    return new SamplePage(
        sample.url(),
        sample.statement().map(Extracted::title),
        sample.published().iso(),
        sample.published().printed(),
        sample.statement().map(Extracted::language),
        sample.firstWords(),
        sample.missing(),
        sample.problem());
  }
}
