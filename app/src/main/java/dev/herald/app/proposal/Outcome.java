package dev.herald.app.proposal;

/// What became of an address that was looked at.
public sealed interface Outcome {
  /// A source can be proposed.
  record Proposed(Proposal proposal) implements Outcome {}

  /// None can.
  ///
  /// @param reason what was found, in a sentence
  /// @param advice what to do, in a sentence
  /// @param unreachable whether it was not answered at all, or not to us
  record NotProposed(String reason, String advice, boolean unreachable) implements Outcome {}
}
