package dev.herald.app.office;

import dev.herald.app.office.Content.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;

/// Makes the PDF that goes with a statement: its title and text on A4 in Helvetica.
///
/// Helvetica knows Western letters only, so callers give English where their language needs others.
final class Annex {
  private static final float MARGIN = 56;
  private static final float LEADING = 15;
  private static final int MOST_LINES = 44;
  private static final int LINE_CHARS = 88;

  private Annex() {}

  /// Whether every letter of a text can be written.
  static boolean canWrite(String text) {
    return plain(text).chars().allMatch(c -> WinAnsiEncoding.INSTANCE.contains(name(c)));
  }

  /// The file; the same content gives the same bytes.
  static ByteString write(Content content) {
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      document.setDocumentId((long) content.hashCode());
      document.getDocumentInformation().setTitle(content.title());
      List<String> lines = lines(content);
      for (int from = 0; from < lines.size(); from += MOST_LINES)
        page(document, lines.subList(from, Math.min(lines.size(), from + MOST_LINES)), from == 0);
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("annex in memory", e);
    }
    return ByteString.of(bytes.toByteArray());
  }

  private static void page(PDDocument document, List<String> lines, boolean first)
      throws IOException {
    var regular = new PDType1Font(FontName.HELVETICA);
    var bold = new PDType1Font(FontName.HELVETICA_BOLD);
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var text = new PDPageContentStream(document, page)) {
      text.beginText();
      text.setLeading(LEADING);
      text.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
      boolean title = first;
      for (String line : lines) {
        text.setFont(title ? bold : regular, title ? 13 : 11);
        title = title && !line.isEmpty();
        text.showText(line);
        text.newLine();
      }
      text.endText();
    }
  }

  private static List<String> lines(Content content) {
    List<String> lines = new ArrayList<>();
    wrap(content.title(), lines);
    for (Paragraph paragraph : content.paragraphs()) wrap(paragraph.text(), lines);
    return lines;
  }

  private static void wrap(String paragraph, List<String> lines) {
    String rest = plain(paragraph);
    while (rest.length() > LINE_CHARS) {
      int end = rest.lastIndexOf(' ', LINE_CHARS);
      if (end <= 0) end = LINE_CHARS;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    lines.add("");
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  private static String name(int letter) {
    return org.apache.pdfbox.pdmodel.font.encoding.GlyphList.getAdobeGlyphList()
        .codePointToName(letter);
  }
}
