package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.config.message.Statement.Extraction;
import dev.herald.config.message.Statement.Translation;
import dev.herald.crawler.template.Layout;
import java.util.List;
import java.util.Optional;

/// What the extractor made of a page.
public sealed interface ExtractResult {
  /// Under what in [Extraction#chosenBy] stand times that no publication can have, with the
  /// reasons.
  String REFUSED_TIMES = "published refused";

  /// A statement.
  ///
  /// @param title never blank
  /// @param language BCP 47, or `und`
  /// @param published with provenance; unknown stays unknown
  /// @param blocks all zones, in the page's order
  /// @param translations from hreflang links
  /// @param attachmentLinks absolute URLs of files inside the body, with the links' texts
  /// @param references document numbers printed on the page
  /// @param canonicalUrl the page's own canonical link, absolute, unchecked
  /// @param robotsMeta the page's meta robots, if any
  /// @param layout where on the page the fields stand
  /// @param extraction version, confidence, and what chose each field
  /// @param author as a selector gives it
  /// @param dateline where and when it says it was made
  record Extracted(
      String title,
      String language,
      PublicationTime published,
      List<Block> blocks,
      List<Translation> translations,
      List<AttachmentLink> attachmentLinks,
      List<String> references,
      Optional<String> canonicalUrl,
      Optional<String> robotsMeta,
      Layout layout,
      Extraction extraction,
      Optional<String> author,
      Optional<Dateline> dateline)
      implements ExtractResult {

    /// Whether a selector of the source gave the body.
    public boolean selectsBody() {
      return extraction.selectors().stream()
          .flatMap(List::stream)
          .anyMatch(tried -> tried.field().equals("body") && tried.missed().isEmpty());
    }
  }

  /// The page holds no statement: binary garbage, an error or login page, no text.
  ///
  /// @param reason one sentence
  record NoStatement(String reason) implements ExtractResult {}

  /// A file linked from the body.
  record AttachmentLink(String url, String title) {}
}
