package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.config.message.Statement.Extraction;
import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.BodyScorer.Choice;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import dev.herald.crawler.extract.FieldSelectors.Found;
import dev.herald.crawler.extract.TimeFinder.Finding;
import dev.herald.crawler.extract.TitleFinder.Title;
import dev.herald.crawler.language.LanguageDetector;
import dev.herald.crawler.language.LanguageDetector.Witness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Extracts a statement from any page: a source's selectors first, and where there are none or they
/// find nothing, by structure. Parses each page once; linear in its size. Thread-safe.
///
/// ```java
/// ExtractResult result = new GeneralExtractor().extract(page, Hints.NONE);
/// ```
public final class GeneralExtractor implements Extractor {
  /// Version of what this class makes of a page; grows when records may change.
  public static final String VERSION = "7";

  private static final int LEAST_CHARS = 200;
  private static final int LANGUAGE_CHARS = 1_000;
  private static final double LOOSER_GAIN = 2;

  @Override
  public ExtractResult extract(PageContent page, Hints hints) {
    return extract(page, hints, Reasons.UNASKED);
  }

  /// What a page reads as, and why.
  public record Explained(ExtractResult result, Explanation explanation) {}

  /// Extracts as [#extract] does, and tells what stood for choice and why the winners won.
  public Explained explain(PageContent page, Hints hints) {
    Reasons reasons = Reasons.asked();
    ExtractResult result = extract(page, hints, reasons);
    return new Explained(result, reasons.explanation());
  }

  private static ExtractResult extract(PageContent page, Hints hints, Reasons reasons) {
    Optional<String> garbage = Garbage.find(page.bytes());
    if (garbage.isPresent()) return new NoStatement(garbage.get());
    try {
      Document document = PageParser.parse(page, hints);
      var selectors = new FieldSelectors(document, page, hints);
      selectors.remove();
      ExtractResult result =
          read(document, page, hints, new SelectedFields(selectors, hints, reasons));
      reasons.selectors(selectors.tried());
      return result;
    } catch (StackOverflowError | RuntimeException e) {
      // A page is hostile input; whatever it does to the parser stays with that page.
      return new NoStatement("the page broke the extractor: " + e);
    }
  }

  private static ExtractResult read(
      Document document, PageContent page, Hints hints, SelectedFields selected) {
    Reasons reasons = selected.reasons();
    PageElements elements = PageElements.of(document);
    PageFacts facts = PageFacts.of(document, elements, page.url());
    Body body = body(document.body(), facts, hints, SiteName.of(facts, page.url()), reasons);
    Optional<Title> title = selected.title().or(() -> body.title);
    if (title.isEmpty()) return new NoStatement("the page has no title and no heading");
    var chosenBy = new LinkedHashMap<String, String>();
    chosenBy.put("title", title.get().how());
    reasons.chosen("title", title.get().text(), title.get().how());
    Optional<Found<List<RawBlock>>> given = selected.body();
    List<Block> blocks = blocks(body, given, selected, hints, chosenBy);
    if (blocks.isEmpty()) return new NoStatement("the page has no text of its own");
    String language = language(title.get().text(), blocks, facts, hints, selected, chosenBy);
    blocks = BlockLanguages.settle(blocks, language, reasons);
    Finding published =
        TimeFinder.find(
            body.reading,
            elements,
            body.choice.box(),
            title.get().text(),
            facts,
            page,
            hints,
            selected,
            language);
    chosenBy.put("published", published.time().provenance().name().toLowerCase(Locale.ROOT));
    if (!published.refused().isEmpty())
      chosenBy.put(ExtractResult.REFUSED_TIMES, String.join("; ", published.refused()));
    reasons.chosen("published", published.time().iso().orElse("unknown"), why(published.time()));
    PageLinks links = PageLinks.of(document, elements, page.url());
    Optional<String> canonical = links.canonical();
    List<AttachmentLink> files = files(links, body, given, selected, chosenBy);
    Optional<String> author = note(selected.author(), "author", chosenBy);
    List<Translation> translations =
        note(selected.translations(links), "translations", chosenBy)
            .orElseGet(() -> links.translations(canonical.or(page::url), hints.translations()));
    String heading = title.get().text();
    List<Block> text = blocks;
    List<String> references =
        note(selected.references(), "references", chosenBy)
            .orElseGet(() -> ReferenceFinder.find(heading, text));
    reasons.all(
        "attachments",
        files.stream().map(AttachmentLink::url).toList(),
        chosenBy.getOrDefault("attachments", "linked from the text, or beside it"));
    reasons.all(
        "translations",
        translations.stream().map(one -> one.language() + " " + one.url()).toList(),
        chosenBy.getOrDefault(
            "translations", "linked by language, or by the source's pattern of addresses"));
    reasons.all(
        "references", references, chosenBy.getOrDefault("references", "printed in title or text"));
    return new Extracted(
        title.get().text(),
        language,
        published.time(),
        blocks,
        translations,
        files,
        references,
        canonical,
        facts.meta("robots"),
        LayoutReader.of(
            body.reading, body.choice.box(), title.get().text(), published.time(), blocks),
        new Extraction(
            VERSION, given.isPresent() ? 1 : body.choice.confidence(), chosenBy, selected.tried()),
        author,
        dateline(body, given, selected, chosenBy));
  }

