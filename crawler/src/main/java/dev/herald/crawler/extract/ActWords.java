package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Words for laws, decisions and documents, beside which a number is one's.
final class ActWords {
  private static final int NEAR_CHARS = 70;

  private static final Set<String> WORDS =
      Set.of(
          // English, French, Spanish, Portuguese, German
          "act",
          "bill",
          "case",
          "judgment",
          "law",
          "order",
          "release",
          "senate",
          "affaire",
          "loi",
          "asunto",
          "ley",
          "orden",
          "lei",
          "processo",
          "drucksache",
          "rechtssache",
          // Arabic
          "القرار",
          "قرار",
          "القانون",
          "قانون",
          "المرسوم",
          "مرسوم",
          "نظام",
          "تعميم",
          "القرارات");

  /// How such words begin, whatever their ending.
  private static final List<String> STEMS =
      List.of(
          // Romance languages and English
          "arrêté",
          "circula",
          "communiqué",
          "decis",
          "decre",
          "diret",
          "direct",
          "document",
          "décis",
          "décre",
          "ordonnance",
          "ordenanza",
          "portaria",
          "protocol",
          "reglament",
          "regula",
          "resol",
          "règlement",
          "résol",
          // German
          "beschl",
          "erlass",
          "gesetz",
          "pressemitteilung",
          "richtlinie",
          "verordnung",
          // Russian
          "закон",
          "постановлен",
          "приказ",
          "распоряжен",
          "резолюц",
          "решени",
          "указ",
          // Turkish, Azerbaijani
          "fərman",
          "genelge",
          "kanun",
          "karar",
          "qanun",
          "qərar",
          "qətnamə",
          "rezol",
          "sərəncam",
          "tebliğ");

  private static final List<String> TELEPHONES =
      List.of("fax", "isbn", "issn", "konto", "phone", "tel", "tél", "тел", "هاتف");

  private ActWords() {}

  /// The word for an act right before a place, with the blank behind it; empty if there is none.
  static String before(String text, int at) {
    if (at < 2 || !Texts.isBlank(text.charAt(at - 1))) return "";
    int from = at - 1;
    while (from > 0 && at - from < NEAR_CHARS && Character.isLetter(text.charAt(from - 1))) from--;
    String word = text.substring(from, at - 1);
    return isAct(word.toLowerCase(Locale.ROOT)) ? word + " " : "";
  }

  /// Whether one of the last words before a place is one for an act.
  static boolean areNear(String text, int at) {
    for (String word : words(text, at)) if (isAct(word)) return true;
    return false;
  }

  /// Whether the words before a place speak of a telephone, an account or a book.
  static boolean isOfTelephone(String text, int at) {
    for (String word : words(text, at)) if (startsWithAny(word, TELEPHONES)) return true;
    return false;
  }

  private static String[] words(String text, int at) {
    String near = text.substring(Math.max(0, at - NEAR_CHARS), at).toLowerCase(Locale.ROOT);
    return near.split("[^\\p{L}]+", -1);
  }

  private static boolean isAct(String word) {
    return WORDS.contains(word) || startsWithAny(word, STEMS);
  }

  private static boolean startsWithAny(String word, List<String> stems) {
    for (String stem : stems) if (word.startsWith(stem)) return true;
    return false;
  }
}
