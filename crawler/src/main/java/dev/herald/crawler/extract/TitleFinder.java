package dev.herald.crawler.extract;

import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.RawBlock.Kind;
import dev.herald.crawler.template.Field;
import dev.herald.crawler.template.Position;
import dev.herald.crawler.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the title as the page shows it: a heading that the page's other titles confirm, or else
/// the best of those, without the site's name.
final class TitleFinder {
  private static final int MOST_CHARS = 1_000;
  private static final int LEAST_BARE = 5;
  private static final double LEAST_SHARE = 0.2;
  private static final int MOST_HEADINGS = 400;
  private static final String LISTED = "feed or listing";
  private static final int SECTION_WORDS = 2;
  private static final int TITLE_WORDS = 5;
  private static final double LEARNED = 0.3;
  private static final double LEARNED_ALONE = 0.6;

  private final Map<String, String> references = new LinkedHashMap<>();
  private final SiteName site;
  private final Reading reading;
  private final Box body;
  private final Template template;
  private final Reasons reasons;

  private TitleFinder(
      Reading reading, Box body, PageFacts facts, Hints hints, SiteName site, Reasons reasons) {
    this.reading = reading;
    this.body = body;
    this.site = site;
    this.template = hints.template();
    this.reasons = reasons;
    hints.title().ifPresent(text -> refer(LISTED, text));
    facts.meta("og:title").ifPresent(text -> refer("og:title", text));
    facts.linkedData().headline().ifPresent(text -> refer("JSON-LD headline", text));
    facts
        .meta(
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "title",
            "headline",
            "citation_title",
            "parsely-title",
            "sailthru.title")
        .ifPresent(text -> refer("meta title", text));
    if (!facts.title().isEmpty()) refer("title element", facts.title());
  }

  /// A title and what gave it.
  record Title(String text, String how) {}

  /// The title, or empty if the page has none at all.
  ///
  /// @param body the chosen body; headings near it count more
  /// @param hints the title in the feed or listing that named the page, and the source's template
  static Optional<Title> find(
      Reading reading, Box body, PageFacts facts, Hints hints, SiteName site, Reasons reasons) {
    var finder = new TitleFinder(reading, body, facts, hints, site, reasons);
    return finder
        .confirmedHeading()
        .or(finder::learnedHeading)
        .or(finder::loneHeading)
        .or(finder::bestReference)
        .or(finder::anyHeading);
  }

  private void refer(String how, String text) {
    String line = clip(Texts.line(text));
    if (line.isEmpty()) return;
    references.put(how, line);
    reasons.candidate("title", line, how, "confirms a heading, or stands in for one");
  }

  /// The heading that an `og:title`, headline or title element contains, the fullest one.
  private Optional<Title> confirmedHeading() {
    Title best = null;
    double bestScore = 0;
    var bareReferences = new LinkedHashMap<String, String>();
    references.forEach((how, text) -> bareReferences.put(how, Texts.bare(site.strip(text))));
    for (RawBlock heading : headings()) {
      String text = clip(HeadingText.of(heading));
      String bare = Texts.bare(text);
      if (bare.length() < LEAST_BARE && !isIdeographic(bare)) continue;
      if (site.is(text)) {
        reasons.candidate("title", text, "h" + heading.level(), "is the site's name");
        continue;
      }
      for (var reference : bareReferences.entrySet()) {
        if (isSection(text, reference.getKey())) continue;
        double score = match(bare, reference.getValue(), heading);
        String how = "h" + heading.level() + " confirmed by " + reference.getKey();
        if (score > 0) reasons.candidate("title", text, how, score);
        if (score <= bestScore) continue;
        bestScore = score;
        best = new Title(withoutKicker(text, bare, reference.getKey(), reference.getValue()), how);
      }
    }
    return Optional.ofNullable(best);
  }

