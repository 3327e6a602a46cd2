package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.RawBlock.Kind;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the dateline of a statement: "Baku, 26 February", on a line of its own or before the first
/// sentence. The day may lack its year; a month must be one in some language.
final class DatelineFinder {
  private static final int MOST_CHARS = 120;
  private static final int BLOCKS_BEFORE = 2;
  private static final int BLOCKS_FROM_START = 2;
  private static final int MOST_PLACE_PARTS = 2;

  private static final String DATE =
      "(?:\\d{1,2}(?:\\.|º|er|st|nd|rd|th)? (?:(?:de|of) )?\\p{L}{3,12}\\.?(?:,? (?:de |del )?\\d{4})?"
          + "(?:-\\p{L}{2} il| года?\\.?| г\\.)?"
          + "|\\p{L}{3,12}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?"
          + "|\\d{1,2}[./-] ?\\d{1,2}[./-] ?\\d{2,4})";

  /// What parts a dateline from the sentence: a dash or colon, perhaps behind an agency; or its
  /// line ends with it.
  private static final Pattern CASED =
      Pattern.compile(
          "\\(?(?<place>\\p{Lu}[\\p{L} .,'’/-]{1,60}?)(?<parting>, ?| ?\\(| )"
              + "(?:(?:le|den|the|am|em|a) )?(?<date>"
              + DATE
              + ")\\)?(?= ?(?:\\([^)]{1,30}\\) ?)?[.,]? ?(?:[–—:‒―-]|$)|\\n)");

  private static final Pattern ARABIC =
      Pattern.compile(
          "(?<place>[\\p{IsArabic}]{2,15}(?: [\\p{IsArabic}]{2,15}){0,2}?)(?<parting>[،,]? (?:في )?)"
              + "(?<date>[\\d٠-٩]{1,2} [\\p{IsArabic}]{3,12}(?: [\\d٠-٩]{4})?(?: ?م)?)"
              + "(?= ?(?:[–—:/ـ(-]|$)|\\n)");

