package dev.herald.indexer.notify;

import dev.herald.config.rule.AlertWhen;
import dev.herald.indexer.match.MatchedTerm;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a rule alerts, in words.
final class WhyText {
  private WhyText() {}

  /// One line: `Matched: rate in the title: “Rates”; …`; empty where the alert does not say.
  static String line(Alert alert) {
    return alert.why().map(why -> turn(why.turn()) + terms(why)).orElse("");
  }

  private static String turn(Optional<AlertWhen> turn) {
    return switch (turn.orElse(AlertWhen.MATCHES)) {
      case MATCHES -> "Matched: ";
      case APPEARS -> "Appeared: ";
      case DISAPPEARS -> "Disappeared, where it read: ";
    };
  }

  private static String terms(Alert.Why why) {
    if (why.terms().isEmpty()) return "what the rule asks for, by no word of its own";
    return why.terms().stream().map(WhyText::term).collect(Collectors.joining("; "));
  }

  private static String term(MatchedTerm term) {
    String zones = term.zones().isEmpty() ? "" : " (%s)".formatted(String.join(", ", term.zones()));
    String words =
        term.words().stream().map(word -> "“" + word + "”").collect(Collectors.joining(", "));
    return "%s in the %s%s: %s".formatted(term.term(), term.field(), zones, words);
  }
}
