package dev.herald.dashboard.statement;

import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Published;
import java.util.List;
import java.util.Optional;

/// What the page of a statement shows: one of its revisions, and all that is known around it.
///
/// @param id the statement's
/// @param title as published in this revision
/// @param language BCP 47
/// @param direction `ltr`, `rtl` or `auto`
/// @param languageName in English
/// @param url the original, only where it is http or https
/// @param urlText the original's address as text
/// @param published when, as far as the publisher says
/// @param author who the page names as its writer
/// @param dateline place and day before the text, as printed
/// @param firstSeen when Herald first fetched it
/// @param lastModified what the server said, which may lie
/// @param body blocks of the statement itself and its signature, in order
/// @param asides blocks of contact and boilerplate, folded away
/// @param revisions all, the newest first
/// @param shown number of the revision shown
/// @param latest whether that is the newest
/// @param withdrawn whether the publisher took it down
/// @param chosenBy how each field was found
public record StatementView(
    String id,
    String title,
    String language,
    String direction,
    String languageName,
    Optional<String> url,
    String urlText,
    String institution,
    String sourcePath,
    String country,
    String institutionType,
    String type,
    Published published,
    Optional<String> author,
    Optional<String> dateline,
    Moment firstSeen,
    Optional<Moment> lastModified,
    List<BlockView> body,
    List<BlockView> asides,
    List<LinkView> translations,
    List<AttachmentView> attachments,
    List<String> references,
    List<RevisionView> revisions,
    int shown,
    boolean latest,
    boolean withdrawn,
    EvidenceView evidence,
    String confidence,
    List<Fact> chosenBy) {

  public StatementView {
    body = List.copyOf(body);
    asides = List.copyOf(asides);
    translations = List.copyOf(translations);
    attachments = List.copyOf(attachments);
    references = List.copyOf(references);
    revisions = List.copyOf(revisions);
    chosenBy = List.copyOf(chosenBy);
  }

  /// A name and its value.
  public record Fact(String name, String value) {}

  /// A block of text.
  ///
  /// @param zone `paragraph`, `heading`, `list`, `quote`, `signature`, `boilerplate` or `contact`
  /// @param language BCP 47
  /// @param parts the text, quotations marked, in order
  /// @param items the lines of a list; empty otherwise
  /// @param speakers who is quoted, where named
  public record BlockView(
      String zone,
      String language,
      String direction,
      List<PartView> parts,
      List<String> items,
      List<String> speakers) {
    public BlockView {
      parts = List.copyOf(parts);
      items = List.copyOf(items);
      speakers = List.copyOf(speakers);
    }
  }

  /// A run of text, quoted or not.
  public record PartView(String text, boolean quoted) {}

  /// A link to a page outside the dashboard or, where Herald has it, inside.
  ///
  /// @param href empty where the address is not http or https
  public record LinkView(Optional<String> href, String text, String language) {}

  /// A file that belongs to the statement.
  public record AttachmentView(
      Optional<String> href, String title, String facts, Optional<String> problem, String text) {}

  /// One revision in the list.
  ///
  /// @param path page of this revision
  /// @param diffPath what changed against the one before; empty for the first
  /// @param change how much that is, where and of what nature
  /// @param tone class of its badge
  public record RevisionView(
      int number,
      String cause,
      String tone,
      Moment observed,
      String path,
      Optional<String> diffPath,
      Optional<String> change,
      boolean shown) {}

  /// The raw response as archived.
  public record EvidenceView(
      String url,
      Optional<String> warcFile,
      String warcOffset,
      String sha256,
      int status,
      Moment fetched,
      String robots,
      List<Fact> headers) {
    public EvidenceView {
      headers = List.copyOf(headers);
    }
  }
}
