package dev.herald.crawler.evidence;

import com.ibm.icu.util.ULocale;
import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.difference.RevisionDiff.Row;
import dev.herald.config.difference.Run;
import dev.herald.config.message.Block;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.crawler.evidence.Manifest.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The bundle as a page for people: one file, no script, nothing loaded from anywhere.
///
/// Built as a tree and never as glued text, so that whatever a publisher wrote stays text.
final class BundlePage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
      h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; }
      table { border-collapse: collapse; } th { text-align: start; font-weight: 600; }
      th, td { padding: .2rem 1rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem;
            background: rgb(128 128 128 / 12%); border-radius: .25rem; }
      code { overflow-wrap: anywhere; }
      .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      ins { background: rgb(0 160 60 / 18%); } del { background: rgb(220 40 40 / 18%); }
      .zone { font-size: .75rem; opacity: .7; } .muted { opacity: .75; }
      """;

  private final Manifest manifest;
  private final List<Revision> revisions;
  private final Map<String, String> heads;

  /// @param heads headers of the exchanges, by file
  BundlePage(Manifest manifest, List<Revision> revisions, Map<String, String> heads) {
    this.manifest = manifest;
    this.revisions = revisions;
    this.heads = heads;
  }

  String html() {
    Document page = Document.createShell("");
    Statement last = revisions.getLast().statement();
    page.getElementsByTag("html").attr("lang", "en");
    page.charset(java.nio.charset.StandardCharsets.UTF_8);
    page.title("Evidence: " + last.title());
    page.head()
        .appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", "default-src 'none'; style-src 'unsafe-inline'");
    page.head()
        .appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width");
    page.head().appendElement("style").text(STYLE);
    Element body = page.body();
    inLanguage(body.appendElement("h1"), last.language()).text(last.title());
    overview(body, last);
    for (int i = 0; i < revisions.size(); i++) revision(body, manifest.revisions().get(i), i);
    return page.outerHtml();
  }

  private void overview(Element body, Statement statement) {
    Element facts = body.appendElement("table");
    fact(facts, "Institution", statement.institution());
    fact(facts, "Address", statement.url());
    fact(facts, "Statement", manifest.statementId());
    fact(facts, "Revisions", Integer.toString(revisions.size()));
    fact(facts, "Last link of the chain", manifest.revisions().getLast().link());
    fact(facts, "Bundle made", manifest.madeAt().toString());
    body.appendElement("p")
        .text(
            "Check this bundle offline with: herald evidence verify FILE.zip. It says what the"
                + " bundle proves and what it does not. The files in bodies/ are the publisher's own"
                + " bytes; do not open them in a browser you use.");
  }

  private void revision(Element body, Manifest.Entry entry, int index) {
    Revision revision = revisions.get(index);
    Statement statement = revision.statement();
    body.appendElement("h2").text("Revision %d: %s".formatted(entry.number(), cause(revision)));
    Element facts = body.appendElement("table");
    fact(facts, "Seen", revision.observedAt().toString());
    fact(facts, "Published", statement.published().printed().orElse("not said"));
    fact(facts, "Robots decision", statement.evidence().robots());
    fact(facts, "HTTP status", Integer.toString(statement.evidence().status()));
    fact(facts, "SHA-256 of the raw bytes", statement.evidence().sha256());
    fact(facts, "Raw bytes", entry.body().orElse("not in the archive"));
    fact(facts, "Extractor", statement.extraction().version());
    fact(facts, "Fingerprint", revision.fingerprint());
    fact(facts, "Link of the chain", entry.link());
    entry.exchanges().forEach(exchange -> exchange(body, exchange));
    if (index > 0) diff(body, revisions.get(index - 1), revision);
    text(body, statement);
  }

  private void exchange(Element body, Exchange exchange) {
    Element details = body.appendElement("details");
    details
        .appendElement("summary")
        .text(
            switch (exchange.role()) {
              case EVIDENCE -> "What was asked and answered";
              case ORIGINAL -> "The earlier exchange that holds the same bytes";
              case CHECK -> "A check that did not find it";
              case ATTACHMENT -> "A file that belongs to it";
            });
    Optional<DayRoot.Proof> proof = exchange.proof();
    details
        .appendElement("p")
        .addClass("muted")
        .text(
            "%s (archive file %s, byte %d). %s"
                .formatted(
                    exchange.file(),
                    exchange.warcFile(),
                    exchange.warcOffset(),
                    proof
                        .map(
                            p ->
                                "Under the root of %s: %s"
                                    .formatted(p.day().date(), p.day().root()))
                        .orElse("Its day has no root yet.")));
    details.appendElement("pre").text(heads.getOrDefault(exchange.file(), ""));
  }

  private static void diff(Element body, Revision before, Revision after) {
    RevisionDiff diff = RevisionDiff.between(before, after);
    body.appendElement("h3").text("What changed");
    if (diff.changes() == 0) body.appendElement("p").text("Nothing in title or text.");
    for (Row row : diff.changed()) {
      body.appendElement("div").addClass("zone").text(row.told());
      Element words = inLanguage(body.appendElement("div"), row.language());
      row.runs().forEach(run -> run(words, run));
    }
  }

  private static void run(Element words, Run run) {
    switch (run.change()) {
      case KEPT -> words.appendText(run.text());
      case INSERTED -> marked(words.appendElement("ins"), run);
      case DELETED -> marked(words.appendElement("del"), run);
    }
  }

  /// Says what happened in words, too, for readers who see no colours.
  private static void marked(Element mark, Run run) {
    hidden(mark, "[" + run.label() + ": ");
    mark.appendText(run.text());
    hidden(mark, "]");
  }

  private static void hidden(Element mark, String words) {
    mark.appendElement("span").addClass("hidden").attr("lang", "en").text(words);
  }

  private static void text(Element body, Statement statement) {
    body.appendElement("h3").text("Text");
    Element text = inLanguage(body.appendElement("div"), statement.language());
    inLanguage(text.appendElement("h4"), statement.language()).text(statement.title());
    for (Block block : statement.blocks()) {
      Element paragraph = text.appendElement("p");
      block.language().ifPresent(language -> inLanguage(paragraph, language));
      if (!block.zone().isBody())
        paragraph.appendElement("span").addClass("zone").text(block.zone() + " ");
      paragraph.appendText(block.text());
    }
  }

  private static Element inLanguage(Element element, String language) {
    boolean rightToLeft = ULocale.forLanguageTag(language).isRightToLeft();
    return element.attr("lang", language).attr("dir", rightToLeft ? "rtl" : "ltr");
  }

  private static void fact(Element table, String name, String value) {
    Element row = table.appendElement("tr");
    row.appendElement("th").text(name);
    row.appendElement("td").text(value);
  }

  private static String cause(Revision revision) {
    return MessageCodec.mapper().valueToTree(revision.cause()).asText();
  }
}
