package dev.herald.crawler.time;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Style;
import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import dev.herald.config.message.PublicationTime;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reads times that count from now: "yesterday at 18:23", "2 hours ago", «منذ 3 أيام».
///
/// The phrases are CLDR's, turned into templates with `#` for the number. Minutes ago are a minute,
/// hours and days ago a day, weeks and months ago a month; years ago say too little.
final class RelativeTimes {
  private static final int MAX_CHARS = 80;
  private static final int MOST_PARTS = 3;
  private static final int[] NUMBERS = {1, 2, 3, 5, 11, 21, 100};
  private static final Set<String> ONES =
      Set.of(
          "one", "un", "una", "une", "uma", "um", "ein", "eine", "einer", "einem", "einen", "bir",
          "один", "одну", "одна", "jeden", "jedna", "jednu", "een", "en", "et", "ett", "egy");
  private static final Set<String> ABOUT =
      Set.of("about", "circa", "ca", "etwa", "около", "примерно", "environ", "约", "大约");
  private static final Map<RelativeUnit, ChronoUnit> UNITS =
      Map.of(
          RelativeUnit.SECONDS, ChronoUnit.SECONDS,
          RelativeUnit.MINUTES, ChronoUnit.MINUTES,
          RelativeUnit.HOURS, ChronoUnit.HOURS,
          RelativeUnit.DAYS, ChronoUnit.DAYS,
          RelativeUnit.WEEKS, ChronoUnit.WEEKS,
          RelativeUnit.MONTHS, ChronoUnit.MONTHS,
          RelativeUnit.YEARS, ChronoUnit.YEARS);
  private static final Map<String, Map<String, Phrase>> BY_LANGUAGE = new ConcurrentHashMap<>();

  /// @param number fixed, where the phrase has none; 0 = the printed one
  private record Phrase(ChronoUnit unit, int number) {}

  private RelativeTimes() {}

