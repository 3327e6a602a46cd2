package dev.herald.crawler.extract;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells a line that counts how often a page was read: one number, and nothing else but the words
/// that say so.
final class CounterLine {
  private static final int MOST_CHARS = 60;
  private static final int MOST_WORDS = 6;

  private static final Pattern NUMBER =
      Pattern.compile("\\p{Nd}+(?:[ .,'’\\u00a0\\u202f]\\p{Nd}+)*");

  /// The words around the number, as [#words] leaves them; a line for each language or script.
  private static final Set<String> WORDS =
      """
      views; view; page views; pageviews; total views; view count; views count; number of views; \
      post views; hits; reads; read times; times read; viewed times; times viewed; read count
      aufrufe; seitenaufrufe; anzahl der aufrufe; zugriffe; gelesen; mal gelesen; klicks
      vues; vu fois; lu fois; lectures; consultations; consulté fois; nombre de vues; affichages
      vistas; leído veces; visto veces; lecturas; visualizaciones; número de vistas; número de visitas
      visualizações; lido vezes; visto vezes; leituras; acessos; número de visualizações
      visualizzazioni; letto volte; letture; numero di visualizzazioni; accessi
      weergaven; keer gelezen; keer bekeken; aantal weergaven
      visningar; visninger; sidvisningar; sidevisninger; antal visninger; antall visninger; flettingar
      lukukertaa; katselukertaa; luettu kertaa; katsottu kertaa; vaatamisi; vaadatud korda; loetud korda
      skatījumi; skatīts reizes; lasīts reizes; peržiūros; peržiūrų; peržiūrėta kartų; skaityta kartų
      wyświetleń; wyświetlenia; liczba wyświetleń; odsłon; odsłony; liczba odsłon; przeczytano razy
      zobrazení; zobrazeno; zobrazeno krát; počet zobrazení; přečteno; přečteno krát; zhlédnutí; \
      počet prečítaní; prečítané; prečítané krát; zobrazenia; počet zobrazení stránky
      megtekintés; megtekintések; megtekintések száma; megtekintve; olvasva; olvasás
      vizualizări; vizualizari; număr vizualizări; afișări; afisari; accesări; citit de ori; citiri
      pregleda; broj pregleda; pročitano puta; pregledano puta; ogledov; število ogledov
      lexime; shikime; klikime; lexuar herë
      прегледа; број прегледа; прочитано пута; прегледано пута; прегледи; прочитано пати
      прочетено; прочетено пъти; видяно пъти; преглеждания; брой преглеждания; брой прегледи
      просмотр; просмотра; просмотров; просмотры; количество просмотров; число просмотров; \
      кол во просмотров; прочитано раз; просмотрено раз; прочтений
      перегляд; перегляди; переглядів; кількість переглядів; переглянуто разів; прочитано разів
      прагляды; праглядаў; колькасць праглядаў
      προβολές; εμφανίσεις; αναγνώσεις; διαβάστηκε φορές; αριθμός προβολών
      görüntülenme; görüntülenme sayısı; okunma; okunma sayısı; kez okundu; defa okundu; \
      kez görüntülendi; kişi okudu; tıklanma; görüntüleme
      baxış; baxış sayı; baxılıb; dəfə baxılıb; oxunub; dəfə oxunub; oxunma sayı; baxışların sayı
      қаралды; рет қаралды; қаралым; қаралым саны; оқылды; көрүүлөр; көрүлдү; ko rishlar; ko rishlar soni
      դիտում; դիտումներ; դիտվել է անգամ; ნახვა; ნახვები; ნანახია; ნახვების რაოდენობა
      مشاهدة; مشاهدات; المشاهدات; عدد المشاهدات; مرات المشاهدة; عدد مرات المشاهدة; القراءات; \
      عدد القراءات; قراءة; عدد الزيارات
      بازدید; تعداد بازدید; تعداد بازدیدها; تعداد نمایش; تعداد مشاهده; צפיות; מספר צפיות
      बार देखा गया; बार पढ़ा गया; দেখা হয়েছে বার; পঠিত বার; বার পঠিত
      阅读; 阅读量; 阅读数; 阅读次数; 次阅读; 浏览; 浏览量; 浏览数; 浏览次数; 次浏览; 点击; 点击量; 点击数; \
      点击率; 点击次数; 访问量; 访问次数; 人气; 阅读 次; 浏览 次; 浏览次数 次; 点击次数 次; 点击数 次; 阅读次数 次
      閱讀; 閱讀次數; 瀏覽; 瀏覽人次; 瀏覽次數; 點閱; 點閱次數; 點擊率; 點閱數
      閲覧数; 閲覧回数; 回閲覧; アクセス数; 閲覧数 回; 閲覧回数 回
      조회; 조회수; 조회수 회; 회 조회; 조회 수
      เข้าชม; เข้าชม ครั้ง; จำนวนผู้เข้าชม; จำนวนผู้เข้าชม คน; จำนวนผู้เข้าชม ครั้ง; อ่าน ครั้ง; \
      เปิดอ่าน; เปิดอ่าน ครั้ง; ยอดวิว; จำนวนครั้งที่อ่าน; จำนวนการเข้าชม; จำนวนการเข้าชม ครั้ง; ผู้ชม
      lượt xem; lượt đọc; số lượt xem; số lần xem; lần xem; đã xem; lượt truy cập
      dilihat kali; dibaca kali; kali dibaca; kali dilihat; dilihat; tayangan; jumlah tayangan; paparan
      """
          .lines()
          .flatMap(line -> java.util.Arrays.stream(line.split(";")))
          .map(CounterLine::words)
          .filter(words -> !words.isEmpty())
          .collect(Collectors.toUnmodifiableSet());

  private CounterLine() {}

  /// Whether a block is nothing but such lines.
  static boolean isCounter(String block) {
    return block.indexOf('\n') < 0 ? isLine(block) : block.lines().allMatch(CounterLine::isLine);
  }

  private static boolean isLine(String line) {
    if (line.length() > MOST_CHARS || !WORDS.contains(words(line))) return false;
    Matcher number = NUMBER.matcher(line);
    return number.find() && !number.find();
  }

  /// The words of a line, one blank between them; of a longer line those that tell that it is none.
  private static String words(String line) {
    var words = new StringBuilder(line.length());
    int count = 0;
    boolean inside = false;
    for (int i = 0; i < line.length() && count <= MOST_WORDS; i++) {
      char c = line.charAt(i);
      boolean letter = isLetter(c);
      if (letter && !inside && ++count > 1) words.append(' ');
      if (letter) words.append(Character.toLowerCase(c));
      inside = letter;
    }
    return words.toString();
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }
}
