package dev.herald.app.proposal;

import dev.herald.app.proposal.Proposal.Found;
import dev.herald.app.proposal.Proposal.SamplePage;
import dev.herald.dashboard.addition.SourceDesk.Field;
import dev.herald.dashboard.addition.SourceDesk.Line;
import dev.herald.dashboard.addition.SourceDesk.Offer;
import dev.herald.dashboard.addition.SourceDesk.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Says a proposal in the dashboard's words. Pure.
final class Offers {
  private Offers() {}

  static Offer of(Proposal proposal) {
    return new Offer(
        "%s, %.0f %%".formatted(proposal.confidenceWord(), proposal.confidence() * 100),
        proposal.doubts(),
        field(proposal.id(), Function.identity()),
        field(proposal.institution(), Function.identity()),
        field(proposal.country(), Function.identity()),
        field(proposal.institutionType(), Function.identity()),
        field(proposal.languages(), languages -> String.join(", ", languages)),
        field(proposal.zone(), zone -> zone.getId()),
        lines(proposal),
        proposal.samples().stream().map(Offers::page).toList(),
        SourceFolder.file(proposal),
        SourceFolder.text(proposal),
        proposal.tried());
  }

  private static <T> Field field(Fact<T> fact, Function<T, String> text) {
    return new Field(text.apply(fact.value()), fact.isAssumed(), fact.basis());
  }

  private static List<Line> lines(Proposal proposal) {
    var lines = new ArrayList<Line>();
    for (Found found : proposal.discoveries()) {
      String kind = found.discovery().kind().name();
      lines.add(
          new Line(
              kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT),
              found.discovery().url()));
      lines.add(new Line("Names", "%d statements now".formatted(found.items())));
      found.discovery().links().ifPresent(links -> lines.add(new Line("Links", links)));
      found.discovery().json().ifPresent(paths -> lines.add(new Line("Items", paths.items())));
      found.discovery().include().forEach(only -> lines.add(new Line("Only", only)));
    }
    lines.add(new Line("Addresses", proposal.addresses()));
    proposal.printed().ifPresent(printed -> lines.add(new Line("Printed times", printed)));
    proposal.selectors().title().forEach(css -> lines.add(new Line("Title", css)));
    proposal.selectors().published().forEach(css -> lines.add(new Line("Date", css)));
    proposal.selectors().body().forEach(css -> lines.add(new Line("Body", css)));
    proposal.repeated().forEach(text -> lines.add(new Line("Repeated", text)));
    return lines;
  }

  private static Page page(SamplePage page) {
    return new Page(
        page.url(),
        page.title().or(page::problem).orElse("no title"),
        page.published(),
        page.language(),
        page.firstWords(),
        page.missing());
  }
}
