package dev.herald.config.difference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.config.difference.RevisionDiff.Kind;
import dev.herald.config.difference.RevisionDiff.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How large a change of a statement is, where it stands, and of what nature.
///
/// Example: `Extent.of(RevisionDiff.between(before, after)).told()` gives `figures only: 1 word
/// added, 1 removed (2 % of the text), at the beginning`.
///
/// @param nature what was done
/// @param added words that only the later revision has
/// @param removed words that only the earlier revision has
/// @param share of the later text that is new, or of the earlier one that is gone, whichever is
///   more; 0 to 1
/// @param places where the changed words stand, in the order of [Place]
public record Extent(Nature nature, int added, int removed, double share, List<Place> places) {

  public Extent {
    places = List.copyOf(places);
  }

  /// What was done to the text.
  public enum Nature {
    /// Every word is the same; what changed is punctuation, layout or nothing.
    @JsonProperty("no-words")
    NO_WORDS("no word"),
    /// Nothing but figures.
    @JsonProperty("figures")
    FIGURES("figures only"),
    /// Nothing but days, months or the printed date.
    @JsonProperty("date")
    DATE("date only"),
    /// Nothing but press contacts.
    @JsonProperty("contact")
    CONTACT("contact only"),
    /// Words were put in, none taken out.
    @JsonProperty("addition")
    ADDITION("addition"),
    /// Words were taken out, none put in.
    @JsonProperty("shortened")
    SHORTENED("shortened"),
    /// Words gave way to others.
    @JsonProperty("wording")
    WORDING("wording");

    private final String label;

    Nature(String label) {
      this.label = label;
    }

    /// In words, as pages show it.
    public String label() {
      return label;
    }
  }

  /// A part of a statement; the body has a beginning, a middle and an end of a third of its words
  /// each.
  public enum Place {
    @JsonProperty("title")
    TITLE("in the title"),
    @JsonProperty("printed-date")
    PRINTED_DATE("in the printed date"),
    @JsonProperty("beginning")
    BEGINNING("at the beginning"),
    @JsonProperty("middle")
    MIDDLE("in the middle"),
    @JsonProperty("end")
    END("at the end"),
    /// Beside where in the body that is.
    @JsonProperty("quotation")
    QUOTATION("inside a quotation"),
    @JsonProperty("signature")
    SIGNATURE("in the signature"),
    @JsonProperty("contact")
    CONTACT("in the contacts"),
    @JsonProperty("boilerplate")
    BOILERPLATE("in repeated text");

    private final String label;

    Place(String label) {
      this.label = label;
    }

    /// In words, as pages show it.
    public String label() {
      return label;
    }
  }

  /// Measures the change.
  public static Extent of(RevisionDiff diff) {
    var words = new ChangedWords(diff);
    return new Extent(
        nature(diff, words),
        words.added(),
        words.removed(),
        words.share(),
        List.copyOf(words.places()));
  }

  private static Nature nature(RevisionDiff diff, ChangedWords words) {
    if (words.added() + words.removed() == 0) return Nature.NO_WORDS;
    Set<Place> places = EnumSet.copyOf(words.places());
    places.remove(Place.QUOTATION);
    if (places.equals(EnumSet.of(Place.CONTACT))) return Nature.CONTACT;
    List<Row> changed = diff.changed();
    if (changed.stream().allMatch(DateWords::onlyDatesChanged)) return Nature.DATE;
    if (words.onlyFigures() && changed.stream().allMatch(row -> row.kind() == Kind.CHANGED))
      return Nature.FIGURES;
    if (words.removed() == 0) return Nature.ADDITION;
    return words.added() == 0 ? Nature.SHORTENED : Nature.WORDING;
  }

  /// The whole in a line, as a reader of the list of revisions is told.
  @JsonIgnore
  public String told() {
    if (nature == Nature.NO_WORDS) return "no word changed";
    return "%s: %s added, %d removed (%s of the text), %s"
        .formatted(
            nature.label(),
            added == 1 ? "1 word" : added + " words",
            removed,
            percent(),
            places.stream().map(Place::label).collect(Collectors.joining(", ")));
  }

  private String percent() {
    double percent = share * 100;
    return percent < 1 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }
}
