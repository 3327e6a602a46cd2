package dev.herald.crawler.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import dev.herald.crawler.charset.EncodingLabels.Encoding;
import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Names the encoding of bytes that declare none and are not UTF-8.
///
/// Where the language is known, each encoding that language was ever written in reads the bytes,
/// and the reading that looks most like the language's alphabet (CLDR exemplar characters) wins.
/// Where it is not, ICU's statistics decide.
final class LegacyEncodings {
  private static final int MAX_BYTES = 64 * 1024;
  private static final double GOOD_ENOUGH = 0.5;

  private static final String WESTERN = "windows-1252 iso-8859-15 macintosh";
  private static final String CENTRAL = "windows-1250 iso-8859-2";
  private static final String CYRILLIC =
      "windows-1251 koi8-u koi8-r iso-8859-5 ibm866 x-mac-cyrillic";
  private static final String ARABIC = "windows-1256 iso-8859-6";
  private static final String BALTIC = "windows-1257 iso-8859-13 iso-8859-4";

  private static final Map<String, String> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("cs", CENTRAL),
          Map.entry("sk", CENTRAL),
          Map.entry("pl", CENTRAL),
          Map.entry("hu", CENTRAL),
          Map.entry("sl", CENTRAL),
          Map.entry("hr", CENTRAL),
          Map.entry("bs", CENTRAL),
          Map.entry("sq", CENTRAL + " " + WESTERN),
          Map.entry("tk", CENTRAL),
          Map.entry("ro", CENTRAL + " iso-8859-16"),
          Map.entry("sr", CYRILLIC + " " + CENTRAL),
          Map.entry("ru", CYRILLIC),
          Map.entry("uk", CYRILLIC),
          Map.entry("be", CYRILLIC),
          Map.entry("bg", CYRILLIC),
          Map.entry("mk", CYRILLIC),
          Map.entry("kk", CYRILLIC),
          Map.entry("ky", CYRILLIC),
          Map.entry("tg", CYRILLIC),
          Map.entry("tt", CYRILLIC),
          Map.entry("mn", CYRILLIC),
          Map.entry("uz", CYRILLIC),
          Map.entry("el", "windows-1253 iso-8859-7"),
          Map.entry("tr", "windows-1254"),
          Map.entry("az", "windows-1254"),
          Map.entry("ku", "windows-1254"),
          Map.entry("he", "windows-1255 iso-8859-8"),
          Map.entry("yi", "windows-1255"),
          Map.entry("ar", ARABIC),
          Map.entry("fa", ARABIC),
          Map.entry("ur", ARABIC),
          Map.entry("ps", ARABIC),
          Map.entry("et", BALTIC + " " + WESTERN),
          Map.entry("lv", BALTIC),
          Map.entry("lt", BALTIC),
          Map.entry("vi", "windows-1258"),
          Map.entry("th", "windows-874"),
          Map.entry("mt", "iso-8859-3"),
          Map.entry("eo", "iso-8859-3"),
          Map.entry("ja", "shift_jis euc-jp iso-2022-jp"),
          Map.entry("zh", "gb18030 big5"),
          Map.entry("ko", "euc-kr"));

  private static final Map<String, UnicodeSet> ALPHABETS = new ConcurrentHashMap<>();

  private LegacyEncodings() {}

  /// The encoding one of these languages is most likely written in; empty if none of its encodings
  /// reads the bytes as that language.
  static Optional<Charset> byLanguage(byte[] bytes, List<String> languages) {
    byte[] sample = bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    UnicodeSet alphabet = alphabetOf(languages);
    Optional<Charset> best = Optional.empty();
    double bestScore = GOOD_ENOUGH;
    for (Charset candidate : candidates(languages)) {
      double score = likeness(new String(sample, candidate), alphabet);
      if (score > bestScore) {
        bestScore = score;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /// What ICU's statistics say, as the superset the web uses; `windows-1252` if they say nothing.
  static Charset byStatistics(byte[] bytes) {
    byte[] sample = bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(sample);
    for (CharsetMatch match : detector.detectAll()) {
      String name = match.getName();
      Optional<Charset> known = EncodingLabels.find(name).map(Encoding::charset);
      // The bytes are known not to be UTF-8, and UTF-16 without a mark is not seen on the web.
      if (name.startsWith("UTF-")) continue;
      if (known.isPresent()) return known.get();
      if (Charset.isSupported(name)) return Charset.forName(name);
    }
    return EncodingLabels.named("windows-1252").charset();
  }

  private static Set<Charset> candidates(List<String> languages) {
    Set<Charset> charsets = new LinkedHashSet<>();
    for (String language : languages)
      for (String name :
          BY_LANGUAGE.getOrDefault(Languages.primary(language), WESTERN).split(" ", -1))
        charsets.add(EncodingLabels.named(name).charset());
    return charsets;
  }

  private static UnicodeSet alphabetOf(List<String> languages) {
    return ALPHABETS.computeIfAbsent(
        languages.stream().map(Languages::primary).distinct().collect(Collectors.joining(" ")),
        key -> {
          UnicodeSet all = new UnicodeSet();
          for (String language : key.split(" ", -1)) addAlphabet(all, language);
          return all.closeOver(UnicodeSet.CASE_INSENSITIVE).freeze();
        });
  }

  private static void addAlphabet(UnicodeSet all, String language) {
    // One language tag may stand for several scripts: simplified and traditional, Cyrillic and
    // Latin.
    List<String> tags =
        switch (language) {
          case "zh" -> List.of("zh_Hans", "zh_Hant");
          case "sr" -> List.of("sr_Cyrl", "sr_Latn");
          case "uz" -> List.of("uz_Cyrl", "uz_Latn");
          case "ro" -> List.of("ro");
          default -> List.of(language);
        };
    for (String tag : tags)
      all.addAll(
          LocaleData.getInstance(new ULocale(tag)).getExemplarSet(0, LocaleData.ES_STANDARD));
    // Legacy charsets have only the cedilla forms of the Romanian letters.
    if (language.equals("ro")) all.add('ş').add('ţ');
    if (language.equals("fa") || language.equals("ur")) all.add('ي').add('ك');
  }

  /// How much the non-ASCII part of a text looks like an alphabet: at most 1, negative for garbage.
  private static double likeness(String text, UnicodeSet alphabet) {
    double sum = 0;
    int count = 0;
    boolean afterLowerCase = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean upper = Character.isUpperCase(c);
      if (c >= 0x80) {
        count++;
        sum += worth(c, alphabet);
      }
      if (c >= 0x80 && upper && afterLowerCase) sum -= 1;
      if (c == 0x1B) sum -= 5;
      afterLowerCase = Character.isLowerCase(c);
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double worth(int c, UnicodeSet alphabet) {
    if (alphabet.contains(c)) return 1;
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED, Character.CONTROL, Character.PRIVATE_USE -> -3;
      case Character.OTHER_LETTER -> isOfScript(c, alphabet) ? 0.6 : -0.5;
      case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER -> -0.5;
      case Character.NON_SPACING_MARK -> 0.5;
      case Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.SPACE_SEPARATOR ->
          0.6;
      case Character.OTHER_PUNCTUATION -> 0.4;
      default -> c == 0xFFFD ? -4 : c == '€' || c == '°' || c == '№' ? 0.4 : -1;
    };
  }

  /// A letter beyond the exemplars; of ideographs and syllables there are always more.
  private static boolean isOfScript(int c, UnicodeSet alphabet) {
    UnicodeScript script = UnicodeScript.of(c);
    if (script == UnicodeScript.HAN || script == UnicodeScript.HANGUL) return true;
    return !alphabet.isEmpty() && script == UnicodeScript.of(alphabet.charAt(alphabet.size() - 1));
  }

  static boolean hasEscapes(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++)
      if (bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) return true;
    return false;
  }

  static String ascii(byte[] bytes, int max) {
    return new String(bytes, 0, Math.min(max, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
