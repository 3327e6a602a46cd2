package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// What a site calls itself, to tell its name from a statement's title.
final class SiteName {
  private static final String SEPARATORS = "|-–—·•»«:›‹/~_";

  /// Titles in ideographs set no blanks around their separators.
  private static final String DENSE_SEPARATORS = "|-–—_";

  private static final int LEAST_REST = 12;
  private static final int MOST_NAME_WORDS = 5;
  private static final int MOST_DENSE_CHARS = 12;
  private static final int MOST_SECTION_WORDS = 2;

  private final Set<String> bareNames = new LinkedHashSet<>();

  private SiteName() {}

  static SiteName of(PageFacts facts, Optional<String> url) {
    var site = new SiteName();
    facts
        .meta(
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "publisher",
            "dc.publisher")
        .ifPresent(site::add);
    facts.linkedData().siteName().ifPresent(site::add);
    url.map(HttpUrl::parse)
        .ifPresent(
            parsed -> {
              String domain = parsed.topPrivateDomain();
              site.add(parsed.host().replace("www.", ""));
              if (domain != null) {
                site.add(domain);
                site.add(domain.substring(0, domain.indexOf('.')));
              }
            });
    return site;
  }

  private void add(String name) {
    String bare = Texts.bare(name);
    if (bare.length() >= 2) bareNames.add(bare);
  }

  /// Whether a text is the site's name and nothing else.
  boolean is(String text) {
    return bareNames.contains(Texts.bare(text));
  }

  /// A page title without the site's name, and without a short last part that looks like one.
  String strip(String title) {
    List<Integer> cuts = cuts(title);
    for (int cut : cuts) {
      String head = title.substring(0, cut).strip();
      if (isName(title.substring(cut + 1)) && !head.isEmpty())
        return withoutSection(head, title.charAt(cut));
    }
    for (int cut : cuts) {
      String rest = title.substring(cut + 1).strip();
      if (isName(title.substring(0, cut)) && !rest.isEmpty()) return rest;
    }
    if (cuts.isEmpty()) return title;
    int last = cuts.getLast();
    String head = title.substring(0, last).strip();
    String tail = title.substring(last + 1).strip();
    boolean strong = title.charAt(last) != ':' && title.charAt(last) != '/';
    boolean looksLikeName =
        strong
            && (Texts.words(tail) <= MOST_NAME_WORDS || isDenseName(tail))
            && head.length() >= Math.max(LEAST_REST, tail.length());
    return looksLikeName ? withoutSection(head, title.charAt(last)) : title;
  }

  private static boolean isDenseName(String tail) {
    return tail.length() <= MOST_DENSE_CHARS && Texts.isIdeographic(tail.charAt(0));
  }

  /// In "Title | News | Site" the part before the site's name is a section of it.
  private static String withoutSection(String head, char separator) {
    int cut = head.lastIndexOf(" " + separator + " ");
    if (cut < LEAST_REST || Texts.words(head.substring(cut + 3)) > MOST_SECTION_WORDS) return head;
    return head.substring(0, cut).strip();
  }

  private boolean isName(String part) {
    String bare = Texts.bare(part);
    if (bare.length() < 2) return false;
    for (String name : bareNames)
      if (bare.equals(name)
          || (name.length() >= 4 && bare.length() <= name.length() + 12 && bare.contains(name))
          || (bare.length() >= 5 && name.contains(bare))) return true;
    return false;
  }

  /// Separators that stand between blanks, or a colon, bar or guillemet after which a blank stands.
  private static List<Integer> cuts(String title) {
    var cuts = new ArrayList<Integer>();
    for (int i = 1; i < title.length() - 1; i++) {
      char c = title.charAt(i);
      if (SEPARATORS.indexOf(c) < 0) continue;
      boolean before = title.charAt(i - 1) == ' ';
      boolean after = title.charAt(i + 1) == ' ';
      boolean dense = DENSE_SEPARATORS.indexOf(c) >= 0 && Texts.isIdeographic(title.charAt(i - 1));
      if (dense || (before && after) || c == '|' || (c == ':' && after)) cuts.add(i);
    }
    return cuts;
  }
}
