package dev.herald.app.office;

import dev.herald.app.office.Content.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;

/// Makes the PDF that goes with a statement: its title and text on A4.
///
/// Texts of Western letters are set in Helvetica, which every reader has and no file has to carry;
/// others in the font that PDFBox brings, Liberation Sans. It knows Latin, Greek and Cyrillic, so
/// callers give English where their language needs more.
final class Annex {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 56;
  private static final float LEADING = 15;
  private static final int MOST_LINES = 44;
  private static final int LINE_CHARS = 88;

  private Annex() {}

  /// Whether every letter of a text can be written.
  static boolean canWrite(String text) {
    return plain(text).codePoints().allMatch(c -> c < 0x590 || (c >= 0x2010 && c < 0x2100));
  }

  /// The file; the same content gives the same bytes.
  static ByteString write(Content content) {
    var bytes = new ByteArrayOutputStream();
    List<String> lines = lines(content);
    try (var document = new PDDocument()) {
      document.setDocumentId((long) content.hashCode());
      document.getDocumentInformation().setTitle(content.title());
      PDFont font = font(document, lines);
      for (int from = 0; from < lines.size(); from += MOST_LINES)
        page(document, font, lines.subList(from, Math.min(lines.size(), from + MOST_LINES)));
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("annex in memory", e);
    }
    return ByteString.of(bytes.toByteArray());
  }

  private static PDFont font(PDDocument document, List<String> lines) throws IOException {
    if (lines.stream().flatMapToInt(String::codePoints).allMatch(Annex::isWestern))
      return new PDType1Font(FontName.HELVETICA);
    try (InputStream file = Annex.class.getResourceAsStream(FONT)) {
      if (file == null) throw new IllegalStateException("PDFBox lacks its font " + FONT);
      return PDType0Font.load(document, file);
    }
  }

  private static boolean isWestern(int letter) {
    return WinAnsiEncoding.INSTANCE.contains(GlyphList.getAdobeGlyphList().codePointToName(letter));
  }

  private static void page(PDDocument document, PDFont font, List<String> lines)
      throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var text = new PDPageContentStream(document, page)) {
      text.beginText();
      text.setFont(font, 11);
      text.setLeading(LEADING);
      text.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
      for (String line : lines) {
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
}
