package dev.herald.app.proposal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells from an institution's name what it is, in the languages of most press rooms. Pure.
final class InstitutionTypes {
  private static final Map<String, Pattern> WORDS = words();

  private InstitutionTypes() {}

  /// `ministry`, `parliament`, …; empty where the name does not tell.
  static Optional<String> find(String name) {
    return WORDS.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(name).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Pattern> words() {
    String table =
        """
        central-bank \\b(central|national|reserve|federal reserve) bank|bank of |banque (centrale|nationale|de )|banco (central|de )|banca (d'|naz)|bundesbank|nationalbank|merkez bank|mərkəzi bank|центральн\\S* банк|банк россии|národní banka|narodowy bank|τράπεζα τ|البنك المركزي|بانک مرکزی|银行|銀行
        ministry minist|bakanl[ıi]|nazirli|министер|министар|міністер|υπουργ|وزار|मंत्रालय|resort|财政部|外交部|商务部|国防部|\\S部$|\\S省$|부$|กระทรวง|department (of|for)|treasury
        court \\bcourt|tribunal|gericht|\\bcour\\b|\\bcorte\\b|суд\\b|мәһкәмә|məhkəmə|mahkeme|δικαστ|محكمة|法院|裁判所|न्यायालय|trybuna|cour des
        parliament parliament|parlament|parlement|assembl|asamblea|landtag|bundestag|bundesrat|knesset|meclis|məclis|majlis|mejlis|senat|sénat|senado|congress|congreso|câmara|camera dei|chambre|sejm|duma|дума|верховна рада|парламент|събрание|собрание|βουλή|مجلس|المجلس|国会|議院|全国人民代表大会|국회|संसद|सभा|riksdag|storting|folketing|eduskunta|saeima|seimas|riigikogu
        head-of-state president|präsident|présiden|prezident|президент|cumhurbaşkan|πρόεδρ|رئيس الجمهورية|রাষ্ট্রপতি|राष्ट्रपति|\\broyal|\\bcrown
        international-organisation united nations|nations unies|naciones unidas|\\bunion of|international|internationale|world |council of europe|african union|european (union|commission|council)|\\bnato\\b|\\bosce\\b
        agency agency|agence|agencia|agência|agenzia|agentur|агентств|agentlik|ajans|庁$|service|office|authority|commission|komisyon|комисси|комисия|behörde|bundesamt|institut
        """;
    var words = new LinkedHashMap<String, Pattern>();
    for (String line : table.lines().toList()) {
      int blank = line.indexOf(' ');
      words.put(
          line.substring(0, blank),
          Pattern.compile(
              line.substring(blank + 1), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
    return words;
  }
}
