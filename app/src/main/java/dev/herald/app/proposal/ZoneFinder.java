package dev.herald.app.proposal;

import com.ibm.icu.util.TimeZone;
import dev.herald.app.catalogue.Sampled;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.charset.PageDecoder;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.time.Found;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Finds the time zone that a source prints its times in. Pure.
///
/// Feeds and heads of pages give moments with their offset; what the page prints beside them, or
/// the offset itself, tells how far the publisher's clock is from UTC. Of the country's zones, the
/// one with those offsets on those days is it.
final class ZoneFinder {
  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):?(\\d\\d)$");
  private static final Pattern UTC = Pattern.compile("(?:Z|GMT|UTC?|[+-]00:?00)$");
  private static final int MOST_TEXT = 200;
  private static final int MOST_TEXTS = 300;
  private static final long QUARTER_HOUR = 15;
  private static final Duration FARTHEST = Duration.ofHours(14);
  private static final double AGREE = 0.7;

  /// Zones of the seats of government, where a country has several.
  private static final Map<String, String> SEATS =
      Map.ofEntries(
          Map.entry("AR", "America/Argentina/Buenos_Aires"),
          Map.entry("AU", "Australia/Sydney"),
          Map.entry("BR", "America/Sao_Paulo"),
          Map.entry("CA", "America/Toronto"),
          Map.entry("CD", "Africa/Kinshasa"),
          Map.entry("CL", "America/Santiago"),
          Map.entry("CN", "Asia/Shanghai"),
          Map.entry("CY", "Asia/Nicosia"),
          Map.entry("DE", "Europe/Berlin"),
          Map.entry("EC", "America/Guayaquil"),
          Map.entry("ES", "Europe/Madrid"),
          Map.entry("EU", "Europe/Brussels"),
          Map.entry("FR", "Europe/Paris"),
          Map.entry("GB", "Europe/London"),
          Map.entry("ID", "Asia/Jakarta"),
          Map.entry("KZ", "Asia/Almaty"),
          Map.entry("MN", "Asia/Ulaanbaatar"),
          Map.entry("MX", "America/Mexico_City"),
          Map.entry("MY", "Asia/Kuala_Lumpur"),
          Map.entry("NZ", "Pacific/Auckland"),
          Map.entry("PT", "Europe/Lisbon"),
          Map.entry("RU", "Europe/Moscow"),
          Map.entry("UA", "Europe/Kyiv"),
          Map.entry("US", "America/New_York"),
          Map.entry("UZ", "Asia/Tashkent"));

  /// What to assume of a clock where the country is not known, the most used first.
  private static final List<String> COMMON =
      Stream.concat(
              Stream.of(
                  "Europe/Brussels",
                  "Europe/London",
                  "America/New_York",
                  "Europe/Athens",
                  "Europe/Moscow",
                  "Asia/Kolkata",
                  "Asia/Shanghai",
                  "Asia/Tokyo"),
              SEATS.values().stream().sorted())
          .toList();

  private ZoneFinder() {}

  private record Evidence(Instant at, ZoneOffset offset) {}

  /// The zone.
  static Fact<ZoneId> find(Fact<String> country, List<Sampled> samples, List<String> languages) {
    List<Evidence> evidence =
        samples.stream().flatMap(sample -> evidence(sample, languages)).toList();
    List<ZoneId> ofCountry = ofCountry(country.value());
    Optional<ZoneId> seat = ofCountry.stream().findFirst();
    if (evidence.isEmpty()) return unseen(country, seat, ofCountry.size());
    Optional<ZoneId> fitting = ofCountry.stream().filter(zone -> fits(zone, evidence)).findFirst();
    ZoneOffset offset = mostFrequent(evidence);
    if (fitting.isPresent())
      return Fact.certain(
          fitting.get(), "its clock is %s from UTC, as that zone's is".formatted(offset.getId()));
    Optional<ZoneId> elsewhere =
        COMMON.stream().map(ZoneId::of).filter(zone -> fits(zone, evidence)).findFirst();
    return elsewhere
        .filter(_ -> country.isAssumed())
        .map(zone -> Fact.assumed(zone, "a zone whose clock is " + distance(offset)))
        .orElseGet(
            () ->
                seat.filter(_ -> offset.equals(ZoneOffset.UTC))
                    .map(zone -> Fact.likely(zone, "the country's; its feed counts in UTC"))
                    .orElse(Fact.likely(offset, "its clock is that far from UTC")));
  }

  private static String distance(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "that of UTC" : offset.getId() + " from UTC";
  }

  private static Fact<ZoneId> unseen(Fact<String> country, Optional<ZoneId> seat, int zones) {
    if (seat.isEmpty()) return Fact.assumed(ZoneOffset.UTC, "nothing on its pages tells");
    if (country.isAssumed())
      return Fact.assumed(seat.get(), "that of %s, which is assumed".formatted(country.value()));
    return zones == 1
        ? Fact.likely(seat.get(), "the only one of " + country.value())
        : Fact.assumed(seat.get(), "that of the seat of government");
  }

  private static boolean fits(ZoneId zone, List<Evidence> evidence) {
    long fitting =
        evidence.stream()
            .filter(seen -> zone.getRules().getOffset(seen.at()).equals(seen.offset()))
            .count();
    return fitting >= AGREE * evidence.size();
  }

  private static ZoneOffset mostFrequent(List<Evidence> evidence) {
    return evidence.stream()
        .collect(Collectors.groupingBy(Evidence::offset, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /// The zones of a country, that of its seat of government first.
  private static List<ZoneId> ofCountry(String country) {
    Stream<String> all =
        country.equals("INT") || country.equals("EU")
            ? Stream.empty()
            : TimeZone.getAvailableIDs(
                    TimeZone.SystemTimeZoneType.CANONICAL_LOCATION, country, null)
                .stream()
                .sorted();
    return Stream.concat(Stream.ofNullable(SEATS.get(country)), all)
        .distinct()
        .map(ZoneFinder::zone)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<ZoneId> zone(String id) {
    try {
      // The registry that ICU follows keeps names that have been changed since, such as Calcutta.
      return Optional.of(ZoneId.of(TimeZone.getIanaID(id)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Stream<Evidence> evidence(Sampled sample, List<String> languages) {
    Optional<Evidence> declared = declared(sample.published());
    if (declared.isPresent()) return declared.stream();
    Optional<PublicationTime> moment =
        Stream.of(sample.item().published(), sample.published())
            .filter(time -> time.instant().isPresent() && isOfMachine(time))
            .findFirst();
    if (moment.isEmpty()) return Stream.empty();
    Instant at = moment.get().instant().orElseThrow().truncatedTo(ChronoUnit.MINUTES);
    Optional<Evidence> said =
        offset(moment.get().printed().orElse("")).map(offset -> new Evidence(at, offset));
    return said.or(() -> shown(sample, at, languages)).stream();
  }

  /// The offset that a page's head gives with its time: read without a zone of the source, a time
  /// is in UTC unless it says otherwise.
  private static Optional<Evidence> declared(PublicationTime time) {
    boolean machine =
        switch (time.provenance()) {
          case JSON_LD, META, TIME_ELEMENT -> true;
          case SELECTOR, VISIBLE_TEXT, FEED, SITEMAP, LISTING, URL, NONE -> false;
        };
    if (!machine || time.instant().isEmpty() || time.zone().isEmpty()) return Optional.empty();
    Instant at = time.instant().get();
    ZoneOffset offset = time.zone().get().getRules().getOffset(at);
    return offset.equals(ZoneOffset.UTC) ? Optional.empty() : Optional.of(new Evidence(at, offset));
  }

  private static boolean isOfMachine(PublicationTime time) {
    String printed = time.printed().orElse("").strip();
    return time.provenance() != Provenance.VISIBLE_TEXT
        && (UTC.matcher(printed).find() || OFFSET.matcher(printed).find());
  }

  /// The offset of a time as written, where it is not UTC: that says nothing of the publisher.
  private static Optional<ZoneOffset> offset(String printed) {
    Matcher offset = OFFSET.matcher(printed.strip());
    if (!offset.find()) return Optional.empty();
    int minutes = Integer.parseInt(offset.group(2)) * 60 + Integer.parseInt(offset.group(3));
    if (minutes == 0 || minutes > FARTHEST.toMinutes()) return Optional.empty();
    return Optional.of(
        ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes));
  }

  /// How far a time that the page prints is from the moment it stands for.
  private static Optional<Evidence> shown(Sampled sample, Instant at, List<String> languages) {
    if (sample.page().isEmpty()) return Optional.empty();
    var page = sample.page().get();
    var context =
        new TimeContext(
            sample.statement().map(found -> List.of(found.language())).orElse(languages),
            ZoneOffset.UTC,
            page.finishedAt().plus(FARTHEST),
            Provenance.VISIBLE_TEXT);
    var differences = new ArrayList<Long>();
    for (String text : shortTexts(page, languages))
      for (Found found : PrintedTimeReader.findAll(text, context))
        found
            .time()
            .instant()
            .map(local -> Duration.between(at, local).toMinutes())
            .filter(far -> far % QUARTER_HOUR == 0 && Math.abs(far) <= FARTHEST.toMinutes())
            .ifPresent(differences::add);
    return differences.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(far -> new Evidence(at, ZoneOffset.ofTotalSeconds((int) (far.getKey() * 60))));
  }

  /// What stands on a page in a line of its own, as times of publication do.
  private static List<String> shortTexts(FetchedPage page, List<String> languages) {
    return Jsoup.parse(PageDecoder.decode(page.body(), page.contentType(), languages).text())
        .body()
        .getAllElements()
        .stream()
        .map(Element::ownText)
        .filter(text -> text.length() <= MOST_TEXT && text.chars().anyMatch(Character::isDigit))
        .limit(MOST_TEXTS)
        .toList();
  }
}
