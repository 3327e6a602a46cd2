package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;

/// Tells lines that name a photographer, an agency or the source of a picture.
final class CreditLine {
  private static final List<String> STARTS =
      List.of(
          "foto:",
          "fotos:",
          "photo:",
          "photos:",
          "photo by",
          "photo credit",
          "bild:",
          "bilder:",
          "titelbild:",
          "advertisement",
          "anzeige:",
          "image:",
          "image credit",
          "bildquelle",
          "quelle:",
          "credit:",
          "credits:",
          "©",
          "(c)",
          "picture:",
          "grafik:",
          "illustration:",
          "fotografía:",
          "fotoğraf:",
          "fotoğraf :",
          "ljósmynd/",
          "crédit photo",
          "фото:",
          "foto ©",
          "photo ©",
          "图片",
          "图为",
          "摄影");
  private static final List<String> AGENCIES =
      List.of(
          "getty images",
          "shutterstock",
          "istock",
          "afp /",
          "/ afp",
          "imago images",
          "picture alliance");

  private static final List<String> PHOTOS =
      List.of(
          "foto:",
          "fotos:",
          "photo:",
          "photos:",
          "photo by",
          "bild:",
          "bilder:",
          "фото:",
          "ljósmynd/",
          "archivfoto:",
          "archivbild:",
          "symbolfoto:",
          "symbolbild:");

  private static final int MOST_CAPTION_CHARS = 250;
  private static final int MOST_CREDIT_CHARS = 45;

  private CreditLine() {}

  /// A caption of a sentence or two, and the credit behind it.
  private static boolean endsInCredit(String lower) {
    if (lower.length() > MOST_CAPTION_CHARS) return false;
    int end = Math.max(1, lower.length() - MOST_CREDIT_CHARS);
    for (String start : PHOTOS) {
      int credit = lower.indexOf(start, end);
      if (credit > 0 && !Character.isLetter(lower.charAt(credit - 1))) return true;
    }
    return false;
  }

  private static String withoutBracket(String text) {
    return text.startsWith("(") || text.startsWith("[") ? text.substring(1) : text;
  }

  /// Whether a credit begins in a text, as in brackets at the end of a caption.
  static boolean opens(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String start : PHOTOS) if (lower.contains(start)) return true;
    return false;
  }

  static boolean matches(String text) {
    String lower = withoutBracket(text.toLowerCase(Locale.ROOT).strip());
    for (String start : STARTS) if (lower.startsWith(start)) return true;
    if (endsInCredit(lower)) return true;
    if (lower.indexOf('©') > 0 || lower.indexOf('ⓒ') > 0) return true;
    if (lower.length() <= 120 && lower.contains("all rights reserved")) return true;
    if (Texts.endsSentence(lower) || lower.length() > 80) return false;
    for (String agency : AGENCIES) if (lower.contains(agency)) return true;
    return false;
  }
}