  private static Optional<Dateline> dateline(
      Body body,
      Optional<Found<List<RawBlock>>> given,
      SelectedFields selected,
      Map<String, String> chosenBy) {
    Optional<Dateline> found =
        note(selected.dateline(), "dateline", chosenBy)
            .or(
                () ->
                    given
                        .map(runs -> DatelineFinder.find(runs.value()))
                        .orElseGet(() -> DatelineFinder.find(body.reading, body.blocks)));
    String why = chosenBy.getOrDefault("dateline", "a place and a day before the text");
    found.ifPresentOrElse(
        one -> selected.reasons().chosen("dateline", one.printed(), why),
        () -> selected.reasons().nothing("dateline", "no place and day stand before the text"));
    return found;
  }

  private static String why(PublicationTime published) {
    return switch (published.provenance()) {
      case NONE -> "no place names a possible time";
      case SELECTOR -> "the source's selector";
      case JSON_LD, META, TIME_ELEMENT, VISIBLE_TEXT, FEED, SITEMAP, LISTING, URL ->
          "the day with most votes, as precisely as a place names it: "
              + published.provenance().name().toLowerCase(Locale.ROOT);
    };
  }

  private static <T> Optional<T> note(
      Optional<Found<T>> found, String field, Map<String, String> chosenBy) {
    found.ifPresent(one -> chosenBy.put(field, one.how()));
    return found.map(Found::value);
  }

  private static List<AttachmentLink> files(
      PageLinks links,
      Body body,
      Optional<Found<List<RawBlock>>> given,
      SelectedFields selected,
      Map<String, String> chosenBy) {
    return note(selected.attachments(links), "attachments", chosenBy)
        .orElseGet(
            () ->
                given
                    .map(found -> links.attachments(found.elements()))
                    .orElseGet(() -> links.attachments(body.choice.box().element)));
  }

  /// By what the text is written in; what the page declares is often the template's language.
  private static String language(
      String title,
      List<Block> blocks,
      PageFacts facts,
      Hints hints,
      SelectedFields selected,
      Map<String, String> chosenBy) {
    Optional<Found<String>> given = selected.language();
    if (given.isPresent()) {
      selected.reasons().chosen("language", given.get().value(), given.get().how());
      note(given, "language", chosenBy);
      return given.get().value();
    }
    var text = new StringBuilder(title);
    for (Block block : blocks) {
      if (text.length() > LANGUAGE_CHARS) break;
      if (block.zone().isBody()) text.append('\n').append(block.text());
    }
    Reasons reasons = selected.reasons();
    String language =
        LanguageDetector.shared()
            .detect(
                text.toString(),
                hints.languages(),
                facts.declaredLanguage(),
                reasons.areAsked()
                    ? (one, score, why) ->
                        reasons.candidate("language", one, "letters and words", score, why)
                    : Witness.NONE);
    reasons.chosen(
        "language",
        language,
        language.equals(LanguageDetector.UNKNOWN)
            ? "no language is sure enough"
            : "best score among the languages it may be");
    return language;
  }

  private static List<Block> blocks(
      Body body,
      Optional<Found<List<RawBlock>>> given,
      SelectedFields selected,
      Hints hints,
      Map<String, String> chosenBy) {
    List<RawBlock> runs = given.map(Found::value).orElse(body.blocks);
    chosenBy.put("body", given.map(Found::how).orElse(body.choice.how()));
    given.ifPresent(
        found -> selected.reasons().chosen("body", found.value().size() + " blocks", found.how()));
    List<RawBlock> signature = note(selected.signature(), "signature", chosenBy).orElse(List.of());
    return Zoning.zone(runs, signature, hints, selected.reasons());
  }

  private record Body(
      Reading reading, Choice choice, List<RawBlock> blocks, Optional<Title> title) {
    int chars() {
      return blocks.stream().mapToInt(block -> block.text().length()).sum();
    }
  }

  /// Reads strictly first; only where that leaves next to nothing, with names and styles unheeded.
  private static Body body(
      Element root, PageFacts facts, Hints hints, SiteName site, Reasons reasons) {
    Reasons ofStrict = reasons.apart();
    Body strict = body(BlockReader.read(root, false), true, facts, hints, site, ofStrict);
    if (strict.chars() < LEAST_CHARS) {
      Reasons ofLoose = reasons.apart();
      Body loose = body(BlockReader.read(root, true), false, facts, hints, site, ofLoose);
      if (loose.chars() > LOOSER_GAIN * strict.chars()) {
        reasons.take(ofLoose);
        return loose;
      }
    }
    reasons.take(ofStrict);
    return strict;
  }

  private static Body body(
      Reading reading,
      boolean trustsNames,
      PageFacts facts,
      Hints hints,
      SiteName site,
      Reasons reasons) {
    BodyScorer.sum(reading, trustsNames);
    Choice choice = BodyScorer.choose(reading, hints.template(), reasons);
    Optional<Title> title = TitleFinder.find(reading, choice.box(), facts, hints, site, reasons);
    List<RawBlock> blocks =
        DeclaredBody.confirm(
            BodyFilter.filter(
                reading, choice.box(), title.map(Title::text).orElse(""), hints.template()),
            facts.linkedData().articleBody().orElse(""));
    return new Body(reading, choice, blocks, title);
  }
}
