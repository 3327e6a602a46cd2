package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Marked;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.QueryIssue;
import java.util.List;
import java.util.Optional;

/// What the search page shows.
///
/// @param query as typed
/// @param from first day, `uuuu-MM-dd`; empty for no bound
/// @param to last day; empty for no bound
/// @param kept the other filters, to be sent along with the form
/// @param issues what is wrong with the query; then there are no hits
/// @param total in words: `1,204 statements`
/// @param notes what there is to know about the number, a sentence each
/// @param tookMillis how long the search took
/// @param hits this page's
/// @param facets by which the result can be narrowed
/// @param chips the filters in force, each with the link that lifts it
/// @param timeline statements by day or longer
/// @param sorts the orders to choose from
/// @param previous link to the page before, if there is one
/// @param next link to the page after, if there is one
/// @param page this page's number, from 1
/// @param saveAsRule link to a new rule of this query
/// @param permalink link to this result as it is now, later statements left out
/// @param grouping link that takes same texts apart, or puts them together
/// @param stream address of the live stream for this search
/// @param self link to this search's first page
/// @param nothingStored whether there is no statement at all yet
public record SearchView(
    String query,
    String from,
    String to,
    List<Parameter> kept,
    List<QueryIssue> issues,
    String total,
    List<String> notes,
    long tookMillis,
    List<Hit> hits,
    List<Facet> facets,
    List<Link> chips,
    Optional<TimelineView> timeline,
    List<Choice> sorts,
    Optional<String> previous,
    Optional<String> next,
    int page,
    Optional<String> saveAsRule,
    Optional<String> permalink,
    Optional<Link> grouping,
    String stream,
    String self,
    boolean nothingStored) {

  public SearchView {
    kept = List.copyOf(kept);
    issues = List.copyOf(issues);
    notes = List.copyOf(notes);
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
    chips = List.copyOf(chips);
    sorts = List.copyOf(sorts);
  }

  /// A parameter of the form that has no control of its own.
  public record Parameter(String name, String value) {}

  /// A link with its words.
  public record Link(String href, String label) {}

  /// One of several links, of which one is in force.
  public record Choice(String href, String label, boolean chosen) {}

  /// One statement found.
  ///
  /// @param path its page
  /// @param title with the found words marked
  /// @param snippets where the words were found, or how it begins
  /// @param language BCP 47
  /// @param direction `ltr`, `rtl` or `auto`
  /// @param languageName in English
  /// @param sourcePath page of its source
  /// @param withdrawn whether its publisher took it down
  /// @param edits how often it was edited, in words; empty if never
  /// @param rules the rules it matched
  /// @param also who else published it, in words; empty if nobody did
  /// @param copies the other statements that say the same
  public record Hit(
      String path,
      Marked title,
      List<Marked> snippets,
      String language,
      String direction,
      String languageName,
      String institution,
      String sourcePath,
      String country,
      Published published,
      Moment firstSeen,
      boolean withdrawn,
      Optional<String> edits,
      List<Link> rules,
      String also,
      List<Copy> copies) {
    public Hit {
      snippets = List.copyOf(snippets);
      rules = List.copyOf(rules);
      copies = List.copyOf(copies);
    }
  }

  /// A statement that says the same as another.
  ///
  /// @param path its page
  public record Copy(
      String path,
      String title,
      String language,
      String direction,
      String institution,
      String country,
      String languageName,
      Published published) {}

  /// One way to narrow the result.
  ///
  /// @param label what it narrows by
  /// @param values the most frequent first
  /// @param more the rest, folded away
  public record Facet(String label, List<FacetValue> values, List<FacetValue> more) {
    public Facet {
      values = List.copyOf(values);
      more = List.copyOf(more);
    }
  }

  /// One value of a facet.
  ///
  /// @param id of its element, by which the focus finds it again once the page has changed
  /// @param href the search with this value added, or lifted where it is in force
  public record FacetValue(String id, String href, String label, String count, boolean chosen) {}
}