  /// A heading that ends in the whole of another title has a kicker or a date before it; one that
  /// begins with it and goes on with digits has a date or a number behind it.
  private String withoutKicker(String text, String bare, String how, String bareReference) {
    if (bare.length() <= bareReference.length()) return text;
    boolean kicker = bare.endsWith(bareReference);
    boolean trailer =
        bare.startsWith(bareReference)
            && bare.substring(bareReference.length()).chars().anyMatch(Character::isDigit);
    return kicker || trailer ? site.strip(references.getOrDefault(how, text)) : text;
  }

  private double match(String bare, String reference, RawBlock heading) {
    double share;
    if (reference.contains(bare)) share = bare.length() / (double) reference.length();
    else if (bare.contains(reference) && reference.length() > 15)
      share = reference.length() / (double) bare.length();
    else return 0;
    if (share < LEAST_SHARE) return 0;
    double score = 2 * share + 0.5 / heading.level();
    if (body.contains(heading.box())) score += 0.1;
    if (heading.box().noise) score -= 0.2;
    score += LEARNED * learned(heading);
    return Math.max(score, 0.01);
  }

  /// The first heading that stands where the source's other pages have their title.
  private Optional<Title> learnedHeading() {
    for (RawBlock heading : headings()) {
      if (learned(heading) < LEARNED_ALONE) continue;
      String text = clip(HeadingText.of(heading));
      if (!site.is(text) && Texts.words(text) >= 2)
        return Optional.of(new Title(text, "heading at the usual place"));
    }
    return Optional.empty();
  }

  private double learned(RawBlock heading) {
    return template.isKnown() ? template.share(Field.TITLE, Position.of(heading.box().element)) : 0;
  }

  /// The only level-one heading that stands in or before the body.
  private Optional<Title> loneHeading() {
    var found = new ArrayList<String>();
    for (RawBlock heading : headings()) {
      if (heading.level() != 1 || heading.box().noise) continue;
      if (heading.box().index >= body.end) continue;
      String text = clip(HeadingText.of(heading));
      if (!site.is(text) && Texts.words(text) >= 2) found.add(text);
    }
    if (found.size() != 1) return Optional.empty();
    String text = found.getFirst();
    if (!isOfMany(text)) return Optional.of(new Title(text, "the only h1"));
    reasons.candidate("title", text, "h1", "stands on many pages: the site's name or a section's");
    return Optional.empty();
  }

  /// Whether a heading that no other title confirms is the site's name, which title elements put
  /// behind the title, or a section's, which is much shorter than the page's own title.
  private boolean isOfMany(String heading) {
    String bare = Texts.bare(heading);
    for (var reference : references.entrySet()) {
      if (isSection(heading, reference.getKey())) return true;
      boolean isCutOff = !Texts.bare(site.strip(reference.getValue())).contains(bare);
      if (isCutOff && Texts.bare(reference.getValue()).contains(bare)) return true;
    }
    return false;
  }

  /// Whether a heading of one or two words stands beside a title of many: "Press release". Lists
  /// have their own words for a page, longer ones too.
  private boolean isSection(String heading, String how) {
    return !how.equals(LISTED)
        && Texts.words(heading) <= SECTION_WORDS
        && Texts.words(site.strip(references.getOrDefault(how, ""))) >= TITLE_WORDS;
  }

  private Optional<Title> bestReference() {
    for (var reference : references.entrySet()) {
      String text = site.strip(reference.getValue());
      if (!text.isEmpty() && !site.is(text))
        return Optional.of(new Title(text, reference.getKey()));
    }
    return Optional.empty();
  }

  private Optional<Title> anyHeading() {
    for (RawBlock heading : headings()) {
      String text = clip(HeadingText.of(heading));
      if (!heading.box().noise) return Optional.of(new Title(text, "first heading"));
    }
    return references.entrySet().stream()
        .findFirst()
        .map(reference -> new Title(reference.getValue(), reference.getKey()));
  }

  private List<RawBlock> headings() {
    return reading.blocks().stream()
        .filter(block -> block.kind() == Kind.HEADING)
        .limit(MOST_HEADINGS)
        .toList();
  }

  private static boolean isIdeographic(String bare) {
    return bare.length() >= 2 && Texts.isIdeographic(bare.charAt(0));
  }

  private static String clip(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS).strip();
  }
}
