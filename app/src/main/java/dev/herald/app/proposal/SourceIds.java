package dev.herald.app.proposal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes a source's id of its address: `www.meclis.gov.az` in AZ gives `az-meclis`. Pure.
final class SourceIds {
  /// Labels that say nothing of whose site it is.
  private static final Set<String> EMPTY =
      Set.of("www", "gov", "gob", "gouv", "gub", "go", "govt", "co", "com", "org", "net", "int");

  private static final int MOST_CHARS = 64;

  private SourceIds() {}

  static String of(String host, String country) {
    var labels = new ArrayList<>(Arrays.asList(host.toLowerCase(Locale.ROOT).split("\\.")));
    if (labels.size() > 1) labels.removeLast();
    List<String> telling = labels.stream().filter(label -> !EMPTY.contains(label)).toList();
    String name = String.join("-", telling.isEmpty() ? labels : telling);
    String id = slug(country + "-" + name);
    return id.substring(0, Math.min(MOST_CHARS, id.length())).replaceAll("-$", "");
  }

  private static String slug(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
