package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/// Words that tell a publication time from other times.
final class DateWords {
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

  /// Whatever else has a day on a page: when its author joined, what time it is now.
  private static final List<String> OTHER =
      List.of(
          "joined",
          "member since",
          "registered",
          "current time",
          "registriert",
          "mitglied seit",
          "dabei seit",
          "angemeldet",
          "aktuelle zeit",
          "inscrit",
          "inscription",
          "registrado",
          "iscritto",
          "регистрац",
          "зарегистрирован",
          "kayıt tarihi",
          "注册");

  private static final List<String> RIGHTS = List.of("©", "copyright");

  private DateWords() {}

  /// Whether an element's class, id or itemprop says that it holds a date.
  static boolean isNamedAfterDate(Element element) {
    return element.attributesSize() > 0 && isNamed(element, NameTopic.DATE);
  }

  /// Whether the name of an attribute says that it holds a publication date.
  static boolean isNamedAfterDate(String attribute) {
    return ClassWords.speaksOf(attribute, NameTopic.DATE)
        && !ClassWords.speaksOf(attribute, NameTopic.OTHER_DATE);
  }

  /// Whether its names say that the date is of an update, event or comment.
  static boolean isOtherDate(Element element) {
    return isNamed(element, NameTopic.OTHER_DATE);
  }

  private static boolean isNamed(Element element, NameTopic topic) {
    return ClassWords.speaksOf(Markup.names(element), topic)
        || ClassWords.speaksOf(element.attr("itemprop"), topic);
  }

  /// Whether a text speaks of an update or of rights, whose days are not a publication's.
  static boolean speaksOfUpdate(String text) {
    return contains(text, UPDATE) || contains(text, RIGHTS);
  }

  static boolean speaksOfPublication(String text) {
    return contains(text, PUBLICATION);
  }

  /// A text without the label that says it is a publication time.
  static String withoutLabel(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : PUBLICATION) {
      if (lower.length() != text.length() || !lower.startsWith(word)) continue;
      int start = word.length();
      while (start < text.length() && Character.isLetter(text.charAt(start))) start++;
      while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) start++;
      return text.substring(start);
    }
    return text;
  }

  /// Whether the words behind a date, where German has its verbs, say that it is a publication's.
  static boolean isPosted(String after) {
    return contains(after, POSTED);
  }

  /// Whether the label nearest to a date, which ends this text, is of something else than a
  /// publication: an update, or the day someone joined.
  static boolean isOther(String before) {
    return Math.max(last(before, UPDATE), lastOfOther(before)) > last(before, PUBLICATION);
  }

  /// Whether the label nearest to a date, which ends this text, is of the page's last change.
  static boolean isChange(String before) {
    return last(before, UPDATE) > Math.max(last(before, PUBLICATION), lastOfOther(before));
  }

  private static int lastOfOther(String before) {
    return Math.max(last(before, OTHER), last(before, RIGHTS));
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
