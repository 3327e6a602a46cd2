package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.Zone;
import dev.herald.crawler.extract.RawBlock.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// From runs of text to the blocks of a statement, each with its zone.
final class Zoning {
  private static final int MOST_ABOUT_BLOCKS = 4;
  private static final int MOST_NOTICE_BLOCKS = 3;
  private static final List<String> ABOUT =
      List.of(
          "about ",
          "über ",
          "à propos",
          "acerca de",
          "sobre ",
          "informazioni su",
          "notes to editors",
          "note to editors",
          "notes for editors");

  private final List<RawBlock> runs;
  private final Boilerplate boilerplate;
  private final int signature;
  private final int about;
  private final int contact;
  private final Reasons reasons;

  private Zoning(List<RawBlock> runs, Hints hints, Reasons reasons) {
    this.runs = runs;
    this.boilerplate = hints.boilerplate();
    this.reasons = reasons;
    this.signature = SignatureFinder.find(runs, hints.template(), reasons);
    this.about = Math.min(aboutSection(runs), ending(runs));
    this.contact = contactSection(runs);
  }

  /// The blocks of a body: items of one list and rows of one table together, in order. Each carries
  /// the language that the page declares for it, if any.
  ///
  /// @param signature what the source's selector gave as signature, which then is no part of the
  ///   body; otherwise it is found by its shape
  static List<Block> zone(
      List<RawBlock> body, List<RawBlock> signature, Hints hints, Reasons reasons) {
    var runs = new ArrayList<>(body);
    var given = new HashSet<String>();
    for (RawBlock run : signature) given.add(run.text());
    runs.removeIf(run -> given.contains(run.text()));
    List<Block> blocks = zone(runs, hints, reasons);
    if (signature.isEmpty()) return blocks;
    var all = new ArrayList<>(blocks);
    String text = String.join("\n", given(signature));
    reasons.chosen("signature", text, "the source's selector");
    all.add(Block.of(Zone.SIGNATURE, text));
    return all;
  }

  private static List<String> given(List<RawBlock> signature) {
    return signature.stream().map(RawBlock::text).toList();
  }

  private static List<Block> zone(List<RawBlock> runs, Hints hints, Reasons reasons) {
    var zoning = new Zoning(runs, hints, reasons);
    if (zoning.signature >= 0)
      reasons.chosen(
          "signature",
          runs.get(zoning.signature).text(),
          "a short last line that names a department");
    else reasons.nothing("signature", "no last line reads as the name of a department");
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < runs.size(); ) {
      int end = zoning.endOfGroup(i);
      blocks.add(zoning.block(i, end));
      i = end;
    }
    long repeated = blocks.stream().filter(block -> block.zone() == Zone.BOILERPLATE).count();
    if (repeated > 0) reasons.chosen("boilerplate", repeated + " blocks", "see each");
    else
      reasons.nothing("boilerplate", hints.boilerplate().pages() + " statements were learned from");
    return blocks;
  }

  private int endOfGroup(int start) {
    RawBlock first = runs.get(start);
    int end = start + 1;
    if (first.kind() == Kind.ITEM || first.kind() == Kind.CELL)
      while (end < runs.size() && belongsTo(runs.get(end), first)) end++;
    return end;
  }

  private static boolean belongsTo(RawBlock next, RawBlock first) {
    if (next.kind() != first.kind()) return false;
    if (first.kind() == Kind.ITEM) return next.list() == first.list() && first.list() != null;
    return first.row() != null && table(next) == table(first);
  }

  private static @Nullable Box table(RawBlock cell) {
    Box box = cell.row();
    while (box != null && !box.tag.equals("table")) box = box.parent;
    return box;
  }

  private Block block(int start, int end) {
    RawBlock first = runs.get(start);
    String text = text(runs.subList(start, end));
    if (boilerplate.contains(text)) return repeated(text, "repeated on the source's statements");
    if (CounterLine.isCounter(text)) return repeated(text, "counts how often the page was read");
    if (start == signature) return Block.of(Zone.SIGNATURE, text);
    if (start >= contact) return Block.of(Zone.CONTACT, text);
    if (start >= about)
      return repeated(text, "in the part about the institution, or after the end");
    if (signature >= 0 && start > signature) return repeated(text, "after the signature");
    return switch (first.kind()) {
      case HEADING -> new Block(Zone.HEADING, text, declared(first), first.level(), List.of());
      case ITEM, CELL -> new Block(Zone.LIST, text, declared(first), 0, QuotationFinder.find(text));
      case PARAGRAPH, PREFORMATTED, OTHER -> paragraph(first, text);
    };
  }

  private Block repeated(String text, String why) {
    reasons.candidate("boilerplate", text, why, "");
    return Block.of(Zone.BOILERPLATE, text);
  }

  /// The language that an element around a run declares, other than the page as a whole.
  private static Optional<String> declared(RawBlock run) {
    for (Element at = run.box().element; at != null; at = at.parent())
      if (at.hasAttr("lang"))
        return at.normalName().equals("html")
            ? Optional.empty()
            : Optional.of(at.attr("lang").strip());
    return Optional.empty();
  }

  private static Block paragraph(RawBlock run, String text) {
    List<Quotation> quotations = QuotationFinder.find(text);
    boolean quote = run.quoted() || QuotationFinder.isMostlyQuoted(text, quotations);
    return new Block(quote ? Zone.QUOTE : Zone.PARAGRAPH, text, declared(run), 0, quotations);
  }

  private static String text(List<RawBlock> runs) {
    var text = new StringBuilder();
    @Nullable Box row = null;
    for (RawBlock run : runs) {
      if (!text.isEmpty()) text.append(run.row() != null && run.row() == row ? " | " : "\n");
      text.append(run.text());
      row = run.row();
    }
    return text.toString();
  }

  /// Where "About the institution" begins, if it is the end of the body; else past the end.
  private static int aboutSection(List<RawBlock> runs) {
    for (int i = runs.size() - 1; i > 0 && i >= runs.size() - MOST_ABOUT_BLOCKS; i--) {
      RawBlock run = runs.get(i);
      boolean label = run.kind() == Kind.HEADING || (run.isBold() && run.text().length() < 80);
      if (!label) continue;
      String lower = run.text().toLowerCase(Locale.ROOT);
      for (String about : ABOUT) if (lower.startsWith(about) && i > runs.size() / 2) return i;
    }
    return runs.size();
  }

  /// Where a mark says that the statement ends, or a notice of pictures ends it; else past the end.
  private static int ending(List<RawBlock> runs) {
    int start = runs.size();
    for (int i = runs.size() - 1; i > 0 && i >= runs.size() - MOST_NOTICE_BLOCKS; i--)
      if (Endings.isPictureNotice(runs.get(i).text())) start = i;
    for (int i = runs.size() / 2; i < runs.size(); i++)
      if (i > 0 && Endings.isMark(runs.get(i).text())) return Math.min(start, i);
    return start;
  }

  /// Where the press contacts begin that end the body; else past the end.
  private static int contactSection(List<RawBlock> runs) {
    int start = runs.size();
    for (int i = runs.size() - 1; i > 0; i--) {
      RawBlock run = runs.get(i);
      if (ContactFinder.isContact(run)) start = i;
      else if (ContactFinder.isLabel(run)) return start < runs.size() ? i : start;
      else if (run.text().length() > 120 || Texts.endsSentence(run.text())) break;
    }
    return start;
  }
}
