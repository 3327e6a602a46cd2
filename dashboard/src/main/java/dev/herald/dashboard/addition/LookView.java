package dev.herald.dashboard.addition;

import dev.herald.dashboard.addition.SourceDesk.Offer;
import dev.herald.dashboard.addition.SourceDesk.Page;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Words;
import java.util.List;
import java.util.Optional;

/// What the page of a look shows; of its parts, the one that fits how it stands.
///
/// @param heading of the page
/// @param path of the page itself
/// @param url that was asked about
/// @param steps done so far, newest first, while it goes on
/// @param trouble why there is nothing to add
/// @param advice what to do then
/// @param form what can be added
/// @param added where the source is now
public record LookView(
    String heading,
    String path,
    String url,
    Optional<List<String>> steps,
    Optional<String> trouble,
    String advice,
    Optional<Form> form,
    Optional<Added> added) {
  private static final int MOST_STEPS = 8;

  /// The offer as a form.
  ///
  /// @param problems what keeps it from being written
  /// @param fields in the order to show
  public record Form(Offer offer, List<String> problems, List<Input> fields, List<Row> rows) {
    public Form {
      problems = List.copyOf(problems);
      fields = List.copyOf(fields);
      rows = List.copyOf(rows);
    }
  }

  /// A field of the form.
  public record Input(String name, String label, String value, String hint, boolean assumed) {}

  /// A page that was read.
  ///
  /// @param link where it may be opened
  /// @param lacks `no date`, or empty
  public record Row(Page page, Optional<String> link, String lacks) {}

  /// An added source.
  ///
  /// @param path of its page
  public record Added(String id, String file, String path) {}

  static LookView of(SourceDesk.Look look, String path) {
    return switch (look) {
      case SourceDesk.Look.Looking(var url, var steps) ->
          view("Looking for statements", path, url)
              .withSteps(steps.reversed().stream().limit(MOST_STEPS).toList());
      case SourceDesk.Look.Nothing(var url, var reason, var advice) ->
          view("Nothing to add", path, url).withTrouble(reason, advice);
      case SourceDesk.Look.Found(var url, var offer) ->
          view("Add " + offer.institution().value(), path, url)
              .withForm(new Form(offer, List.of(), fields(offer), rows(offer)));
      case SourceDesk.Look.Added(var url, var id, var file) ->
          view("Source added", path, url).withAdded(new Added(id, file, Links.path("sources", id)));
    };
  }

  /// The form as it was sent, with what is wrong with it.
  static LookView refused(
      Offer offer, String path, String url, SourceDesk.Edits edits, List<String> problems) {
    var typed =
        new Offer(
            offer.confidence(),
            offer.doubts(),
            typed(offer.id(), edits.id()),
            typed(offer.institution(), edits.institution()),
            typed(offer.country(), edits.country()),
            typed(offer.institutionType(), edits.institutionType()),
            typed(offer.languages(), edits.languages()),
            typed(offer.zone(), edits.zone()),
            offer.lines(),
            offer.pages(),
            offer.file(),
            offer.text(),
            offer.others());
    return view("Add " + offer.institution().value(), path, url)
        .withForm(new Form(offer, problems, fields(typed), rows(offer)));
  }

  private static SourceDesk.Field typed(SourceDesk.Field found, String typed) {
    return typed.isBlank() ? found : new SourceDesk.Field(typed, found.assumed(), found.basis());
  }

  private static List<Input> fields(Offer offer) {
    return List.of(
        input("institution", "Institution", offer.institution()),
        input("country", "Country", offer.country()),
        input("zone", "Time zone", offer.zone()),
        input("languages", "Languages", offer.languages()),
        input("type", "Kind of institution", offer.institutionType()),
        input("id", "Id", offer.id()));
  }

  private static Input input(String name, String label, SourceDesk.Field field) {
    return new Input(
        name,
        label,
        field.value(),
        field.assumed() ? "Assumed, please check: " + field.basis() : field.basis(),
        field.assumed());
  }

  private static List<Row> rows(Offer offer) {
    return offer.pages().stream()
        .map(
            page ->
                new Row(
                    page,
                    Links.web(page.url()),
                    page.missing().isEmpty() ? "" : "no " + String.join(", no ", page.missing())))
        .toList();
  }

  private static LookView view(String heading, String path, String url) {
    return new LookView(
        heading,
        path,
        url,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty());
  }

  private LookView withSteps(List<String> done) {
    return new LookView(heading, path, url, Optional.of(done), trouble, advice, form, added);
  }

  private LookView withTrouble(String reason, String help) {
    return new LookView(heading, path, url, steps, Optional.of(reason), help, form, added);
  }

  private LookView withForm(Form offered) {
    return new LookView(heading, path, url, steps, trouble, advice, Optional.of(offered), added);
  }

  private LookView withAdded(Added done) {
    return new LookView(heading, path, url, steps, trouble, advice, form, Optional.of(done));
  }

  /// How many pages were read, in words.
  public String pagesRead() {
    return form.map(offered -> Words.count(offered.rows().size(), "page")).orElse("");
  }
}
