package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells what press offices put under a statement: marks of its end, and where pictures of the
/// event are to be had.
final class Endings {
  private static final int MOST_MARK_CHARS = 24;
  private static final int MOST_NOTICE_CHARS = 250;

  private static final Set<String> MARKS =
      Set.of("ends", "end", "ende", "fin", "fine", "30", "конец", "son", "koniec");

  private static final List<String> PICTURES =
      List.of(
          "fotos",
          "pressefotos",
          "bilder",
          "bildmaterial",
          "photos",
          "photographs",
          "images",
          "pictures",
          "footage",
          "fotografías",
          "imágenes",
          "imagens",
          "immagini",
          "foto's",
          "zdjęcia",
          "фото",
          "fotoğraflar");

  private static final List<String> TO_BE_HAD =
      List.of(
          "abrufbar",
          "herunterladen",
          "heruntergeladen",
          "download",
          "zur verfügung",
          "available",
          "disponible",
          "télécharge",
          "descarga",
          "disponíve",
          "disponibil",
          "scaricabil",
          "beschikbaar",
          "pobrania",
          "скачать",
          "доступны",
          "indirilebilir",
          "flickr");

  private Endings() {}

  /// `###`, `-30-`, `ENDS`, `- Ende -`: what follows is no part of the statement.
  static boolean isMark(String text) {
    if (text.length() > MOST_MARK_CHARS || text.isBlank()) return false;
    String bare = Texts.bare(text);
    boolean framed = !Character.isLetterOrDigit(text.charAt(0));
    if (bare.isEmpty()) return text.chars().filter(c -> c == '#').count() >= 3;
    if (bare.equals("30")) return framed;
    return MARKS.contains(bare) && (framed || text.equals(text.toUpperCase(Locale.ROOT)));
  }

  /// "Pictures of the meeting are available at …".
  static boolean isPictureNotice(String text) {
    if (text.length() > MOST_NOTICE_CHARS) return false;
    String lower = text.toLowerCase(Locale.ROOT);
    return startsWithAny(lower) && contains(lower, TO_BE_HAD);
  }

  /// Pictures are what such a notice speaks of first.
  private static boolean startsWithAny(String lower) {
    int end = Math.min(lower.length(), 40);
    return contains(lower.substring(0, end), PICTURES);
  }

  private static boolean contains(String text, List<String> words) {
    for (String word : words) if (text.contains(word)) return true;
    return false;
  }
}
