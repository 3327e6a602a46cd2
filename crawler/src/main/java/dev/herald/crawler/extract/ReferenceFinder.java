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

  private static void collect(String text, Set<String> found) {
    // Most paragraphs hold no figure, and the pattern is tried at every letter.
    if (text.chars().noneMatch(Character::isDigit)) return;
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
    if (text.indexOf('号') < 0 && text.indexOf('號') < 0) return;
    Matcher chinese = CHINESE.matcher(text);
    while (found.size() < MOST_REFERENCES && chinese.find()) found.add(chinese.group());
  }
}
