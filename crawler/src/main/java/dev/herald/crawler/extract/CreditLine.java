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
      List.of("foto:", "fotos:", "photo:", "photos:", "photo by", "bild:", "bilder:", "фото:");

  private CreditLine() {}

  /// Whether a credit begins in a text, as in brackets at the end of a caption.
  static boolean opens(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String start : PHOTOS) if (lower.contains(start)) return true;
    return false;
  }

  static boolean matches(String text) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    for (String start : STARTS) if (lower.startsWith(start)) return true;
    if (lower.indexOf('©') > 0) return true;
    if (Texts.endsSentence(lower) || lower.length() > 80) return false;
    for (String agency : AGENCIES) if (lower.contains(agency)) return true;
    return false;
  }
}
