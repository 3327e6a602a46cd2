package dev.herald.crawler.extract;

import java.util.Locale;
import java.util.Set;

/// Tells the line of tools over or under a text: the size of its letters, print, share, close.
final class PageTools {
  private static final int MOST_CHARS = 120;
  private static final int LEAST_TOOLS = 2;

  private static final Set<String> TOOLS =
      Set.of(
          // Chinese, Japanese, Korean
          "字号",
          "字体",
          "字號",
          "字體",
          "打印",
          "列印",
          "关闭窗口",
          "關閉視窗",
          "分享到",
          "收藏",
          "文字サイズ",
          "印刷する",
          "글자크기",
          "인쇄하기",
          // Languages with spaces
          "font size",
          "text size",
          "print this page",
          "print page",
          "printer friendly",
          "close window",
          "email this page",
          "schriftgröße",
          "seite drucken",
          "drucken",
          "taille du texte",
          "imprimer",
          "tamaño de letra",
          "imprimir",
          "tamanho da fonte",
          "dimensione carattere",
          "stampa",
          "размер шрифта",
          "версия для печати",
          "распечатать",
          "розмір шрифту",
          "версія для друку",
          "yazı boyutu",
          "yazdır",
          "çap et",
          "şriftin ölçüsü",
          "حجم الخط",
          "طباعة",
          "اندازه قلم",
          "چاپ");

  private PageTools() {}

  /// Whether a line is one of tools: short, no sentence, and two of them at least.
  static boolean areIn(String text) {
    if (text.length() > MOST_CHARS || Texts.endsSentence(text)) return false;
    String lower = text.toLowerCase(Locale.ROOT);
    int tools = 0;
    for (String tool : TOOLS) if (lower.contains(tool) && ++tools == LEAST_TOOLS) return true;
    return false;
  }
}
