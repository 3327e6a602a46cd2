package dev.herald.indexer.notify;

import static dev.herald.indexer.notify.AlertText.escape;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A digest in words, for mail: every alert of it, whole.
final class DigestText {
  private static final String LINE = "-".repeat(60) + "\n";

  private DigestText() {}

  static String subject(Digest digest) {
    return "%s: %s until %s".formatted(digest.ruleName(), matches(digest), digest.until());
  }

  static String plain(Digest digest) {
    String alerts =
        IntStream.range(0, digest.count())
            .mapToObj(
                i ->
                    "%s%d of %d\n\n%s\n"
                        .formatted(LINE, i + 1, digest.count(), AlertText.told(alert(digest, i))))
            .collect(Collectors.joining());
    return """
    %s
    %s from %s to %s

    %s%s%sRule: %s. Delivery %s.
    """
        .formatted(
            digest.ruleName(),
            matches(digest),
            digest.from(),
            digest.until(),
            alerts,
            LINE,
            AlertText.all(digest.alerts().getLast()),
            digest.ruleName(),
            digest.deliveryId());
  }

  static String html(Digest digest) {
    String alerts =
        digest.alerts().stream()
            .map(alert -> "<hr>\n" + AlertText.toldHtml(alert))
            .collect(Collectors.joining());
    return AlertText.page(
        """
        <p><strong dir="auto">%s</strong><br>%s from %s to %s</p>
        %s<hr>
        <p style="color:#666;font-size:.85em">%sRule: <span dir="auto">%s</span>. Delivery %s.</p>
        """
            .formatted(
                escape(digest.ruleName()),
                matches(digest),
                digest.from(),
                digest.until(),
                alerts,
                AlertText.allHtml(digest.alerts().getLast()),
                escape(digest.ruleName()),
                escape(digest.deliveryId())));
  }

  private static Alert alert(Digest digest, int index) {
    return digest.alerts().get(index);
  }

  private static String matches(Digest digest) {
    return digest.count() == 1 ? "1 match" : digest.count() + " matches";
  }
}
