package dev.herald.crawler.extract;

import dev.herald.crawler.template.Field;
import dev.herald.crawler.template.Position;
import dev.herald.crawler.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the block at the end of a body that names the issuing department.
final class SignatureFinder {
  private static final int MOST_LINES = 4;
  private static final int MOST_LINE_CHARS = 110;

  /// With the blank behind each line, and a day behind the last.
  private static final int MOST_CHARS = MOST_LINES * (MOST_LINE_CHARS + 1) + 40;

  private static final int LOOKED_AT = 6;
  private static final double LEARNED_SHARE = 0.5;

  private static final Set<String> DEPARTMENTS =
      Set.of(
          // English, French, Spanish, Portuguese, Italian
          "department",
          "office",
          "service",
          "directorate",
          "division",
          "secretariat",
          "bureau",
          "spokesperson",
          "ministry",
          "section",
          "agency",
          "newsroom",
          "communications",
          "département",
          "cellule",
          "délégation",
          "pôle",
          "direction",
          "porte-parole",
          "ministère",
          "secrétariat",
          "departamento",
          "unidad",
          "coordenação",
          "diretoria",
          "núcleo",
          "oficina",
          "dirección",
          "gabinete",
          "servicio",
          "ministerio",
          "secretaría",
          "assessoria",
          "secretaria",
          "ministério",
          "serviço",
          "ufficio",
          "dipartimento",
          "ministero",
          "servizio",
          // German, Dutch, Nordic
          "pressestelle",
          "informationsamt",
          "medienstelle",
          "referat",
          "stabsstelle",
          "pressereferat",
          "presseabteilung",
          "presseamt",
          "pressebüro",
          "kommunikationsabteilung",
          "ministerium",
          "persdienst",
          "afdeling",
          "pressavdelningen",
          // Slavic
          "пресс-служба",
          "департамент",
          "управление",
          "отдел",
          "служба",
          "министерство",
          "секретариат",
          "пресс-центр",
          "прес-служба",
          "управління",
          "відділ",
          "міністерство",
          "biuro",
          "wydział",
          "rzecznik",
          "departament",
          "odbor",
          "oddělení",
          "ministerstvo",
          // Turkic
          "müdürlüğü",
          "dairesi",
          "birimi",
          "koordinatörlüğü",
          "sektoru",
          "başkanlığı",
          "bakanlığı",
          "müşavirliği",
          "sözcülüğü",
          "şöbəsi",
          "idarəsi",
          "xidməti",
          "nazirliyi",
          "departamenti",
          "мектебі",
          "қызметі",
          "басқармасы",
          // Greek, Arabic, Persian, Hindi
          "γραφείο",
          "υπουργείο",
          "διεύθυνση",
          "τμήμα",
          "إدارة",
          "الإدارة",
          "قسم",
          "مديرية",
          "المديرية",
          "مكتب",
          "وزارة",
          "دائرة",
          "المكتب",
          "روابط",
          "اداره",
          "دفتر",
          "وزارت",
          "विभाग",
          "मंत्रालय",
          "कार्यालय",
          "ब्यूरो");

  /// What a department is for that speaks to the public: such a line is a signature though only its
  /// first word has a capital, as most languages but English write.
  private static final Set<String> PUBLIC_RELATIONS =
      Set.of(
          "presse",
          "communication",
          "médias",
          "porte-parole", // French
          "prensa",
          "comunicación",
          "información", // Spanish
          "imprensa",
          "comunicação",
          "informação", // Portuguese
          "öffentlichkeitsarbeit",
          "kommunikation",
          "medien", // German
          "печати",
          "прессы",
          "прессой",
          "информации",
          "информационной",
          "общественностью",
          "сми",
          "пресс-служба",
          "пресс-центр", // Russian
          "basın",
          "iletişim",
          "halkla",
          "medya", // Turkish
          "mətbuat",
          "informasiya",
          "ictimaiyyətlə"); // Azerbaijani

  private static final Pattern DAY_BEHIND =
      Pattern.compile(
          "[,\\s–—-]{1,3}(?:\\d{1,2}\\.? (?:de )?\\p{L}{3,12}\\.? (?:de )?\\d{4}"
              + "(?: года?\\.?| г\\.|-\\p{L}{2} il)?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4})$");
  private static final int MOST_RELAXED_WORDS = 10;

