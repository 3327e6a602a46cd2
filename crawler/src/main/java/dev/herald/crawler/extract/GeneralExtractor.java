package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.Statement.Extraction;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.BodyScorer.Choice;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import dev.herald.crawler.extract.SelectedFields.Runs;
import dev.herald.crawler.extract.TimeFinder.Finding;
import dev.herald.crawler.extract.TitleFinder.Title;
import dev.herald.crawler.language.LanguageDetector;
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
  public static final String VERSION = "3";

  private static final int LEAST_CHARS = 200;
  private static final int LANGUAGE_CHARS = 2_000;
  private static final double LOOSER_GAIN = 2;

  @Override
  public ExtractResult extract(PageContent page, Hints hints) {
    Optional<String> garbage = Garbage.find(page.bytes());
    if (garbage.isPresent()) return new NoStatement(garbage.get());
    try {
      return read(PageParser.parse(page, hints), page, hints);
    } catch (StackOverflowError | RuntimeException e) {
      // A page is hostile input; whatever it does to the parser stays with that page.
      return new NoStatement("the page broke the extractor: " + e);
    }
  }

  private static ExtractResult read(Document document, PageContent page, Hints hints) {
    FieldSelector.remove(document, hints.selectors().remove());
    var selected = new SelectedFields(document, hints);
    PageFacts facts = PageFacts.of(document);
    Body body = body(document.body(), facts, hints, SiteName.of(facts, page.url()));
    Optional<Title> title = selected.title().or(() -> body.title);
    if (title.isEmpty()) return new NoStatement("the page has no title and no heading");
    var chosenBy = new LinkedHashMap<String, String>();
    chosenBy.put("title", title.get().how());
    List<Block> blocks = blocks(body, selected, hints, chosenBy);
    if (blocks.isEmpty()) return new NoStatement("the page has no text of its own");
    String language = language(title.get().text(), blocks, facts, hints);
    Finding published =
        TimeFinder.find(
            body.reading,
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
    PageLinks links = PageLinks.of(document, page.url());
    Optional<String> canonical = links.canonical();
    return new Extracted(
        title.get().text(),
        language,
        published.time(),
        blocks,
        links.translations(canonical.or(page::url)),
        links.attachments(body.choice.box().element),
        ReferenceFinder.find(title.get().text(), blocks),
        canonical,
        facts.meta("robots"),
        LayoutReader.of(
            body.reading, body.choice.box(), title.get().text(), published.time(), blocks),
        new Extraction(VERSION, body.choice.share(), chosenBy));
  }

  /// By what the text is written in; what the page declares is often the template's language.
  private static String language(String title, List<Block> blocks, PageFacts facts, Hints hints) {
    var text = new StringBuilder(title);
    for (Block block : blocks) {
      if (text.length() > LANGUAGE_CHARS) break;
      if (block.zone().isBody()) text.append('\n').append(block.text());
    }
    return LanguageDetector.shared()
        .detect(text.toString(), hints.languages(), facts.declaredLanguage());
  }

  private static List<Block> blocks(
      Body body, SelectedFields selected, Hints hints, Map<String, String> chosenBy) {
    Runs runs = selected.body().orElseGet(() -> new Runs(body.blocks, body.choice.how()));
    chosenBy.put("body", runs.how());
    Optional<Runs> signature = selected.signature();
    signature.ifPresent(found -> chosenBy.put("signature", found.how()));
    return Zoning.zone(runs.runs(), signature.map(Runs::runs).orElse(List.of()), hints);
  }

  private record Body(
      Reading reading, Choice choice, List<RawBlock> blocks, Optional<Title> title) {
    int chars() {
      return blocks.stream().mapToInt(block -> block.text().length()).sum();
    }
  }

  /// Reads strictly first; only where that leaves next to nothing, with names and styles unheeded.
  private static Body body(Element root, PageFacts facts, Hints hints, SiteName site) {
    Body strict = body(BlockReader.read(root, false), true, facts, hints, site);
    if (strict.chars() >= LEAST_CHARS) return strict;
    Body loose = body(BlockReader.read(root, true), false, facts, hints, site);
    return loose.chars() > LOOSER_GAIN * strict.chars() ? loose : strict;
  }

  private static Body body(
      Reading reading, boolean trustsNames, PageFacts facts, Hints hints, SiteName site) {
    BodyScorer.sum(reading, trustsNames);
    Choice choice = BodyScorer.choose(reading, hints.template());
    Optional<Title> title = TitleFinder.find(reading, choice.box(), facts, hints, site);
    List<RawBlock> blocks =
        DeclaredBody.confirm(
            BodyFilter.filter(
                reading, choice.box(), title.map(Title::text).orElse(""), hints.template()),
            facts.linkedData().articleBody().orElse(""));
    return new Body(reading, choice, blocks, title);
  }
}
