package dev.herald.crawler.extract;

import java.util.Locale;
import java.util.Set;

/// Labels after which a page speaks of other things: related articles, comments, sharing.
final class EndLabels {
  private static final Set<String> STARTS =
      Set.of(
          // English
          "related",
          "read more",
          "read also",
          "also read",
          "read next",
          "more from",
          "more on",
          "more news",
          "more stories",
          "see also",
          "comments",
          "leave a comment",
          "leave a reply",
          "post a comment",
          "share this",
          "follow us",
          "about the author",
          "recommended",
          "you may also",
          "you might also",
          "latest news",
          "latest posts",
          "most read",
          "most popular",
          "further reading",
          "subscribe",
          "sign up",
          "join the conversation",
          "popular posts",
          "recent posts",
          "filed under",
          "this entry was",
          "if you enjoyed",
          "previous post",
          "next post",
          // German
          "mehr zum thema",
          "das könnte sie",
          "das könnte dich",
          "ähnliche",
          "verwandte",
          "weitere artikel",
          "weitere beiträge",
          "weitere meldungen",
          "weitere nachrichten",
          "weitere themen",
          "lesen sie auch",
          "lies auch",
          "auch interessant",
          "kommentare",
          "kommentar",
          "schreibe einen kommentar",
          "schreiben sie einen kommentar",
          "hinterlasse einen kommentar",
          "teilen",
          "artikel teilen",
          "beitrag teilen",
          "folgen sie",
          "über den autor",
          "über die autorin",
          "schlagwörter",
          "schlagworte",
          "passend zum thema",
          "mehr artikel",
          "mehr aus",
          "mehr zu",
          "mehr von",
          "neueste beiträge",
          "meistgelesen",
          "neueste artikel",
          "zum weiterlesen",
          "war der artikel",
          "war dieser artikel",
          "möchten sie den artikel",
          "gefällt dir",
          "weitere informationen",
          "diesen artikel",
          "diesen beitrag",
          "bleiben sie informiert",
          // French
          "à lire aussi",
          "lire aussi",
          "sur le même sujet",
          "articles liés",
          "articles similaires",
          "commentaires",
          "partager",
          "voir aussi",
          "lire également",
          // Spanish, Portuguese, Italian
          "artículos relacionados",
          "noticias relacionadas",
          "comentarios",
          "compartir",
          "lea también",
          "te puede interesar",
          "leia também",
          "notícias relacionadas",
          "veja também",
          "comentários",
          "compartilhe",
          "leggi anche",
          "articoli correlati",
          "commenti",
          "condividi",
          "potrebbe interessarti",
          // Others
          "lees ook",
          "gerelateerd",
          "reacties",
          "läs också",
          "läs mer",
          "relaterade",
          "les også",
          "czytaj też",
          "czytaj także",
          "zobacz także",
          "komentarze",
          "čtěte také",
          "související",
          "читайте также",
          "комментарии",
          "похожие",
          "читайте також",
          "ilgili haberler",
          "yorumlar",
          "σχετικά",
          "相关阅读",
          "相关新闻",
          "相关链接",
          "推荐阅读",
          "関連記事",
          "関連リンク",
          "관련기사",
          "مواضيع ذات صلة",
          "اقرأ أيضا",
          "مطالب مرتبط");

  private EndLabels() {}

  /// Whether a short text is such a label.
  static boolean matches(String text) {
    String label = text.toLowerCase(Locale.ROOT);
    int from = 0;
    while (from < label.length() && !Character.isLetterOrDigit(label.charAt(from))) from++;
    int space = from;
    for (int words = 0; words < 4 && space < label.length(); words++) {
      int next = space;
      while (next < label.length() && Character.isLetterOrDigit(label.charAt(next))) next++;
      if (STARTS.contains(label.substring(from, next))) return true;
      space = Math.min(label.length(), next + 1);
    }
    return false;
  }
}
