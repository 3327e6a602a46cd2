package dev.herald.app.proposal;

import dev.herald.app.proposal.Proposal.Found;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.JsonPaths;
import dev.herald.config.source.Source.Selectors;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a proposal as a source file, as a person would, with what was found said in comments.
/// Pure.
final class SourceText {
  /// Scalars that YAML reads as text without quotes.
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}][\\p{L}\\p{M}\\p{N} _./’()–-]*[\\p{L}\\p{M}\\p{N})]|[A-Za-z]");

  private static final Pattern PLAIN_URL = Pattern.compile("https?://[\\w./?=&%~+-]+");
  private static final Pattern KEYWORD =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|nan|inf");
  private static final int MOST_COMMENT = 150;

  private final StringBuilder text = new StringBuilder();

  private SourceText() {}

  static String of(Proposal proposal) {
    var writer = new SourceText();
    writer.write(proposal);
    return writer.text.toString();
  }

  private void write(Proposal proposal) {
    text.append("# yaml-language-server: $schema=../../schema/source.schema.json\n");
    comment(
        "Proposed on %s from %s; confidence %s, %.0f %%."
            .formatted(
                proposal.day(),
                proposal.asked(),
                proposal.confidenceWord(),
                proposal.confidence() * 100));
    comment("Statements stand at %s.".formatted(proposal.addresses()));
    proposal.printed().ifPresent(printed -> comment("Pages print their times as " + printed + "."));
    for (String repeated : proposal.repeated())
      comment("Repeated on its pages, and learned as such: %s".formatted(quoted(repeated)));
    line("id", scalar(proposal.id().value()), "");
    line("institution", scalar(proposal.institution().value()), note(proposal.institution()));
    line("country", scalar(proposal.country().value()), note(proposal.country()));
    line(
        "institution-type",
        scalar(proposal.institutionType().value()),
        note(proposal.institutionType()));
    line("languages", list(proposal.languages().value()), note(proposal.languages()));
    line("zone", scalar(proposal.zone().value().getId()), note(proposal.zone()));
    proposal.homepage().ifPresent(home -> line("homepage", scalar(home), ""));
    text.append("discovery:\n");
    proposal.discoveries().forEach(this::discovery);
    selectors(proposal.selectors());
    text.append("verified:\n");
    line("  date", proposal.day().toString(), "");
    line("  basis", scalar(basis(proposal)), "");
  }

  /// Who was asked, and what it gave.
  private static String basis(Proposal proposal) {
    long whole = proposal.samples().stream().filter(page -> page.missing().isEmpty()).count();
    return "%d of %d pages read that day had a title, a date and a text."
        .formatted(whole, proposal.samples().size());
  }

  private void discovery(Found found) {
    Discovery discovery = found.discovery();
    text.append("  - kind: %s\n".formatted(discovery.kind().name().toLowerCase(Locale.ROOT)));
    line("    url", scalar(discovery.url()), "names %d today".formatted(found.items()));
    discovery.links().ifPresent(links -> line("    links", scalar(links), ""));
    discovery.json().ifPresent(this::json);
    if (!discovery.include().isEmpty()) {
      line("    include", "", "what else it names are no statements");
      discovery
          .include()
          .forEach(pattern -> text.append("      - %s\n".formatted(scalar(pattern))));
    }
  }

  private void json(JsonPaths paths) {
    text.append("    json:\n");
    line("      items", scalar(paths.items()), "");
    line("      link", scalar(paths.link()), "");
    paths.title().ifPresent(title -> line("      title", scalar(title), ""));
    paths.published().ifPresent(published -> line("      published", scalar(published), ""));
    paths.next().ifPresent(next -> line("      next", scalar(next), ""));
  }

  private void selectors(Selectors selectors) {
    if (selectors.equals(Selectors.NONE)) return;
    text.append("# With these, more of its pages are read than without.\nselectors:\n");
    if (!selectors.title().isEmpty()) line("  title", list(selectors.title()), "");
    if (!selectors.published().isEmpty()) line("  published", list(selectors.published()), "");
    if (!selectors.body().isEmpty()) line("  body", list(selectors.body()), "");
  }

  private static String note(Fact<?> fact) {
    return switch (fact.certainty()) {
      case CERTAIN -> "";
      case LIKELY -> fact.basis();
      case ASSUMED -> "assumed, please check: " + fact.basis();
    };
  }

  private void line(String key, String value, String note) {
    text.append(key).append(':');
    if (!value.isEmpty()) text.append(' ').append(value);
    if (!note.isEmpty()) text.append("  # ").append(oneLine(note));
    text.append('\n');
  }

  private void comment(String comment) {
    text.append("# ").append(oneLine(comment)).append('\n');
  }

  /// A page's words must not end the comment that quotes them.
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF]+", " ").strip();
  }

  private static String quoted(String text) {
    String line = oneLine(text);
    return line.length() <= MOST_COMMENT
        ? "“" + line + "”"
        : "“" + line.substring(0, MOST_COMMENT) + "…”";
  }

  private static String list(List<String> values) {
    return values.stream().map(SourceText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /// A text as YAML: bare where that is safe, else in the double quotes of JSON, which YAML reads.
  private static String scalar(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !KEYWORD.matcher(value).matches();
    if (plain || PLAIN_URL.matcher(value).matches()) return value;
    return MessageCodec.writeText(value);
  }
}