  private static final List<String> IDEOGRAPHIC =
      List.of(
          "办公室", "办公厅", "新闻处", "新闻中心", "新聞中心", "新闻司", "新闻办", "新闻局", "宣传部", "秘书处", "外交部", "新聞處",
          "辦公室", "報道官", "広報", "대변인실", "공보실", "홍보");

  private SignatureFinder() {}

  /// Index of the signature among the runs of a body, or -1: by its shape, or else where the
  /// source's other pages have it.
  static int find(List<RawBlock> runs, Template template, Reasons reasons) {
    int byShape = byShape(runs, reasons);
    return byShape >= 0 || !template.isKnown() ? byShape : byPlace(runs, template);
  }

  private static int byShape(List<RawBlock> runs, Reasons reasons) {
    for (int i = runs.size() - 1; i >= Math.max(1, runs.size() - LOOKED_AT); i--) {
      String against = against(runs.get(i));
      reasons.candidate("signature", runs.get(i).text(), "block " + (i + 1), against);
      if (against.isEmpty()) return i;
    }
    return -1;
  }

  private static int byPlace(List<RawBlock> runs, Template template) {
    for (int i = runs.size() - 1; i >= Math.max(1, runs.size() - LOOKED_AT); i--) {
      RawBlock run = runs.get(i);
      boolean line = run.text().length() <= MOST_LINE_CHARS && !Texts.endsSentence(run.text());
      String at = Position.of(run.box().element);
      // Where paragraphs stand too, the place says nothing.
      boolean own = !at.equals(Position.of(runs.get(0).box().element));
      if (line && own && template.share(Field.SIGNATURE, at) >= LEARNED_SHARE) return i;
    }
    return -1;
  }

  /// What speaks against a run's being the signature; empty if nothing does.
  private static String against(RawBlock run) {
    if (run.kind() == RawBlock.Kind.ITEM || run.kind() == RawBlock.Kind.CELL)
      return "stands in a list or table";
    if (run.kind() == RawBlock.Kind.HEADING) return "is a heading";
    if (run.text().length() > MOST_CHARS) return "is too long";
    String text = DAY_BEHIND.matcher(run.text()).replaceFirst("");
    String[] lines = text.split("\n", -1);
    if (lines.length > MOST_LINES) return "has too many lines";
    if (Texts.endsSentence(text)) return "ends as a sentence does";
    for (String line : lines) if (line.length() > MOST_LINE_CHARS) return "is too long";
    if (text.indexOf('@') >= 0 || text.indexOf(':') >= 0 || text.indexOf('?') >= 0)
      return "reads as an address or a question";
    if (hasDigits(text)) return "has numbers";
    for (String name : IDEOGRAPHIC)
      if (text.contains(name)) return text.length() <= 40 ? "" : "is too long";
    if (!namesDepartment(text)) return "names no department";
    return isName(text) || isPublicRelations(text) ? "" : "is not written as a name";
  }

  private static boolean hasDigits(String text) {
    return text.chars().filter(Character::isDigit).count() > 4;
  }

  private static boolean namesDepartment(String text) {
    for (String word : words(text)) if (DEPARTMENTS.contains(word)) return true;
    return false;
  }

  /// "Service de presse du ministère", "Mətbuat və informasiya şöbəsi": the department first or
  /// last.
  private static boolean isPublicRelations(String text) {
    String[] words = words(text);
    if (words.length > MOST_RELAXED_WORDS || !Character.isUpperCase(text.codePointAt(0)))
      return false;
    boolean framed =
        DEPARTMENTS.contains(words[0]) || DEPARTMENTS.contains(words[words.length - 1]);
    if (!framed) return false;
    for (String word : words) if (PUBLIC_RELATIONS.contains(word)) return true;
    return false;
  }

  private static String[] words(String text) {
    return text.toLowerCase(Locale.ROOT).split("[ \n,()/]", -1);
  }

  /// Names are mostly capitalised where the script has capitals; sentences are not.
  private static boolean isName(String text) {
    int cased = 0;
    int capital = 0;
    int words = 0;
    for (String word : text.split("[ \n]", -1)) {
      if (word.isEmpty()) continue;
      words++;
      char first = word.charAt(0);
      if (Character.isUpperCase(first)) capital++;
      if (Character.isUpperCase(first) || (Character.isLowerCase(first) && word.length() > 3))
        cased++;
    }
    return words >= 1 && words <= 16 && (cased == 0 ? words <= 10 : capital >= 0.6 * cased);
  }
}
