package dev.herald.app.command;

import dev.herald.app.proposal.Fact;
import dev.herald.app.proposal.Proposal;
import dev.herald.config.source.Source;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A proposal as it comes of pages that tell little.
final class SampleProposals {
  private SampleProposals() {}

  static Proposal withAssumedCountryAndZone() {
    var discovery =
        new Source.Discovery(
            Source.Discovery.Kind.FEED,
            "https://press.example/rss",
            Optional.empty(),
            Optional.empty(),
            5,
            List.of(),
            List.of());
    var page =
        new Proposal.SamplePage(
            "https://press.example/1",
            Optional.of("Budget agreed"),
            Optional.of("2026-03-19"),
            Optional.of("19 mars 2026"),
            Optional.of("fr"),
            "Le budget est adopté.",
            List.of(),
            Optional.empty());
    return new Proposal(
        "https://press.example/",
        Optional.of("https://press.example/"),
        new Fact<>("fr-press", Fact.Certainty.LIKELY, "made of its address"),
        new Fact<>("Banque", Fact.Certainty.CERTAIN, "given"),
        new Fact<>("FR", Fact.Certainty.ASSUMED, "its language"),
        new Fact<>("central-bank", Fact.Certainty.LIKELY, "by its name"),
        new Fact<>(List.of("fr"), Fact.Certainty.CERTAIN, "1 page is written in them"),
        new Fact<>(ZoneId.of("Europe/Paris"), Fact.Certainty.ASSUMED, "that of FR"),
        List.of(new Proposal.Found(discovery, 1)),
        Source.Selectors.NONE,
        "/{number}",
        Optional.empty(),
        List.of(),
        List.of(page),
        List.of(),
        LocalDate.of(2026, 3, 19));
  }
}
