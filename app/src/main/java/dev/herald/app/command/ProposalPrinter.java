package dev.herald.app.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.herald.app.proposal.Choices;
import dev.herald.app.proposal.Fact;
import dev.herald.app.proposal.Outcome;
import dev.herald.app.proposal.Proposal;
import dev.herald.app.proposal.Proposal.SamplePage;
import dev.herald.app.proposal.Proposer;
import dev.herald.app.proposal.SourceFolder;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Shows a proposal to people.
final class ProposalPrinter {
  private static final int MOST_TRIED = 12;

  private ProposalPrinter() {}

  /// A proposal as JSON, with the file it would become.
  ///
  /// @param file relative to the config folder
  /// @param written whether it is there now
  record Json(@JsonUnwrapped Proposal proposal, String file, String text, boolean written) {
    static Json of(Proposal proposal, boolean written) {
      return new Json(proposal, SourceFolder.file(proposal), SourceFolder.text(proposal), written);
    }
  }

  static void print(PrintWriter out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Proposed(var proposal) -> print(out, proposal);
      case Outcome.NotProposed(var reason, var advice, _) -> {
        out.println();
        Output.field(out, "no proposal", reason);
        Output.field(out, "", advice);
      }
    }
    out.flush();
  }

  static void print(PrintWriter out, Proposal proposal) {
    out.println();
    Output.field(
        out,
        "proposal",
        "confidence %s, %.0f %%".formatted(proposal.confidenceWord(), proposal.confidence() * 100));
    fact(out, "id", proposal.id());
    fact(out, "institution", proposal.institution());
    fact(out, "country", proposal.country());
    fact(out, "type", proposal.institutionType());
    fact(out, "languages", proposal.languages());
    fact(out, "zone", proposal.zone());
    for (Proposal.Found found : proposal.discoveries()) {
      Output.field(
          out,
          found.discovery().kind().name().toLowerCase(Locale.ROOT),
          "%s, names %d".formatted(found.discovery().url(), found.items()));
      found.discovery().links().ifPresent(links -> Output.field(out, "", "links " + links));
      found.discovery().include().forEach(only -> Output.field(out, "", "only " + only));
    }
    Output.field(out, "addresses", proposal.addresses());
    proposal.printed().ifPresent(printed -> Output.field(out, "times", printed));
    proposal.selectors().title().forEach(css -> Output.field(out, "title", css));
    proposal.selectors().published().forEach(css -> Output.field(out, "published", css));
    proposal.selectors().body().forEach(css -> Output.field(out, "body", css));
    proposal.repeated().forEach(text -> Output.field(out, "repeated", text));
    samples(out, proposal.samples());
    proposal.tried().stream().limit(MOST_TRIED).forEach(one -> Output.field(out, "not taken", one));
    proposal.doubts().forEach(doubt -> Output.field(out, "check", doubt));
    out.flush();
  }

  private static void fact(PrintWriter out, String name, Fact<?> fact) {
    String value =
        fact.value() instanceof List<?> list
            ? String.join(", ", list.stream().map(String::valueOf).toList())
            : String.valueOf(fact.value());
    Output.field(out, name, "%s  (%s: %s)".formatted(value, fact.certainty().word(), fact.basis()));
  }

  private static void samples(PrintWriter out, List<SamplePage> samples) {
    out.println();
    for (SamplePage page : samples) {
      Output.field(
          out,
          page.published().orElse("no date"),
          page.title().orElse(page.problem().orElse("no title")));
      Output.field(
          out,
          page.missing().isEmpty() ? "" : "no " + String.join(", ", page.missing()),
          page.url());
      if (!page.firstWords().isEmpty()) Output.field(out, "", page.firstWords());
    }
    out.println();
  }

  /// The exit code that tells how it ended.
  static int exitCode(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proposed _ -> ExitCode.OK;
      case Outcome.NotProposed(_, _, var unreachable) ->
          unreachable ? ExitCode.UNAVAILABLE : ExitCode.BAD_INPUT;
    };
  }

  /// The source that the address of a trial would make, where it names statements.
  static Optional<Outcome> of(Trial.Report report, HttpFetcher fetcher) {
    if (report.listing().isEmpty()) return Optional.empty();
    return CanonicalUrl.parse(report.url())
        .map(url -> new Proposer(fetcher, Clock.systemUTC()).propose(url, Choices.NONE, _ -> {}));
  }

  /// A trial's report as JSON, with the proposal beside it.
  static WithProposal with(Trial.Report report, Optional<Outcome> outcome) {
    return new WithProposal(
        report,
        outcome.flatMap(
            found ->
                switch (found) {
                  case Outcome.Proposed(var proposal) -> Optional.of(Json.of(proposal, false));
                  case Outcome.NotProposed _ -> Optional.empty();
                }));
  }

  /// A trial's report and the proposal made of the same address.
  record WithProposal(@JsonUnwrapped Trial.Report report, Optional<Json> proposal) {}
}
