package dev.herald.indexer.notify;

import java.util.Locale;

/// An alert in words, for mail.
final class AlertText {
  private AlertText() {}

  static String plain(Alert alert) {
    return alert
        .incident()
        .map(incident -> plain(alert, incident))
        .or(() -> alert.brokenRule().map(rule -> plain(alert, rule)))
        .orElseGet(() -> ofRevision(alert));
  }

  private static String plain(Alert alert, Alert.OfIncident incident) {
    return """
    %s

    Since %s%s
    Before: %s
    %s: %s

    Source: %s
    In Herald: %s

    Delivery %s.
    """
        .formatted(
            alert.title(),
            incident.since(),
            incident.closedAt().map(at -> ", closed " + at).orElse(""),
            incident.before().orElse("not known"),
            incident.closedAt().isPresent() ? "Until then" : "Now",
            incident.evidence(),
            alert.url(),
            alert.link(),
            alert.deliveryId());
  }

  private static String plain(Alert alert, Alert.OfRule rule) {
    return """
    %s: %s

    Since %s%s
    Query: %s
    Reason: %s

    In Herald: %s

    Delivery %s.
    """
        .formatted(
            alert.ruleName(),
            alert.title(),
            rule.since(),
            rule.works() ? ", until " + alert.matchedAt() : ", it matches nothing",
            rule.query(),
            rule.reason(),
            alert.link(),
            alert.deliveryId());
  }

  private static String ofRevision(Alert alert) {
    return """
    %s
    %sRule: %s. Delivery %s.
    """
        .formatted(told(alert), all(alert), alert.ruleName(), alert.deliveryId());
  }

  /// What a revision's alert says of the statement.
  static String told(Alert alert) {
    return """
    %s

    %s (%s), %s
    %s

    %s

    %s

    Original: %s
    In Herald: %s
    """
        .formatted(
            alert.title(),
            alert.institution(),
            alert.country(),
            alert.cause().name().toLowerCase(Locale.ROOT),
            published(alert),
            alert.snippet(),
            WhyText.line(alert),
            alert.url(),
            alert.link());
  }

  static String html(Alert alert) {
    if (alert.incident().isPresent() || alert.brokenRule().isPresent())
      return "<!doctype html>\n<html><body><pre style=\"white-space:pre-wrap\">%s</pre></body></html>"
          .formatted(escape(plain(alert)));
    return page(
        toldHtml(alert)
            + """
            <p style="color:#666;font-size:.85em">%sRule: <span dir="auto">%s</span>. Delivery %s.</p>
            """
                .formatted(allHtml(alert), escape(alert.ruleName()), escape(alert.deliveryId())));
  }

  /// A line that leads to all that the rule had matched by then; empty where the alert names none.
  static String all(Alert alert) {
    return alert.why().flatMap(Alert.Why::all).map("All its matches: %s\n"::formatted).orElse("");
  }

  static String allHtml(Alert alert) {
    return alert
        .why()
        .flatMap(Alert.Why::all)
        .map(url -> "<a href=\"%s\">All its matches</a>. ".formatted(escape(url)))
        .orElse("");
  }

  static String page(String body) {
    return """
    <!doctype html>
    <html><body style="font-family:sans-serif;line-height:1.5;max-width:40em">
    %s</body></html>
    """
        .formatted(body);
  }

  /// What a revision's alert says of the statement, as HTML.
  static String toldHtml(Alert alert) {
    return """
    <h1 style="font-size:1.2em" dir="auto" lang="%s">%s</h1>
    <p><strong dir="auto">%s</strong> (%s), %s<br>%s</p>
    <blockquote dir="auto" lang="%s">%s</blockquote>
    <p dir="auto">%s</p>
    <p><a href="%s">Original page</a> · <a href="%s">In Herald</a></p>
    """
        .formatted(
            escape(alert.language()),
            escape(alert.title()),
            escape(alert.institution()),
            escape(alert.country()),
            alert.cause().name().toLowerCase(Locale.ROOT),
            escape(published(alert)),
            escape(alert.language()),
            escape(alert.snippet()),
            escape(WhyText.line(alert)),
            escape(alert.url()),
            escape(alert.link()));
  }

  private static String published(Alert alert) {
    return alert
        .published()
        .map(at -> "published " + at + alert.zone().map(zone -> " (" + zone + ")").orElse(""))
        .orElse("publication time unknown");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
