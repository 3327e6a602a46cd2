package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the numbers of bills, resolutions, laws and documents that a statement prints. Every
/// pattern is bounded. A number whose form is no document's own counts only beside a word for one.
final class ReferenceFinder {
  private static final int MOST_REFERENCES = 50;

  /// What no other number looks like.
  private static final List<String> OWN_FORMS =
      List.of(
          // United Nations
          "[AES]/PV\\.\\d{1,5}",
          "[AES](?:/(?:RES|HRC|PRST|INF|ES-\\d{1,2}|(?:AC|C|CONF|L|PV)\\.\\d{1,5}|\\d{1,4})){2,5}"
              + "(?:/(?:Add|Rev|Corr)\\.\\d{1,2})?",
          // European Union: proposals, procedures, directives
          "(?:COM|SWD|JOIN|SEC)\\(\\d{4}\\) ?\\d{1,4}",
          "\\d{4}/\\d{4}\\((?:COD|NLE|CNS|INI|APP|RSP|BUD|DEC|REG)\\)",
          "\\d{2,4}/\\d{1,4}/(?:EU|UE|EC|CE|EG|EWG|EEC|CEE)",
          // United States, Germany, Sweden, Brazil
          "(?:H\\.R\\.|H\\. ?(?:Con\\. ?|J\\. ?)?Res\\.|S\\. ?(?:Con\\. ?|J\\. ?)?Res\\.) ?\\d{1,5}",
          "(?<=[Bb]ill |Act |Act, |[Ss]enate )S\\. ?\\d{1,5}",
          "(?:Drucksache|BT-Drs\\.|BR-Drs\\.|Drs\\.) ?\\d{1,3}/\\d{1,6}",
          "(?:Dir\\.|SOU|Prop\\.) \\d{4}(?:/\\d{2})?:\\d{1,4}",
          "(?:PL|PLP|PLS|PEC|PDL|MPV?) (?:[Nn][º°] ?)?\\d{1,4}(?:\\.\\d{3})?/\\d{4}",
          // Turkey, Azerbaijan
          "\\d{1,5}(?:/\\d{1,5})? say[ıi]l[ıi](?!\\p{L})",
          "\\d{1,5}-[IVX]{1,6}QD?(?: nömrəli)?",
          "\\d{1,5} (?:nömrəli|saylı)(?= (?:\\p{L}{1,20} ){0,3}(?:[Qq]anun|[Ff]ərman|[Qq]ərar|[Ss]ərəncam))");

  /// "№ 44-ФЗ", "n° 2024-42": divided numbers are of documents unless of a telephone.
  private static final String SIGNED =
      "(?:No[.:] ?|N[º°]\\.? ?|no\\. ?|n[°º] ?|[Nn]\\.[°ºo] ?|Nr\\. ?|№ ?|[Nn]úm\\. ?|رقم )"
          + "[\\d٠-٩]{1,5}(?:\\.\\d{3})?(?<divided>(?:[-/][\\p{L}\\d٠-٩]{1,6}){1,3})?"
          + "(?![\\p{L}\\p{N}])(?![-/.:,]\\d)";

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?=[ABCDEHJMNPSTn\\d№(ر])(?<![\\p{L}\\p{N}/])(?:" // the first is there for speed alone
              + String.join("|", OWN_FORMS)
              + "|(?<signed>"
              + SIGNED
              + ")|(?<act>\\((?:EU|UE|EC|CE|EG|EEC|CEE|EWG)\\) (?:(?:No|no|n[°º]|n\\.[º°]|Nr\\.) ?)?\\d{1,4}/\\d{2,4}"
              + "|\\d{1,5}(?:\\.\\d{3})?/(?:19|20)\\d{2}(?![/.\\d-])|\\d{2,4} \\((?:19|20)\\d{2}\\))"
              + "|(?<case>[CT]-\\d{1,4}/\\d{2}(?!\\d))"
              + ")");

  /// Signs behind which a number begins, and the last letter of the Arabic word for it.
  private static final String MARKS_BEFORE = "/-(.:)№º°م";

  private static final String MARKS_AFTER = "/-:(";

  /// `1234 sayılı`, `12 nömrəli`, `2334 (2016)`.
  private static final String WORDS_AFTER = "sn(";

  private static final Pattern CHINESE =
      Pattern.compile(
          "[\\p{IsHan}&&[^据據照按于於和与與及的以见見由在]]{1,6}[〔\\[（(]\\d{4}[〕\\]）)]第?\\d{1,5}[号號]"
              + "|(?<=令|法|决议|決議|公告|决定|決定|条例|條例|通告)第\\d{1,5}[号號]");

  private ReferenceFinder() {}

  /// The numbers in title and body, as printed, each once, in order.
  static List<String> find(String title, List<Block> blocks) {
    Set<String> found = new LinkedHashSet<>();
    collect(title, found);
    for (Block block : blocks) if (block.zone().isBody()) collect(block.text(), found);
    return List.copyOf(found);
  }

  /// Whether a figure stands beside a mark, or a word, that all numbers of documents have.
  private static boolean holdsMarkedFigure(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text, i)) continue;
      int end = i + 1;
      while (isDigit(text, end)) end++;
      if (isMarkedBefore(text, i) || isMarkedAfter(text, end)) return true;
      i = end;
    }
    return false;
  }

  private static boolean isMarkedBefore(String text, int start) {
    char before = charAt(text, start - 1);
    // 12.5 is no number of a document.
    if (before == '.' && isDigit(text, start - 2)) return false;
    return MARKS_BEFORE.indexOf(before == ' ' ? charAt(text, start - 2) : before) >= 0;
  }

  private static boolean isMarkedAfter(String text, int end) {
    char next = charAt(text, end);
    return MARKS_AFTER.indexOf(next) >= 0
        || (next == ' ' && WORDS_AFTER.indexOf(charAt(text, end + 1)) >= 0);
  }

  private static boolean isDigit(String text, int index) {
    return Character.isDigit(charAt(text, index));
  }

  private static char charAt(String text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
  }

  private static void collect(String text, Set<String> found) {
    // The pattern is tried at every letter; most paragraphs hold no figure, or only plain ones.
    if (holdsMarkedFigure(text)) collectMarked(text, found);
    if (text.indexOf('号') < 0 && text.indexOf('號') < 0) return;
    Matcher chinese = CHINESE.matcher(text);
    while (found.size() < MOST_REFERENCES && chinese.find()) found.add(chinese.group());
  }

  private static void collectMarked(String text, Set<String> found) {
    Matcher matcher = NUMBER.matcher(text);
    while (found.size() < MOST_REFERENCES && matcher.find()) {
      String number = matcher.group();
      int start = matcher.start();
      if (matcher.group("act") != null) {
        String act = ActWords.before(text, start);
        if (!act.isEmpty() || number.startsWith("(")) found.add(act + number);
      } else if (matcher.group("divided") != null) {
        if (!ActWords.isOfTelephone(text, start)) found.add(number);
      } else if (matcher.group("signed") != null || matcher.group("case") != null) {
        if (ActWords.areNear(text, start)) found.add(number);
      } else {
        found.add(number);
      }
    }
  }
}
