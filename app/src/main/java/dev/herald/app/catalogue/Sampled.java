package dev.herald.app.catalogue;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One item of a discovery whose page was fetched and read.
///
/// @param item as the discovery names it
/// @param page as fetched; empty if it could not be
/// @param statement what its page says; empty if it holds none
/// @param problem why there is no statement, in a sentence
public record Sampled(
    Item item,
    Optional<FetchedPage> page,
    Optional<Extracted> statement,
    Optional<String> problem) {
  /// Shorter, a body is a teaser or a notice that the text is elsewhere.
  private static final int LEAST_BODY_CHARS = 150;

  private static final int FIRST_CHARS = 160;

  /// Chars of the statement's own text, ideographs counted thrice for what they say.
  public long bodyChars() {
    return statement.stream()
        .flatMap(found -> found.blocks().stream())
        .filter(block -> block.zone().isBody())
        .map(Block::text)
        .mapToLong(
            text -> text.length() + 2 * text.codePoints().filter(Character::isIdeographic).count())
        .sum();
  }

  /// Whether there is text enough for a statement.
  public boolean hasBody() {
    return bodyChars() >= LEAST_BODY_CHARS;
  }

  /// Whether the page or the discovery says when it was published.
  public boolean hasDate() {
    return published().precision() != PublicationTime.Precision.UNKNOWN;
  }

  /// When it was published.
  public PublicationTime published() {
    return statement.map(Extracted::published).orElse(PublicationTime.UNKNOWN);
  }

  /// Where it was read, or where it was asked for.
  public String url() {
    return page.map(found -> found.url().toString()).orElseGet(() -> item.url().toString());
  }

  /// The first words of its text.
  public String firstWords() {
    String text =
        statement.stream()
            .flatMap(found -> found.blocks().stream())
            .filter(block -> block.zone().isBody())
            .map(Block::text)
            .findFirst()
            .orElse("")
            .replaceAll("\\s+", " ");
    if (text.length() <= FIRST_CHARS) return text;
    int cut = text.lastIndexOf(' ', FIRST_CHARS);
    return text.substring(0, cut > FIRST_CHARS / 2 ? cut : FIRST_CHARS) + "…";
  }

  /// What a statement should have and this one lacks: `date`, `body`, or everything.
  public List<String> missing() {
    if (statement.isEmpty()) return List.of("title", "date", "body");
    var missing = new ArrayList<String>();
    if (!hasDate()) missing.add("date");
    if (!hasBody()) missing.add("body");
    return missing;
  }
}
