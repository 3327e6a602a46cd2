package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Words that tell a publication time from other times.
final class DateWords {
  private static final Set<String> NAMES =
      Set.of(
          "date",
          "datum",
          "fecha",
          "datetime",
          "published",
          "publish",
          "pubdate",
          "publishdate",
          "timestamp",
          "posted",
          "time",
          "publication",
          "dateline",
          "tarih",
          "data",
          "veroeffentlicht",
          "postdate",
          "entrydate",
          "articledate",
          "newsdate",
          "byline");
  private static final Set<String> OTHER =
      Set.of(
          "updated",
          "modified",
          "update",
          "event",
          "events",
          "termin",
          "termine",
          "calendar",
          "kalender",
          "lastmod",
          "changed",
          "comment",
          "comments",
          "related",
          "copyright",
          "start",
          "end",
          "deadline",
          "picker");
  private static final Set<String> FOREIGN =
      Set.of(
          "comment",
          "comments",
          "commentlist",
          "kommentare",
          "related",
          "recent",
          "popular",
          "ticker",
          "recommended");
  private static final Set<String> SIDE = Set.of("sidebar", "sidebars", "aside");
  private static final List<String> UPDATE =
      List.of(
          "update",
          "modified",
          "last changed",
          "last reviewed",
          "aktualisiert",
          "stand:",
          "stand ",
          "geändert",
          "letzte änderung",
          "änderung",
          "zuletzt",
          "mis à jour",
          "mise à jour",
          "modifié",
          "actualizado",
          "actualización",
          "atualizado",
          "aggiornat",
          "обновлен",
          "обновлено",
          "изменен",
          "güncelle",
          "更新",
          "修改",
          "最終更新",
          "zaktualizowano",
          "gewijzigd",
          "bijgewerkt",
          "uppdaterad",
          "ändrad",
          "oppdatert",
          "opdateret",
          "©",
          "copyright",
          "تحديث",
          "به روز");
  private static final List<String> PUBLICATION =
      List.of(
          "published",
          "posted on",
          "release date",
          "date:",
          "released",
          "issued",
          "issue date",
          "veröffentlicht",
          "erschienen",
          "datum:",
          "pressemitteilung vom",
          "erstellt",
          "publié",
          "publicado",
          "fecha:",
          "pubblicato",
          "data:",
          "опубликован",
          "дата:",
          "发布",
          "时间",
          "日期",
          "掲載",
          "公開",
          "配信",
          "등록일",
          "opublikowan",
          "publicerad",
          "publisert",
          "gepubliceerd",
          "yayın",
          "tarih",
          "dərc",
          "نشر",
          "تاریخ",
          "δημοσ",
          "ngày",
          "publication date");

  private static final List<String> POSTED =
      List.of(
          "gepostet",
          "veröffentlicht",
          "publiziert",
          "erstellt",
          "eingestellt",
          "originally published");

  private DateWords() {}

  /// Whether an element's class, id or itemprop says that it holds a date.
  static boolean isNamedAfterDate(Element element) {
    if (element.attributesSize() == 0) return false;
    String names = Markup.names(element) + " " + element.attr("itemprop");
    if (names.length() < 4) return false;
    return ClassWords.hasAny(names, NAMES);
  }

  /// Whether its names say that the date is of an update, event or comment.
  static boolean isOtherDate(Element element) {
    return ClassWords.hasAny(Markup.names(element) + " " + element.attr("itemprop"), OTHER);
  }

  /// Whether names say that a box belongs to other articles or the page's frame.
  static boolean isForeign(String names) {
    return ClassWords.hasAny(names, FOREIGN);
  }

  /// Whether names say that a box stands beside the text.
  static boolean isSide(String names) {
    return ClassWords.hasAny(names, SIDE);
  }

  static boolean speaksOfUpdate(String text) {
    return contains(text, UPDATE);
  }

  static boolean speaksOfPublication(String text) {
    return contains(text, PUBLICATION);
  }

  /// Whether the words behind a date, where German has its verbs, say that it is a publication's.
  static boolean isPosted(String after) {
    return contains(after, POSTED);
  }

  /// Whether the label nearest to a date, which ends this text, is of an update.
  static boolean isUpdate(String before) {
    return last(before, UPDATE) > last(before, PUBLICATION);
  }

  private static int last(String text, List<String> words) {
    String lower = text.toLowerCase(Locale.ROOT);
    int last = -1;
    for (String word : words) last = Math.max(last, lower.lastIndexOf(word));
    return last;
  }

  private static boolean contains(String text, List<String> words) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : words) if (lower.contains(word)) return true;
    return false;
  }
}
