package dev.herald.app.command;

import dev.herald.app.proposal.Choices;
import dev.herald.app.proposal.Fact;
import dev.herald.app.proposal.Proposal;
import dev.herald.app.proposal.SourceFolder;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks at the terminal what a proposal only assumes, and whether it is accepted.
final class Questions {
  private final BufferedReader answers;
  private final PrintWriter out;

  Questions(BufferedReader answers, PrintWriter out) {
    this.answers = answers;
    this.out = out;
  }

  /// At this process's terminal; empty if it has none.
  static Optional<Questions> onTerminal(PrintWriter out) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> new Questions(new BufferedReader(console.reader()), out));
  }

  /// The proposal with answers in place of assumptions; an empty answer keeps one.
  Proposal settle(Proposal proposal) {
    Optional<String> institution = unlessSure("institution", proposal.institution());
    Optional<String> country =
        unlessSure("country", proposal.country()).map(code -> code.toUpperCase(Locale.ROOT));
    Optional<ZoneId> zone =
        proposal.zone().isAssumed() ? zone(proposal.zone().value()) : Optional.empty();
    return proposal.with(
        new Choices(Optional.empty(), institution, country, Optional.empty(), List.of(), zone));
  }

  /// Whether the file is to be written.
  boolean accept(Proposal proposal) {
    return ask("write %s? [y/n]".formatted(SourceFolder.file(proposal)))
        .filter(answer -> answer.toLowerCase(Locale.ROOT).startsWith("y"))
        .isPresent();
  }

  private Optional<String> unlessSure(String name, Fact<String> fact) {
    return fact.isAssumed()
        ? ask("%s [%s, assumed]".formatted(name, Output.clean(fact.value())))
        : Optional.empty();
  }

  private Optional<ZoneId> zone(ZoneId assumed) {
    while (true) {
      Optional<String> answer = ask("time zone [%s, assumed]".formatted(assumed));
      if (answer.isEmpty()) return Optional.empty();
      try {
        return Optional.of(ZoneId.of(answer.get()));
      } catch (DateTimeException _) {
        out.println("no such time zone; write one such as Europe/Paris");
      }
    }
  }

  private Optional<String> ask(String question) {
    out.print(question + ": ");
    out.flush();
    try {
      return Optional.ofNullable(answers.readLine())
          .map(String::strip)
          .filter(answer -> !answer.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be read", e);
    }
  }
}