  private static final Pattern IDEOGRAPHIC =
      Pattern.compile(
          "[（(]?(?:新华社|新華社|中新社|中新网|本报)?(?<place>\\p{IsHan}{2,6}?)(?<parting>[，, ]?)"
              + "(?<date>(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)(?=[电電]| ?[—–-]|$)");

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "la", "las", "los", "el", "del", "du", "di", "do", "da", "am", "an", "der", "im",
          "sur", "sous", "of", "upon", "on", "and", "und", "y", "e", "et", "на");

  /// How places of several words begin or end; other such words before a day are a writer's name.
  private static final Set<String> MARKS_OF_PLACES =
      Set.of(
          "abu",
          "addis",
          "bad",
          "buenos",
          "cape",
          "city",
          "ciudad",
          "den",
          "el",
          "fort",
          "gaza",
          "guatemala",
          "hague",
          "hong",
          "kuala",
          "la",
          "las",
          "los",
          "mexico",
          "new",
          "nova",
          "novi",
          "nueva",
          "panama",
          "phnom",
          "port",
          "porto",
          "rio",
          "río",
          "saint",
          "san",
          "santa",
          "santiago",
          "santo",
          "são",
          "sri",
          "st",
          "tel",
          "нижний",
          "новый",
          "великий");

  /// What press offices write before a date, and is no place.
  private static final Set<String> NO_PLACES =
      Set.of(
          "article",
          "artikel",
          "beitrag",
          "blog",
          "comunicado",
          "communiqué",
          "data",
          "date",
          "datum",
          "duyuru",
          "event",
          "fecha",
          "haber",
          "interview",
          "meldung",
          "nachricht",
          "news",
          "nota",
          "noticia",
          "notícia",
          "presse",
          "press",
          "pressemeldung",
          "pressemitteilung",
          "rede",
          "release",
          "session",
          "speech",
          "statement",
          "tarih",
          "xəbər",
          "дата",
          "заявление",
          "новости",
          "новость",
          "речь",
          "стенограмма");

  /// Only whether a word is a month's name is asked, so any instant after all datelines will do.
  private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");

  private static final TimeContext ANY_LANGUAGE =
      new TimeContext(List.of(), ZoneOffset.UTC, LONG_AFTER, Provenance.VISIBLE_TEXT);

  private DatelineFinder() {}

  /// The dateline at the beginning of a body, or between its title and it.
  static Optional<Dateline> find(Reading reading, List<RawBlock> body) {
    if (body.isEmpty()) return Optional.empty();
    List<RawBlock> all = reading.blocks();
    int first = body.getFirst().order();
    int from = Math.max(0, first - BLOCKS_BEFORE);
    return first(all.subList(from, Math.min(all.size(), first + BLOCKS_FROM_START)));
  }

  /// The dateline in the first runs of a body that a selector gave.
  static Optional<Dateline> find(List<RawBlock> body) {
    return first(body.subList(0, Math.min(body.size(), BLOCKS_FROM_START)));
  }

  private static Optional<Dateline> first(List<RawBlock> runs) {
    for (RawBlock run : runs) {
      if (run.kind() == Kind.HEADING) continue;
      Optional<Dateline> found = find(run.text());
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  /// The dateline that a text begins with.
  static Optional<Dateline> find(String text) {
    String start = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
    if (start.chars().noneMatch(Character::isDigit)) return Optional.empty();
    for (Pattern pattern : List.of(CASED, ARABIC, IDEOGRAPHIC)) {
      Matcher matcher = pattern.matcher(start);
      boolean day = matcher.lookingAt() && (pattern == IDEOGRAPHIC || isDay(matcher.group("date")));
      if (!day) continue;
      Optional<String> place = place(matcher.group("place"), !matcher.group("parting").isBlank());
      if (place.isPresent()) return place.map(name -> new Dateline(name, matcher.group().strip()));
    }
    return Optional.empty();
  }

  /// Whether a line is a dateline and nothing else.
  static boolean isWhole(String line) {
    return find(line).filter(found -> found.printed().length() == line.length()).isPresent();
  }

  private static boolean isDay(String date) {
    return PrintedTimeReader.readWithoutYear(date, ANY_LANGUAGE).isPresent()
        || PrintedTimeReader.read(date, ANY_LANGUAGE).isPresent();
  }

  /// The place without a weekday behind it; empty if it reads as none.
  ///
  /// @param parted whether more than a blank parts it from the date, as only capitals go without
  private static Optional<String> place(String printed, boolean parted) {
    var parts = new ArrayList<String>();
    for (String part : printed.split(", ?", -1)) {
      boolean weekday = !parts.isEmpty() && SpeechWords.NO_NAME.has(lower(part));
      if (!part.isBlank() && !weekday) parts.add(part.strip());
    }
    if (parts.isEmpty() || parts.size() > MOST_PLACE_PARTS) return Optional.empty();
    if (!parts.stream().allMatch(DatelineFinder::isPlace)) return Optional.empty();
    String place = String.join(", ", parts);
    if (parts.stream().anyMatch(DatelineFinder::isWriter)) return Optional.empty();
    boolean cased = !lower(place).equals(place);
    boolean capitals = place.equals(place.toUpperCase(Locale.ROOT));
    return cased && !parted && !capitals ? Optional.empty() : Optional.of(place);
  }

  private static boolean isWriter(String part) {
    List<String> words = List.of(part.split(" ", -1));
    boolean capitals = part.equals(part.toUpperCase(Locale.ROOT));
    if (words.size() == 1 || capitals) return false;
    if (MARKS_OF_PLACES.contains(lower(words.getLast()))) return false;
    String first = lower(Clause.trimmed(words.getFirst()));
    if (MARKS_OF_PLACES.contains(first)) return false;
    return words.size() == 2 || PARTICLES.contains(first) || !hasParticle(words);
  }

  private static boolean hasParticle(List<String> words) {
    return words.subList(1, words.size() - 1).stream().anyMatch(PARTICLES::contains);
  }

  private static boolean isPlace(String part) {
    for (String word : part.split("[ /]", -1)) {
      String bare = lower(Clause.trimmed(word));
      if (bare.isEmpty() || PARTICLES.contains(bare)) continue;
      boolean small = Character.isLowerCase(word.codePointAt(0));
      boolean other = SpeechWords.NO_NAME.has(bare) || SpeechWords.AGENCY.has(bare);
      if (small || other || NO_PLACES.contains(bare)) return false;
    }
    return !DateWords.speaksOfPublication(part) && !DateWords.speaksOfUpdate(part);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
