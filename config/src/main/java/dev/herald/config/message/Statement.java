package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One publication by one source, as one revision of it reads.
///
/// @param id hash of the canonical URL it was first known by, stable across edits and moves
/// @param url the canonical URL
/// @param sourceId the source's id
/// @param institution the source's institution, by name
/// @param institutionType parliament, government, ministry, central-bank, …
/// @param country ISO 3166-1 alpha-2, or `INT`
/// @param type what it is: `press-release`, `speech`, …
/// @param language BCP 47, `und` where it could not be told
/// @param title never blank
/// @param published when it was published, as far as the publisher says
/// @param firstSeen when Herald first fetched it
/// @param lastModified the response's `Last-Modified`, which may lie
/// @param blocks the content in the page's order
/// @param translations the same statement in other languages
/// @param attachments files that belong to it
/// @param references numbers of bills, resolutions and documents it prints
/// @param evidence the raw response
/// @param extraction how the record was made from it
/// @param author the person or department that the page names as its writer
/// @param dateline where and when the statement says it was made
public record Statement(
    String id,
    String url,
    String sourceId,
    String institution,
    String institutionType,
    String country,
    String type,
    String language,
    String title,
    PublicationTime published,
    Instant firstSeen,
    Optional<Instant> lastModified,
    List<Block> blocks,
    List<Translation> translations,
    List<Attachment> attachments,
    List<String> references,
    Evidence evidence,
    Extraction extraction,
    Optional<String> author,
    Optional<Dateline> dateline) {

  public Statement {
    blocks = List.copyOf(blocks);
    translations = List.copyOf(translations);
    attachments = List.copyOf(attachments);
    references = List.copyOf(references);
  }

  /// A statement that names no author and has no dateline.
  public Statement(
      String id,
      String url,
      String sourceId,
      String institution,
      String institutionType,
      String country,
      String type,
      String language,
      String title,
      PublicationTime published,
      Instant firstSeen,
      Optional<Instant> lastModified,
      List<Block> blocks,
      List<Translation> translations,
      List<Attachment> attachments,
      List<String> references,
      Evidence evidence,
      Extraction extraction) {
    this(
        id,
        url,
        sourceId,
        institution,
        institutionType,
        country,
        type,
        language,
        title,
        published,
        firstSeen,
        lastModified,
        blocks,
        translations,
        attachments,
        references,
        evidence,
        extraction,
        Optional.empty(),
        Optional.empty());
  }

  /// The body as plain text, blocks parted by an empty line; no signature, boilerplate or contact.
  @JsonIgnore
  public String text() {
    return text(Zone::isBody);
  }

  /// The text of the blocks whose zone passes, parted by an empty line.
  public String text(Predicate<Zone> zones) {
    return blocks.stream()
        .filter(block -> zones.test(block.zone()))
        .map(Block::text)
        .collect(Collectors.joining("\n\n"));
  }

  /// The same statement in another language.
  ///
  /// @param language BCP 47
  /// @param url canonical URL of the other page
  public record Translation(String language, String url) {}

  /// The place and day before a statement's first sentence, or on a line above it.
  ///
  /// @param place such as `Baku`
  /// @param printed the whole of it, such as `Baku, 26 February`
  public record Dateline(String place, String printed) {}

  /// A file that belongs to a statement.
  ///
  /// @param url where it was fetched
  /// @param title the link's text, or the file's name
  /// @param mediaType such as `application/pdf`
  /// @param sha256 lower-case hex of its bytes; empty if it could not be fetched
  /// @param language BCP 47, `und` where it could not be told
  /// @param text its text, cut at the extractor's bound; empty if there is none
  /// @param problem why there is no text, if so
  public record Attachment(
      String url,
      String title,
      String mediaType,
      Optional<String> sha256,
      String language,
      String text,
      Optional<String> problem) {}

  /// How the record was made.
  ///
  /// @param version the extractor's version
  /// @param confidence 0 to 1
  /// @param chosenBy for each field, the selector or evidence that gave it
  /// @param selectors what became of each of the source's selectors that was tried, in that order;
  ///   empty where the source has none
  public record Extraction(
      String version,
      double confidence,
      Map<String, String> chosenBy,
      Optional<List<Tried>> selectors) {
    public Extraction {
      chosenBy = Map.copyOf(chosenBy);
      selectors = selectors.map(List::copyOf);
    }

    /// An extraction without selectors.
    public Extraction(String version, double confidence, Map<String, String> chosenBy) {
      this(version, confidence, chosenBy, Optional.empty());
    }
  }

  /// One of a source's selectors, tried on a page.
  ///
  /// @param field as in the settings: `title`, `body`, …
  /// @param window of the selector version it belongs to; empty if it counts always
  /// @param expression as the source gives it
  /// @param position among what may be tried for the field, from 1
  /// @param missed why it did not give the field; empty if it did
  public record Tried(
      String field,
      Optional<String> window,
      String expression,
      int position,
      Optional<String> missed) {}
}