  static Optional<PublicationTime> read(String printed, TimeContext context) {
    if (printed.length() > MAX_CHARS) return Optional.empty();
    String phrase = simplified(FoldedText.fold(printed));
    if (phrase.isEmpty()) return Optional.empty();
    List<String> languages = new ArrayList<>();
    for (String language : context.languages()) languages.add(Languages.primary(language));
    languages.add("en");
    for (String language : languages.stream().distinct().limit(4).toList()) {
      Map<String, Phrase> phrases = phrases(language);
      Optional<PublicationTime> found =
          ago(phrase, language, printed, phrases, context)
              .or(() -> withTime(phrase, printed, phrases, context));
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  private static String simplified(String folded) {
    StringBuilder phrase = new StringBuilder();
    for (String word : folded.split(" ", -1)) {
      if (word.isEmpty() || ABOUT.contains(word)) continue;
      if (!phrase.isEmpty()) phrase.append(' ');
      boolean article = phrase.isEmpty() && (word.equals("a") || word.equals("an"));
      phrase.append(article || ONES.contains(word) ? "1" : word);
    }
    String plain = phrase.toString();
    if (plain.startsWith("约")) plain = plain.substring(1);
    while (!plain.isEmpty() && ".:,;".indexOf(plain.charAt(plain.length() - 1)) >= 0)
      plain = plain.substring(0, plain.length() - 1);
    return plain;
  }

  private static Optional<PublicationTime> ago(
      String phrase,
      String language,
      String printed,
      Map<String, Phrase> phrases,
      TimeContext context) {
    List<Integer> numbers = new ArrayList<>();
    String template = template(phrase, numbers);
    Phrase whole = phrases.get(template);
    if (whole != null) {
      int number = whole.number > 0 || numbers.isEmpty() ? whole.number : numbers.getFirst();
      return before(context, printed, whole.unit, Map.of(whole.unit, number));
    }
    if (numbers.isEmpty()) return spelled(phrase, language, printed, phrases, context);
    if (numbers.size() < 2 || numbers.size() > MOST_PARTS) return Optional.empty();
    return severalUnits(template, numbers, printed, phrases, context);
  }

  // three days ago, двадцать один день назад, 三天前: where a template fits, what stands for its
  // number is looked up among the language's number words
  private static Optional<PublicationTime> spelled(
      String phrase,
      String language,
      String printed,
      Map<String, Phrase> phrases,
      TimeContext context) {
    for (int from = 0; from >= 0 && from < phrase.length(); from = next(phrase, from)) {
      for (int to : ends(phrase, from)) {
        Phrase fitting = phrases.get(phrase.substring(0, from) + "#" + phrase.substring(to));
        if (fitting == null) continue;
        int number = SpelledNumbers.find(phrase.substring(from, to), language);
        if (number > 0) return before(context, printed, fitting.unit, Map.of(fitting.unit, number));
      }
    }
    return Optional.empty();
  }

  private static int next(String phrase, int from) {
    int blank = phrase.indexOf(' ', from);
    return blank < 0 ? -1 : blank + 1;
  }

  /// Where number words that begin here may end: after one, two or three words, and where words are
  /// not set apart, after as many chars.
  private static Set<Integer> ends(String phrase, int from) {
    var ends = new LinkedHashSet<Integer>();
    int end = from;
    for (int words = 0; words < MOST_PARTS && end < phrase.length(); words++) {
      int blank = phrase.indexOf(' ', end + 1);
      end = blank < 0 ? phrase.length() : blank;
      ends.add(end);
    }
    if (!isSpaced(phrase.substring(from)))
      for (int chars = 1; chars <= MOST_PARTS && from + chars < phrase.length(); chars++)
        ends.add(from + chars);
    return ends;
  }

  // 1 godz. 2 minuty temu: each part is read with what stands around all of them
  private static Optional<PublicationTime> severalUnits(
      String template,
      List<Integer> numbers,
      String printed,
      Map<String, Phrase> phrases,
      TimeContext context) {
    String[] parts = template.split("#", -1);
    String prefix = parts[0];
    String last = parts[parts.length - 1];
    Map<ChronoUnit, Integer> amounts = new HashMap<>();
    Phrase finest = phrases.get(prefix + "#" + last);
    if (finest == null) return Optional.empty();
    amounts.put(finest.unit, numbers.getLast());
    for (int i = 1; i < parts.length - 1; i++) {
      Optional<Phrase> phrase = unit(prefix, parts[i].replace(",", "").strip(), last, phrases);
      if (phrase.isEmpty()) return Optional.empty();
      amounts.put(phrase.get().unit, numbers.get(i - 1));
    }
    return before(context, printed, finest.unit, amounts);
  }

  private static Optional<Phrase> unit(
      String prefix, String unit, String last, Map<String, Phrase> phrases) {
    for (int blank = last.indexOf(' '); blank >= 0; blank = last.indexOf(' ', blank + 1)) {
      Phrase phrase = phrases.get(prefix + "# " + unit + last.substring(blank));
      if (phrase != null) return Optional.of(phrase);
    }
    return Optional.ofNullable(phrases.get(prefix + "# " + unit));
  }

  /// A day word with a time or a preposition behind it.
  private static Optional<PublicationTime> withTime(
      String phrase, String printed, Map<String, Phrase> phrases, TimeContext context) {
    for (Map.Entry<String, Phrase> entry : phrases.entrySet()) {
      String day = entry.getKey();
      Phrase meaning = entry.getValue();
      if (day.indexOf('#') >= 0 || meaning.unit != ChronoUnit.DAYS) continue;
      if (!phrase.startsWith(day) || phrase.length() == day.length()) continue;
      if (Character.isLetter(phrase.charAt(day.length())) && isSpaced(day)) continue;
      LocalDate date =
          context.fetchedAt().atZone(context.zone()).toLocalDate().minusDays(meaning.number);
      String rest = phrase.substring(day.length());
      var reading = new Reading(rest, context, Words.of(context.languages()), true);
      Optional<PublicationTime> timed = reading.timeOfDay(0, date);
      if (timed.isPresent())
        return timed.map(
            time ->
                PublicationTime.ofMinute(
                    printed,
                    date,
                    time.time().orElseThrow(),
                    time.zone().orElseThrow(),
                    context.provenance()));
      if (rest.length() <= 4 && rest.chars().noneMatch(Character::isDigit))
        return Optional.of(
            PublicationTime.ofDay(printed, date, context.zone(), context.provenance()));
    }
    return Optional.empty();
  }

  private static boolean isSpaced(String word) {
    return Character.UnicodeScript.of(word.charAt(0)) != Character.UnicodeScript.HAN;
  }

  private static Optional<PublicationTime> before(
      TimeContext context, String printed, ChronoUnit finest, Map<ChronoUnit, Integer> amounts) {
    ZonedDateTime moment = context.fetchedAt().atZone(context.zone());
    for (Map.Entry<ChronoUnit, Integer> amount : amounts.entrySet()) {
      moment = moment.minus(amount.getValue(), amount.getKey());
    }
    String text = printed.strip();
    LocalDate date = moment.toLocalDate();
    return switch (finest) {
      case SECONDS, MINUTES ->
          Optional.of(
              PublicationTime.ofMinute(
                  text,
                  date,
                  moment.toLocalTime().truncatedTo(ChronoUnit.MINUTES),
                  context.zone(),
                  context.provenance()));
      case HOURS, DAYS ->
          Optional.of(PublicationTime.ofDay(text, date, context.zone(), context.provenance()));
      case WEEKS, MONTHS ->
          Optional.of(PublicationTime.ofMonth(text, date, context.zone(), context.provenance()));
      default -> Optional.empty();
    };
  }

  /// The phrase with `#` for its numbers, of at most four digits.
  private static String template(String phrase, List<Integer> numbers) {
    StringBuilder template = new StringBuilder();
    int i = 0;
    while (i < phrase.length()) {
      int end = i;
      while (end < phrase.length() && Character.isDigit(phrase.charAt(end))) end++;
      if (end == i) {
        template.append(phrase.charAt(i++));
      } else {
        numbers.add(end - i > 4 ? 0 : Integer.parseInt(phrase.substring(i, end)));
        template.append('#');
        i = end;
      }
    }
    return template.toString();
  }

  private static Map<String, Phrase> phrases(String language) {
    Map<String, Phrase> known = BY_LANGUAGE.get(language);
    if (known != null) return known;
    Map<String, Phrase> built = build(language);
    if (!Lexicon.of(language).monthNames().isEmpty()) BY_LANGUAGE.putIfAbsent(language, built);
    return built;
  }

  private static Map<String, Phrase> build(String language) {
    Map<String, Phrase> phrases = new HashMap<>();
    var locale = new ULocale(language.equals("tl") ? "fil" : language);
    for (Style style : Style.values()) {
      var formatter =
          RelativeDateTimeFormatter.getInstance(
              locale, NumberFormat.getInstance(locale), style, DisplayContext.CAPITALIZATION_NONE);
      UNITS.forEach(
          (unit, chrono) -> {
            for (int number : NUMBERS)
              add(phrases, formatter.format(number, Direction.LAST, unit), chrono, number);
          });
      addDay(phrases, formatter, Direction.THIS, 0);
      addDay(phrases, formatter, Direction.LAST, 1);
      addDay(phrases, formatter, Direction.LAST_2, 2);
    }
    WordTable.relative(language)
        .forEach(
            (phrase, meaning) ->
                add(phrases, phrase, ChronoUnit.valueOf(meaning.unit()), meaning.number()));
    return Map.copyOf(phrases);
  }

  private static void addDay(
      Map<String, Phrase> phrases, RelativeDateTimeFormatter formatter, Direction when, int days) {
    String word = formatter.format(when, AbsoluteUnit.DAY);
    if (word != null) add(phrases, word, ChronoUnit.DAYS, days);
  }

  private static void add(Map<String, Phrase> phrases, String phrase, ChronoUnit unit, int number) {
    List<Integer> numbers = new ArrayList<>();
    String template = template(simplified(FoldedText.fold(phrase)), numbers);
    boolean open = template.indexOf('#') >= 0;
    phrases.putIfAbsent(template, new Phrase(unit, open ? 0 : number));
  }
}
