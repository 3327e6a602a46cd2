package dev.herald.crawler.extract;

import java.util.List;
import java.util.Locale;

/// Tells press contacts at the end of a body.
final class ContactFinder {
  private static final int MOST_CHARS = 400;
  private static final int MOST_LABEL_CHARS = 60;

  private static final List<String> LABELS =
      List.of(
          "press contact",
          "media contact",
          "contact",
          "for media inquiries",
          "media inquiries",
          "for more information",
          "media enquiries",
          "press enquiries",
          "pressekontakt",
          "kontakt",
          "ansprechpartner",
          "rückfragen",
          "adresse für rückfragen",
          "contact presse",
          "contacts presse",
          "contacto",
          "contacto de prensa",
          "contato",
          "contatti",
          "контакты",
          "контакт",
          "για περισσότερες",
          "iletişim",
          "əlaqə",
          "联系人",
          "联系电话",
          "お問い合わせ",
          "문의");

  private ContactFinder() {}

  /// Whether a run opens or is a press contact.
  static boolean isContact(RawBlock run) {
    String text = run.text();
    if (text.length() > MOST_CHARS) return false;
    boolean reachable = text.indexOf('@') > 0 || hasPhone(text);
    return reachable && (isLabelled(text) || (text.length() < 160 && !Texts.endsSentence(text)));
  }

  /// Whether a run is nothing but the label over press contacts.
  static boolean isLabel(RawBlock run) {
    return run.text().length() <= MOST_LABEL_CHARS
        && !Texts.endsSentence(run.text())
        && isLabelled(run.text());
  }

  private static boolean isLabelled(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String label : LABELS) if (lower.startsWith(label)) return true;
    return false;
  }

  /// Seven digits or more after a plus sign or a word for telephone.
  private static boolean hasPhone(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int digits = 0;
    for (int i = 0; i < lower.length(); i++) if (Character.isDigit(lower.charAt(i))) digits++;
    return digits >= 7
        && (lower.contains("+")
            || lower.contains("tel")
            || lower.contains("phone")
            || lower.contains("тел")
            || lower.contains("电话")
            || lower.contains("هاتف"));
  }
}
